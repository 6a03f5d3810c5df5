"""What two documents print differently in their heads: then they are two, however alike their words are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sachstand_common.identifiers import same_reference

from .contents import MinutesContent, PaperContent, Station
from .organizations import short_key
from .similarity import words

Head = PaperContent | MinutesContent
Same = Callable[[Any, Any], bool]


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


_PAPER: dict[str, Same] = {
    "city": _same_words, "reference": same_reference, "name": _same_words, "date": _same_words,
    "file_reference": _same_words, "stations": _same_way,
}  # fmt: skip
_MINUTES: dict[str, Same] = {
    "city": _same_words, "organization_name": _same_body, "meeting_date": _same_words, "number": _same_words,
    "item_number": _same_words, "subject": _same_words, "paper_reference": same_reference,
    "paper_label": same_reference, "file_reference": _same_words, "result_text": _same_words,
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
