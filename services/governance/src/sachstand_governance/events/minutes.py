"""What ratsinfo reads in minutes (Niederschriften)."""

from sachstand_common.contracts.base import Revised, revised
from sachstand_common.contracts.ratsinfo import MinutesRecorded
from sachstand_common.contracts.ratsinfo_motions import MotionItemResult
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
            _item(event),
        ),
    )


@handlers.on(revised("ratsinfo", "minutes"))
async def follow_publicity(work: Work, event: Revised) -> None:
    """Minutes were published, or taken back; their versions come in order."""
    if "public" in event.changed:
        await turn_minutes(work, event.id)


def _item(event: MinutesRecorded) -> AgendaItem | None:
    """The item the minutes are about; the minutes of a whole meeting name none."""
    if event.item_number is None:
        return None
    return AgendaItem(
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


def _result(printed: MotionItemResult) -> PointResult:
    """What the minutes state of one point."""
    return PointResult(printed.number, Outcome(printed.outcome), mode=printed.mode, counts=printed.counts)


def _outcome(printed: str | None) -> Outcome | None:
    """The outcome, if it is one we know; nothing is guessed."""
    return Outcome(printed) if printed in set(Outcome) else None
