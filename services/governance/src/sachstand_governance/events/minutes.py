"""What ratsinfo reads in minutes (Niederschriften)."""

from sachstand_common.contracts.base import Revised, revised
from sachstand_common.contracts.ratsinfo import MinutesApproved, MinutesRecorded
from sachstand_common.contracts.ratsinfo_motions import MotionItemResult, RecordedItem
from sachstand_common.identifiers import new_id
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.agendas import AgendaItem
from ..domain.votes import Outcome, Point, PointKind, PointResult
from ..usecases.follow_minutes import turn_minutes
from ..usecases.record_minutes import Record, record_minutes

handlers = Handlers()


@handlers.on(MinutesRecorded)
async def record_meeting_and_decision(work: Work, event: MinutesRecorded) -> None:
    """Find or record organization, meeting, item and decision."""
    await record_minutes(
        work,
        Record(
            event.minutes_id,
            event.city,
            event.organization_name,
            event.meeting_date,
            event.public,
            event.number,
            tuple(_item(event, one) for one in event.items or (event,) if one.item_number is not None),
            whole=bool(event.items) or event.item_number is None,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            place=event.place,
        ),
    )


@handlers.on(MinutesApproved)
async def record_approved_minutes(work: Work, event: MinutesApproved) -> None:
    """The body approved its record: what it tells of the items holds, as that of recorded minutes does."""
    if event.city is None or event.organization_name is None or event.meeting_date is None:
        return
    await record_minutes(
        work,
        Record(
            event.minutes_id,
            event.city,
            event.organization_name,
            event.meeting_date,
            event.public,
            event.number,
            tuple(_item(event, one) for one in event.items),
            event.meeting_id,
            whole=True,
        ),
    )


@handlers.on(revised("ratsinfo", "minutes"))
async def follow_publicity(work: Work, event: Revised) -> None:
    """Minutes were published, or taken back; their versions come in order."""
    if "public" in event.changed:
        await turn_minutes(work, event.id)


def _item(event: MinutesRecorded | MinutesApproved, said: MinutesRecorded | RecordedItem) -> AgendaItem:
    """One item that the minutes are about."""
    number = said.item_number or ""
    closed = isinstance(said, RecordedItem) and (said.closed or (event.public and not said.public))
    return AgendaItem(
        new_id(),
        number,
        said.item_title or said.paper_reference or number,
        public=said.public and event.public,
        paper_ids=(said.paper_id,) if said.paper_id else (),
        paper_references=(said.paper_reference,) if said.paper_reference else (),
        file_reference=event.file_reference if isinstance(event, MinutesRecorded) else None,
        points=tuple(Point(i.number, i.text, PointKind(i.kind)) for i in said.motion_items),
        outcome=_outcome(said.outcome),
        results=tuple(_result(one) for one in said.results if _outcome(one.outcome)),
        result_text=said.result_text,
        minutes_id=event.minutes_id,
        closed=closed,
    )


def _result(printed: MotionItemResult) -> PointResult:
    """What the minutes state of one point."""
    return PointResult(printed.number, Outcome(printed.outcome), mode=printed.mode, counts=printed.counts)


def _outcome(printed: str | None) -> Outcome | None:
    """The outcome, if it is one we know; nothing is guessed."""
    return Outcome(printed) if printed in set(Outcome) else None
