"""What ratsinfo reads in minutes (Niederschriften)."""

from sachstand_common.contracts.base import Revised, revised
from sachstand_common.contracts.ratsinfo import MinutesApproved, MinutesRecorded
from sachstand_common.contracts.ratsinfo_motions import MinutesItem, MotionItemResult
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
            _items(event),
        ),
    )


@handlers.on(MinutesApproved)
async def record_approved_minutes(work: Work, event: MinutesApproved) -> None:
    """The body approved its record: what it tells of the items holds, as that of recorded minutes does."""
    if event.city is None or event.organization_name is None or event.meeting_date is None:
        return
    items = tuple(_written(event, one) for one in event.items)
    await record_minutes(
        work,
        Record(
            event.minutes_id,
            event.city,
            event.organization_name,
            event.meeting_date,
            event.public,
            event.number,
            items,
            event.meeting_id,
        ),
    )


@handlers.on(revised("ratsinfo", "minutes"))
async def follow_publicity(work: Work, event: Revised) -> None:
    """Minutes were published, or taken back; their versions come in order."""
    if "public" in event.changed:
        await turn_minutes(work, event.id)


def _items(event: MinutesRecorded) -> tuple[AgendaItem, ...]:
    """The item the minutes are about; the minutes of a whole meeting name none."""
    if event.item_number is None:
        return ()
    item = AgendaItem(
        new_id(),
        event.item_number,
        event.item_title or event.paper_reference or event.item_number,
        public=event.public,
        paper_ids=(event.paper_id,) if event.paper_id else (),
        paper_references=(event.paper_reference,) if event.paper_reference else (),
        file_reference=event.file_reference,
        points=tuple(Point(i.number, i.text, PointKind(i.kind)) for i in event.motion_items),
        outcome=_outcome(event.outcome),
        results=tuple(_result(one) for one in event.results if _outcome(one.outcome)),
        result_text=event.result_text,
        minutes_id=event.minutes_id,
    )
    return (item,)


def _written(event: MinutesApproved, item: MinutesItem) -> AgendaItem:
    """One item of the minutes of a whole meeting."""
    return AgendaItem(
        new_id(),
        item.number,
        item.title,
        public=event.public and item.public,
        closed=not item.public,
        paper_ids=(item.paper_id,) if item.paper_id else (),
        paper_references=(item.paper_reference,) if item.paper_reference else (),
        points=tuple(Point(i.number, i.text, PointKind(i.kind)) for i in item.motion_items),
        outcome=_outcome(item.outcome),
        results=tuple(_result(one) for one in item.results if _outcome(one.outcome)),
        result_text=item.result_text,
        minutes_id=event.minutes_id,
    )


def _result(printed: MotionItemResult) -> PointResult:
    """What the minutes state of one point."""
    return PointResult(printed.number, Outcome(printed.outcome), mode=printed.mode, counts=printed.counts)


def _outcome(printed: str | None) -> Outcome | None:
    """The outcome, if it is one we know; nothing is guessed."""
    return Outcome(printed) if printed in set(Outcome) else None
