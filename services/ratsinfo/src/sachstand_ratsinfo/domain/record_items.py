"""The items of minutes (Tagesordnungspunkte der Niederschrift), as they are kept and as they are written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sachstand_common.errors import RuleViolated

from .contents import Contribution, ItemContent, MotionItem
from .parsers.results import read_results


@dataclass(frozen=True, kw_only=True)
class RecordItem(ItemContent):
    """What minutes say of one item, printed or written here, with the paper it treats.

    `tells_paper`: the paper was registered because of this record.
    """

    paper_id: UUID | None = None
    tells_paper: bool = False


class TitleRequired(RuleViolated):
    """An item that stands on no agenda needs a title."""


@dataclass(frozen=True, kw_only=True)
class ItemText:
    """What the keeper writes of one item; None: as the agenda says. `dropped`: it was no item after all."""

    item_number: str
    subject: str | None = None
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
    known = {item_key(item.item_number): item for item in items}
    for text in texts:
        key = item_key(text.item_number)
        if text.dropped:
            known.pop(key, None)
        else:
            known[key] = _written(known.get(key), text)
    return tuple(known.values())


def item_key(number: str | None) -> str:
    """By what an item is known in its record."""
    return (number or "").casefold()


def with_papers(items: Iterable[ItemContent], known: Iterable[RecordItem]) -> tuple[RecordItem, ...]:
    """The items as a document says them, each with the paper that is known of it."""
    papers = {item_key(item.item_number): item for item in known}
    found = []
    for item in items:
        one = papers.get(item_key(item.item_number), RecordItem())
        found.append(RecordItem(**{**vars(item), "paper_id": one.paper_id, "tells_paper": one.tells_paper}))
    return tuple(found)


def _written(known: RecordItem | None, text: ItemText) -> RecordItem:
    subject = text.subject or (known.subject if known else None)
    if subject is None:
        raise TitleRequired(item=text.item_number)
    base = known or RecordItem(item_number=text.item_number)
    item = replace(
        base,
        subject=subject,
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
    listed = {item_key(item.item_number): item for item in agenda}
    known = {item_key(item.item_number): item for item in items}
    narrowed = [
        replace(item, public=item.public and listed[key].public) if key in listed else item
        for key, item in known.items()
    ]
    return (*narrowed, *(item for key, item in listed.items() if key not in known))
