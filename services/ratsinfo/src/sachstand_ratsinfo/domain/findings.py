"""Findings: what was recognised in a document, where it stands, and how sure that is."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from .dates import first_date
from .text import Reading, squash


@dataclass(frozen=True)
class Span:
    """A stretch of the decoded source text: from `start` up to, not including, `end` (characters)."""

    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """One recognised field: its name, its text as printed (hyphenation undone), its place, its confidence.

    `inferred` marks what is concluded from the wording instead of read from a labelled field.
    """

    field: str
    text: str
    span: Span
    confidence: float = 1.0
    inferred: bool = False


MISSING = frozenset({"", "-", "–", "—", "--", "---", "./.", ".", "/", "k. A.", "n. n.", "N.N."})
"""How documents print that there is nothing; a dash is not a value."""
NONE = re.compile(r"(?i:keine?|entfällt|ohne|nicht\s+vorhanden|keine\s+Anlagen?)\.?")
"""How they print that a list is empty."""


@dataclass
class Findings:
    """Collects findings while a parser walks through a reading."""

    reading: Reading
    found: list[Finding] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unclear: list[Finding] = field(default_factory=list)

    def take(
        self, name: str, span: tuple[int, int] | None, sure: float = 1.0, *, inferred: bool = False
    ) -> str | None:
        """Note `clean[start:end]` as a field and return its text; None (and missing) when it is empty."""
        start, end = span or (0, 0)
        text = squash(self.reading.clean[start:end])
        if text in MISSING:
            self.lacks(name)
            return None
        start, end = stripped(self.reading.clean, start, end)
        self.found.append(Finding(name, text, Span(*self.reading.span(start, end)), sure, inferred))
        return text

    def take_match(
        self, name: str, match: re.Match[str] | None, group: int | str = 1, sure: float = 1.0
    ) -> str | None:
        """Note one group of a match as a field; None (and missing) when there is none."""
        return self.take(name, match.span(group) if match and match[group] else None, sure)

    def take_date(self, name: str, span: tuple[int, int] | None, sure: float = 1.0) -> date | None:
        """Note a date; a text that is no date is missing, and where something is printed it is unclear."""
        start, end = span or (0, 0)
        dated = first_date(self.reading.clean, start, end)
        if dated is None:
            self.doubts(name, (start, end))
            self.lacks(name)
            return None
        self.take(name, dated.span, min(sure, dated.sure))
        return dated.day

    def doubts(self, name: str, span: tuple[int, int]) -> None:
        """Note that something is printed for a field and cannot be understood: the field stays null."""
        start, end = stripped(self.reading.clean, *span)
        text = squash(self.reading.clean[start:end])
        if text not in MISSING:
            self.unclear.append(Finding(name, text, Span(*self.reading.span(start, end)), 0.0))

    def lacks(self, name: str) -> None:
        """Note that a field of this layout was not found."""
        if name not in self.missing:
            self.missing.append(name)

    def absorb(self, part: "Findings", prefix: str) -> None:
        """Take over what was noted of a part of the document, under names that say of which."""
        self.found += [replace(one, field=prefix + one.field) for one in part.found]
        self.unclear += [replace(one, field=prefix + one.field) for one in part.unclear]
        for name in part.missing:
            self.lacks(prefix + name)

    def source_span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the clean text."""
        return Span(*self.reading.span(*stripped(self.reading.clean, start, end)))


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
