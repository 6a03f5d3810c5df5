"""Minutes (Niederschriften): taken in from a document, or drafted when a sitting was held."""

import datetime
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from uuid import UUID

from .contents import MinutesContent
from .contradictions import Contradiction
from .organizations import short_key
from .papers import FileRef
from .record_items import RecordItem, item_key, with_papers
from .seals import Seal


class MinutesState(StrEnum):
    """How far the record is; an imported one is recorded as it stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECORDED = "recorded"
    APPROVED = "approved"
    PUBLISHED = "published"
    DEPUBLISHED = "depublished"


SEALED = (MinutesState.APPROVED, MinutesState.PUBLISHED, MinutesState.DEPUBLISHED)
"""Once approved, the text does not change any more."""
OPEN = (MinutesState.DRAFT, MinutesState.SUBMITTED)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A change of a text that was submitted already: when, by whom, and why."""

    on: datetime.date
    by: str
    reason: str
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Approval:
    """In which meeting, on which day and by whom; with a reason if it was not the next one."""

    meeting_id: UUID
    on: datetime.date
    by: str
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Minutes(MinutesContent, RecordItem):
    """A record in the house: of one item, which it is itself, or of a whole meeting with all its `items`.

    `writers` are all who wrote on a draft, none of whom approves it.
    """

    items: tuple[RecordItem, ...] = ()

    state: MinutesState = MinutesState.RECORDED
    publish: bool = False
    meeting_id: UUID | None = None
    files: tuple[FileRef, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    organization_id: UUID | None = None
    writers: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    approval: Approval | None = None
    seal: Seal | None = None


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


def of_items(minutes: Minutes) -> tuple[Minutes, ...]:
    """A record of each item; that of one item is its own."""
    return tuple(replace(minutes, **vars(item), items=()) for item in minutes.items) or (minutes,)


def filled(minutes: Minutes, content: MinutesContent) -> Minutes:
    """The record with what another rendition adds; what is there already stays, and a result as one whole."""
    kept = _RESULT if minutes.result_text else ()
    added = {n: getattr(content, n) for n in _CONTENT if n not in kept and not getattr(minutes, n)}
    if "items" in added:
        added["items"] = with_papers(content.items, ())
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


def shown(minutes: Minutes) -> Minutes:
    """The record as the public reads it: without the items that are not public, and no hint of them."""
    items = tuple(item for item in minutes.items if item.public)
    seal = minutes.seal and replace(minutes.seal, full=minutes.seal.public)
    return replace(minutes, items=items, seal=seal)


def as_now(past: Minutes, now: Minutes) -> Minutes:
    """A past state; what it links to is public or not as it is at present."""
    links: tuple[FileRef | Contradiction, ...] = (*now.files, *now.contradictions)
    seen = {one.id for one in links if one.public}
    open_now = {item_key(item.item_number) for item in now.items if item.public}
    return replace(
        past,
        items=tuple(replace(i, public=i.public and item_key(i.item_number) in open_now) for i in past.items),
        files=tuple(replace(f, public=f.id in seen) for f in past.files),
        contradictions=tuple(replace(c, public=c.id in seen) for c in past.contradictions),
    )
