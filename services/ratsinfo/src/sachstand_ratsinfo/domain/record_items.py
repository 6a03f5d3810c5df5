"""The items of a whole meeting's minutes (Tagesordnungspunkte der Niederschrift), and who was there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from sachstand_common.errors import RuleViolated

from .contents import Contribution, ItemResult, MotionItem
from .parsers.results import read_results

Presence = Literal["present", "excused", "absent", "administration", "guest"]


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """One line of the attendance list (Anwesenheitsliste): a person in their public role."""

    name: str
    function: str | None = None
    faction: str | None = None
    presence: Presence = "present"
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class RecordItem:
    """What the minutes say of one item; its result is what the result text says, and nothing else."""

    number: str
    title: str
    public: bool = False
    paper_id: UUID | None = None
    paper_reference: str | None = None
    rapporteurs: tuple[str, ...] = ()
    motion_items: tuple[MotionItem, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    result_text: str | None = None
    outcome: str | None = None
    mode: str | None = None
    counts: dict[str, int] | None = None
    results: tuple[ItemResult, ...] = ()


class TitleRequired(RuleViolated):
    """An item that stands on no agenda needs a title."""


@dataclass(frozen=True, kw_only=True)
class ItemText:
    """What the keeper writes of one item; None: as the agenda says. `dropped`: it was no item after all."""

    number: str
    title: str | None = None
    public: bool | None = None
    paper_reference: str | None = None
    rapporteurs: tuple[str, ...] = ()
    motion_items: tuple[MotionItem, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    result_text: str | None = None
    dropped: bool = False


def with_texts(items: Iterable[RecordItem], texts: Iterable[ItemText]) -> tuple[RecordItem, ...]:
    """The items with what is written of some of them; the others stay as they are.

    Raises:
        TitleRequired: an item is new and has no title.
    """
    known = {item.number.casefold(): item for item in items}
    for text in texts:
        key = text.number.casefold()
        if text.dropped:
            known.pop(key, None)
        else:
            known[key] = _written(known.get(key), text)
    return tuple(known.values())


def _written(known: RecordItem | None, text: ItemText) -> RecordItem:
    title = text.title or (known.title if known else None)
    if title is None:
        raise TitleRequired(item=text.number)
    base = known or RecordItem(number=text.number, title=title)
    item = replace(
        base,
        title=title,
        public=base.public if text.public is None else text.public,
        paper_reference=text.paper_reference or base.paper_reference,
        rapporteurs=text.rapporteurs,
        motion_items=text.motion_items,
        contributions=text.contributions,
        result_text=text.result_text,
    )
    return with_result(item)


def with_result(item: RecordItem) -> RecordItem:
    """The item with what its result text says clearly; what it leaves open stays null."""
    text = item.result_text or ""
    read = read_results(text, [(0, len(text))], item.motion_items)
    whole = read.whole
    return replace(item, outcome=whole.outcome, mode=whole.mode, counts=whole.counts, results=read.items)


def with_agenda(items: Iterable[RecordItem], agenda: Iterable[RecordItem]) -> tuple[RecordItem, ...]:
    """The items with those of the agenda that are missing; none is more public than its agenda says."""
    listed = {item.number.casefold(): item for item in agenda}
    known = {item.number.casefold(): item for item in items}
    narrowed = [
        replace(item, public=item.public and listed[key].public) if key in listed else item
        for key, item in known.items()
    ]
    return (*narrowed, *(item for key, item in listed.items() if key not in known))
