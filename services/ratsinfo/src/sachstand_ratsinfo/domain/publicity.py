"""What a document prints of its own publicity, and whether two documents can be one.

A text is never public because it resembles a public one: it prints so itself, or somebody says so of it.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sachstand_common.identifiers import same_reference

from .contents import MinutesContent, PaperContent
from .organizations import short_key
from .text import squash

_NON_PUBLIC = re.compile(r"\bnicht[ \t-]*öffentlich|\bvertraulich\b|\bgeheim\b", re.IGNORECASE)
_SHORT_LINE = re.compile(r"(?m)^[^\n]{1,80}$")
_HEAD = 3000
"""Characters in which a document says what it is; further on it speaks of others."""


def is_non_public(label: str | None) -> bool:
    """Whether a printed kind of sitting or status says that the document is not for the public."""
    return bool(_NON_PUBLIC.search(label or "") or (label or "").strip() == "N")


def with_publicity(content: PaperContent, text: str) -> PaperContent:
    """A paper is not public where no step is and one is not, or where a line of its head says so."""
    if content.public:
        return content
    closed = any(step.public is False for step in content.stations)
    lines = _SHORT_LINE.findall(text[:_HEAD])
    return replace(content, non_public=closed or any(_NON_PUBLIC.search(line) for line in lines))


def _same_text(left: Any, right: Any) -> bool:
    return squash(str(left)).casefold() == squash(str(right)).casefold()


def _same_body(left: str, right: str) -> bool:
    return short_key(left) == short_key(right)


_PAPER: dict[str, Callable[[Any, Any], bool]] = {
    "city": _same_text, "reference": same_reference, "name": _same_text, "date": _same_text,
    "file_reference": _same_text,
}  # fmt: skip
_MINUTES: dict[str, Callable[[Any, Any], bool]] = {
    "city": _same_text, "organization_name": _same_body, "meeting_date": _same_text, "number": _same_text,
    "item_number": _same_text, "subject": _same_text, "paper_reference": same_reference,
    "paper_label": same_reference, "file_reference": _same_text,
}  # fmt: skip


def papers_contradict(left: PaperContent, right: PaperContent) -> bool:
    """Whether two documents print different things in one field of their headers."""
    stations = bool(left.stations and right.stations) and _route(left) != _route(right)
    return stations or _contradict(_PAPER, left, right)


def minutes_contradict(left: MinutesContent, right: MinutesContent) -> bool:
    """Whether two records print different things in one field of their headers."""
    return _contradict(_MINUTES, left, right)


def _contradict(fields: dict[str, Callable[[Any, Any], bool]], left: Any, right: Any) -> bool:
    if (left.public and right.non_public) or (left.non_public and right.public):
        return True
    pairs = [(same, getattr(left, name), getattr(right, name)) for name, same in fields.items()]
    return any(not same(a, b) for same, a, b in pairs if a and b)


def _route(content: PaperContent) -> set[tuple[str, str, bool | None]]:
    return {(short_key(s.organization_name), str(s.date), s.public) for s in content.stations}
