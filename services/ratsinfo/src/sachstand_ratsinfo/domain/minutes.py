"""Minutes (Niederschriften): taken in from a document, or drafted when a sitting was held."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from uuid import UUID

from .contents import ItemContent, MinutesContent
from .contradictions import Contradiction
from .organizations import short_key
from .papers import FileRef


class MinutesState(StrEnum):
    """How far the record is; an imported one is recorded as it stands."""

    DRAFT = "draft"
    RECORDED = "recorded"
    APPROVED = "approved"


@dataclass(frozen=True)
class ItemPaper:
    """The paper that one item of a whole sitting treats; `told`: it was registered because of this record."""

    item_number: str | None
    paper_id: UUID
    told: bool = False


@dataclass(frozen=True, kw_only=True)
class Minutes(MinutesContent):
    """A record in the house: its content, its files, the paper it treats, or those its items do.

    `tells_paper`: the paper was registered because of this record.
    """

    state: MinutesState = MinutesState.RECORDED
    publish: bool = False
    paper_id: UUID | None = None
    tells_paper: bool = False
    item_papers: tuple[ItemPaper, ...] = ()
    meeting_id: UUID | None = None
    files: tuple[FileRef, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


_CONTENT = tuple(f.name for f in fields(MinutesContent))
_RESULT = ("outcome", "mode", "counts", "results")
KEPT = tuple(f.name for f in fields(Minutes) if f.name not in _CONTENT)
"""What a record has beside the words of its documents."""


def key_of(content: MinutesContent) -> str | None:
    """What makes a record one and the same: city, body, day, number and item; None while one is missing."""
    if not (content.city and content.organization_name and content.meeting_date):
        return None
    body = short_key(content.organization_name)
    return f"{content.city}|{body}|{content.meeting_date}|{content.number or ''}|{content.item_number or ''}"


def is_record(content: MinutesContent) -> bool:
    """Whether anything tells what it is a record of; a broken field does not cost the others."""
    told = (content.number, content.item_number, content.subject, content.motion_items, content.result_text)
    return any(told) or bool(content.items)


def of_item(minutes: Minutes, item: ItemContent) -> Minutes:
    """The record as if it were that of one item of its sitting."""
    paper = next((one for one in minutes.item_papers if one.item_number == item.item_number), None)
    own = {field.name: getattr(item, field.name) for field in fields(ItemContent)}
    return replace(
        minutes,
        **own,
        items=(),
        paper_id=paper.paper_id if paper else None,
        tells_paper=paper is not None and paper.told,
    )


def of_items(minutes: Minutes) -> tuple[Minutes, ...]:
    """A record of each item; that of one item is its own."""
    return tuple(of_item(minutes, item) for item in minutes.items) or (minutes,)


def filled(minutes: Minutes, content: MinutesContent) -> Minutes:
    """The record with what another rendition adds; what is there already stays, and a result as one whole."""
    kept = _RESULT if minutes.result_text else ()
    added = {n: getattr(content, n) for n in _CONTENT if n not in kept and not getattr(minutes, n)}
    return replace(minutes, **added)


def with_open_items(minutes: Minutes) -> Minutes:
    """Of a record that is public because somebody says so, the items that do not deny it are, too."""
    if not minutes.public or any(item.public for item in minutes.items):
        return minutes
    return replace(minutes, items=tuple(replace(item, public=not item.non_public) for item in minutes.items))


def label(content: MinutesContent) -> str:
    """How the record is cited: "Niederschrift Nr. 98, Verwaltungsausschuss …, TOP 4a"."""
    number = f" Nr. {content.number}" if content.number else ""
    item = f", TOP {content.item_number}" if content.item_number else ""
    if content.items and content.meeting_date:
        item = f" vom {content.meeting_date:%d.%m.%Y}"
    return f"Niederschrift{number}, {content.organization_name or 'Gremium nicht genannt'}{item}"


def as_now(past: Minutes, now: Minutes) -> Minutes:
    """A past state; what it links to is public or not as it is at present."""
    links: tuple[FileRef | Contradiction, ...] = (*now.files, *now.contradictions)
    seen = {one.id for one in links if one.public}
    return replace(
        past,
        files=tuple(replace(f, public=f.id in seen) for f in past.files),
        contradictions=tuple(replace(c, public=c.id in seen) for c in past.contradictions),
    )
