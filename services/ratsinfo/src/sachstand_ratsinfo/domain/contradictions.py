"""What two documents print differently in their heads: then they are two, however alike their words are."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sachstand_common.identifiers import same_reference

from .contents import Answer, MinutesContent, MotionItem, PaperContent, Station
from .organizations import short_key
from .similarity import words

Head = PaperContent | MinutesContent
Point = MotionItem | Answer
Same = Callable[[Any, Any], bool]
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Contradiction:
    """Another paper or record in the same words, and the fields in which the two differ.

    `public`: whether that one is.
    """

    id: UUID
    fields: tuple[str, ...]
    public: bool = False


def _same_words(left: Any, right: Any) -> bool:
    return words(str(left)) == words(str(right))


def _same_body(left: str, right: str) -> bool:
    return short_key(left) == short_key(right)


def _same_way(left: tuple[Station, ...], right: tuple[Station, ...]) -> bool:
    """Whether the shorter of two ways lies within the longer one."""
    shorter, longer = sorted((left, right), key=len)
    return all(any(_same_station(one, other) for other in longer) for one in shorter)


def _same_station(left: Station, right: Station) -> bool:
    days = left.date is None or right.date is None or left.date == right.date
    publicity = left.public is None or right.public is None or left.public is right.public
    return days and publicity and _same_body(left.organization_name, right.organization_name)


def _same_figures(left: Sequence[Point], right: Sequence[Point]) -> bool:
    """Whether points of the same number name the same figures, as far as both print them.

    What a conversion puts into one of them, a page number, is none of the other's to deny.
    """
    others = {point.number: _figures(point) for point in right}
    pairs = [(_figures(point), others[point.number]) for point in left if point.number in others]
    return not any(one - other and other - one for one, other in pairs)


def _figures(point: Point) -> frozenset[str]:
    return frozenset(_FIGURE.findall(point.text or ""))


_PAPER: dict[str, Same] = {
    "city": _same_words, "reference": same_reference, "name": _same_words, "date": _same_words,
    "file_reference": _same_words, "stations": _same_way, "motion_items": _same_figures,
    "answers": _same_figures,
}  # fmt: skip
_MINUTES: dict[str, Same] = {
    "city": _same_words, "organization_name": _same_body, "meeting_date": _same_words, "number": _same_words,
    "item_number": _same_words, "subject": _same_words, "paper_reference": same_reference,
    "paper_label": same_reference, "file_reference": _same_words, "result_text": _same_words,
    "motion_items": _same_figures,
}  # fmt: skip


def contradictions(left: Head, right: Head) -> tuple[str, ...]:
    """The fields that both print, and print differently; the publicity of one that denies the other's."""
    if type(left) is not type(right):
        return ("kind",)
    found = [name for name, same in _compared(left).items() if _differ(name, same, left, right)]
    if (left.public and right.non_public) or (left.non_public and right.public):
        found.append("public")
    return tuple(found)


def printed(head: Head) -> int:
    """How much of what tells documents apart a text prints."""
    return sum(bool(getattr(head, name)) for name in _compared(head))


def _compared(head: Head) -> dict[str, Same]:
    return _MINUTES if isinstance(head, MinutesContent) else _PAPER


def _differ(name: str, same: Same, left: Head, right: Head) -> bool:
    one, other = getattr(left, name), getattr(right, name)
    return bool(one and other) and not same(one, other)
