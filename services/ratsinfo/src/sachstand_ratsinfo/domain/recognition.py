"""Recognising a document: which layout, which fields with their places, which documents are in one text."""

from dataclasses import dataclass, replace

from .contents import MinutesContent, PaperContent
from .findings import Finding, Findings
from .layouts import Layout, recognise
from .parsers import distribution
from .parsers.agendas import agenda_of, closed_parts
from .parsers.braunschweig_answers import parse_answer
from .parsers.faction_papers import parse_faction_paper
from .parsers.press_releases import parse_press_release
from .parsers.sittings import parse_sitting
from .parsers.stations import is_closed
from .parsers.strategies import parse_strategy
from .parsers.stuttgart_minutes import parse_minutes
from .privacy import Withheld, shown, withheld, without_contacts
from .publicity import with_publicity
from .text import Reading, flowing, read

ENDING_WITHHELD = "ending_withheld"
"""What stands behind the signature looks like recipients and was not understood: it is not public."""


@dataclass(frozen=True)
class Recognised:
    """What one text is: minutes or a paper, the findings behind it, and an annex if one is appended.

    `annex` is a stretch of the clean text, as are those that are `withheld` from the public.
    """

    layout: Layout
    confidence: float
    reading: Reading
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    unclear: tuple[Finding, ...] = ()
    minutes: MinutesContent | None = None
    paper: PaperContent | None = None
    annex: tuple[int, int] | None = None
    withheld: tuple[Withheld, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The main document as flowing text."""
        return self._main(())

    @property
    def public_text(self) -> str:
        """The main document as the public reads it."""
        return self._main(self.withheld)

    @property
    def annex_text(self) -> str | None:
        """The appended annex as flowing text."""
        return flowing(self.reading.clean[slice(*self.annex)]) if self.annex else None

    @property
    def public_annex_text(self) -> str | None:
        """The appended annex as the public reads it."""
        return flowing(shown(self.reading.clean, *self.annex, self.withheld)) if self.annex else None

    def _main(self, parts: tuple[Withheld, ...]) -> str:
        clean, end = self.reading.clean, len(self.reading.clean)
        first, last = self.annex or (end, end)
        return flowing(shown(clean, 0, first, parts) + "\n\n" + shown(clean, last, end, parts))


def recognise_document(source: str) -> Recognised:
    """Read a text. Whatever it is, something comes back: an unknown layout is a paper without fields."""
    reading = without_contacts(read(source))
    layout, confidence = recognise(reading)
    findings = Findings(reading)
    result = Recognised(layout, confidence, reading, (), ())
    result, listed = _parsed(result, findings)
    if result.paper is not None:
        result = replace(
            result, paper=with_publicity(result.paper, reading.clean, closed=is_closed(reading.clean))
        )
    return replace(
        result,
        findings=tuple(findings.found),
        missing=tuple(findings.missing),
        unclear=tuple(findings.unclear),
        withheld=withheld(reading.clean, listed, _closed(result)),
        notes=(ENDING_WITHHELD,) if listed and not listed.understood else (),
    )


def _parsed(result: Recognised, findings: Findings) -> tuple[Recognised, distribution.Listed | None]:
    """What the parser of the layout reads, and the distribution list that it leaves out."""
    if result.layout in _RECORDS:
        minutes, listed = _RECORDS[result.layout](findings)
        if result.layout is Layout.SITTING_MINUTES and not minutes.items:
            return replace(result, layout=Layout.UNKNOWN, confidence=0.0, paper=PaperContent()), listed
        return replace(result, minutes=minutes), listed
    if result.layout is Layout.BRAUNSCHWEIG_ANSWER:
        parsed = parse_answer(findings)
        return replace(result, paper=parsed.content, annex=parsed.annex), parsed.listed
    parse = _PAPERS.get(result.layout, _nothing)
    return replace(result, paper=parse(findings)), distribution.find(result.reading.clean)


def _closed(result: Recognised) -> tuple[tuple[int, int], ...]:
    """The parts of a text that say of themselves that they are not public."""
    text = result.reading.clean
    return tuple(
        agenda_of(text).closed(text) if result.layout is Layout.SITTING_MINUTES else closed_parts(text)
    )


def _nothing(_: Findings) -> PaperContent:
    return PaperContent()


_RECORDS = {Layout.STUTTGART_MINUTES: parse_minutes, Layout.SITTING_MINUTES: parse_sitting}
_PAPERS = {
    Layout.FACTION_PAPER: parse_faction_paper,
    Layout.PRESS_RELEASE: parse_press_release,
    Layout.STRATEGY: parse_strategy,
}
