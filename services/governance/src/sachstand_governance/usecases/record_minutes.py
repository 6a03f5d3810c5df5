"""Record what minutes tell: the meeting was held, the items dealt with, the decisions taken.

Recorded facts are not judged by process rules; they enter with their source.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sachstand_common.contracts.governance import (
    AgendaAmended,
    AgendaPublished,
    DecisionCertified,
    MeetingHeld,
)
from sachstand_common.facts import City
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.agendas import Agenda, AgendaItem, record_item
from ..domain.decisions import Decision, DecisionKind
from ..domain.files import record_of_item, record_of_meeting
from ..domain.meetings import Meeting, MeetingState, Origin, hold_by_minutes, recorded
from ..domain.records import timed
from ..domain.votes import Outcome, stated_results
from ..storage.agendas import AGENDAS
from ..storage.decisions import DECISIONS
from ..storage.meetings import MEETINGS, agenda_id_of
from ..storage.papers import public_among
from . import announcements
from .facts import not_before
from .keep_files import place_record
from .link_consultation import known_step
from .resolve_organization import body_named

OVER = (MeetingState.CANCELLED, MeetingState.POSTPONED)


@dataclass(frozen=True)
class Record:
    """What the minutes of a `whole` meeting, or of one item of it, say."""

    minutes_id: UUID
    city: City
    organization_name: str
    day: date
    public: bool
    number: str | None = None
    items: tuple[AgendaItem, ...] = ()
    meeting_id: UUID | None = None
    whole: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str | None = None


async def record_minutes(work: Work, record: Record) -> None:
    """Find or record meeting, items and decisions."""
    meeting_id, meeting = await _meeting(work, record)
    items = await _items(work, meeting_id, meeting, record)
    for item in items:
        await _decide(work, meeting_id, meeting, item, record)
    place = record_of_meeting(meeting_id) if record.whole else record_of_item(items[0])
    await place_record(work, record.minutes_id, place)


async def _decide(work: Work, meeting_id: UUID, meeting: Meeting, item: AgendaItem, record: Record) -> None:
    if item.outcome is None or await work.find(DECISIONS, agenda_item_id=item.id) is not None:
        return
    decision, id = _decision(meeting_id, meeting, item, item.outcome, record), new_id()
    event = announcements.decision(DecisionCertified, id, decision)
    work.add(DECISIONS, decision, event, Fact(record.day), id)


async def _meeting(work: Work, record: Record) -> tuple[UUID, Meeting]:
    body = await body_named(work, record.city, record.organization_name, record.day, public=record.public)
    held = await work.find_all(MEETINGS, organization_id=body.id, start=record.day)
    there = [h for h in held if h.state.state not in OVER]
    known = next((h for h in there if h.id == record.meeting_id), next(iter(there), None))
    own_number = record.number if record.whole else None
    if known is None:
        meeting = recorded(body, record.day, own_number, record.minutes_id, public=record.public)
        meeting, id = timed(meeting, record.starts_at, record.ends_at, record.place), new_id()
        work.add(MEETINGS, meeting, announcements.meeting(MeetingHeld, id, meeting), Fact(record.day), id)
        return id, meeting
    meeting = hold_by_minutes(known.state, own_number, record.minutes_id, public=record.public)
    if record.public or not meeting.public:
        meeting = timed(meeting, record.starts_at, record.ends_at, record.place)
    event = announcements.meeting(MeetingHeld, known.id, meeting)
    news = event if meeting.state is not known.state.state else None
    work.change(known, meeting, news, _fact(known, record))
    return known.id, meeting


async def _items(work: Work, meeting_id: UUID, meeting: Meeting, record: Record) -> list[AgendaItem]:
    """The items as the agenda keeps them, all in one change of it."""
    if not record.items:
        return []
    held = await work.find(AGENDAS, meeting_id=meeting_id)
    agenda = held.state if held else Agenda(meeting.body, meeting_id, meeting.start, Origin.MINUTES)
    kept = []
    for told in record.items:
        step = await known_step(work, meeting.body.id, record.day, told.paper_ids)
        shown = await public_among(work.session, told.paper_ids)
        agenda, item = record_item(agenda, replace(told, public_papers=shown, consultation_id=step))
        kept.append(item)
    seen = meeting.public and record.public
    agenda = replace(agenda, public=(held is not None and agenda.public) or seen)
    if held is None:
        event = announcements.agenda(AgendaPublished, agenda)
        work.add(AGENDAS, agenda, event, Fact(meeting.start), agenda_id_of(meeting_id))
    else:
        amended = announcements.agenda(AgendaAmended, agenda) if agenda.published else None
        work.change(held, agenda, amended, _fact(held, record))
    return kept


def _fact(held: Held[Any], record: Record) -> Fact:
    """The day of the record; minutes that are not public are no source of what is."""
    fact = not_before(held, record.day)
    return fact if record.public else replace(fact, source=held.source)


def _decision(
    meeting_id: UUID, meeting: Meeting, item: AgendaItem, outcome: Outcome, record: Record
) -> Decision:
    decision = Decision(
        meeting.body,
        meeting_id,
        item.id,
        item.number,
        item.title,
        record.day,
        Origin.MINUTES,
        DecisionKind.RESOLUTION,
        outcome,
        points=stated_results(item.points, outcome, item.results),
        source_number=record.number,
        paper_id=next(iter(item.paper_ids), None),
        paper_reference=next(iter(item.paper_references), None),
        paper_public=set(item.paper_ids[:1]) <= set(item.public_papers),
        reference_public=not set(item.paper_references[:1]) & set(item.withheld_references),
        file_reference=item.file_reference,
    )
    return replace(
        decision,
        minutes_id=record.minutes_id,
        minutes_public=record.public,
        result_text=item.result_text,
        public=item.public and item.result_public and meeting.public,
    )
