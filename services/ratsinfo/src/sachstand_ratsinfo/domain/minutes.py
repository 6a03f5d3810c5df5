"""Minutes (Niederschriften): taken in from a document, or drafted when a sitting was held."""

import datetime
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from uuid import UUID

from .contents import MinutesContent
from .contradictions import Contradiction
from .organizations import short_key
from .papers import FileRef
from .record_items import Attendee, RecordItem
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
class Minutes(MinutesContent):
    """A record in the house: its content, its files, the paper it treats.

    `tells_paper`: the paper was registered because of this record. `items` are those of a whole meeting;
    `writers` are all who wrote on a draft, none of whom approves it.
    """

    state: MinutesState = MinutesState.RECORDED
    publish: bool = False
    paper_id: UUID | None = None
    tells_paper: bool = False
    meeting_id: UUID | None = None
    files: tuple[FileRef, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    organization_id: UUID | None = None
    attendance: tuple[Attendee, ...] = ()
    items: tuple[RecordItem, ...] = ()
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
    return any(told)


def filled(minutes: Minutes, content: MinutesContent) -> Minutes:
    """The record with what another rendition adds; what is there already stays, and a result as one whole."""
    kept = _RESULT if minutes.result_text else ()
    added = {n: getattr(content, n) for n in _CONTENT if n not in kept and not getattr(minutes, n)}
    return replace(minutes, **added)


def label(content: MinutesContent) -> str:
    """How the record is cited: "Niederschrift Nr. 98, Verwaltungsausschuss …, TOP 4a"."""
    number = f" Nr. {content.number}" if content.number else ""
    item = f", TOP {content.item_number}" if content.item_number else ""
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
    open_now = {item.number for item in now.items if item.public}
    return replace(
        past,
        items=tuple(replace(i, public=i.public and i.number in open_now) for i in past.items),
        files=tuple(replace(f, public=f.id in seen) for f in past.files),
        contradictions=tuple(replace(c, public=c.id in seen) for c in past.contradictions),
    )
