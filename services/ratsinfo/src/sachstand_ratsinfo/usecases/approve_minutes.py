"""Approve minutes in the next meeting of their body, which seals them; publish them, and take them back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sachstand_common.contracts.ratsinfo import MinutesApproved
from sachstand_common.journal.work import Work

from ..domain.drafting import approved, published
from ..domain.meetings import ApprovalDayContradicts, MeetingNotOfBody, Sitting, check_approving
from ..domain.minutes import Approval, Minutes
from ..domain.promised import promised
from ..storage.meetings import meetings_of
from ..storage.minutes import MINUTES
from .announce_minutes import items_of
from .facts import on_day, stated
from .keep_promises import keep_promises, show_promises


@dataclass(frozen=True)
class ApprovalOrder:
    """In which meeting and on which day the body approved; in a later one than the next with the reason.

    `effective`: since when that holds; None: today.
    """

    meeting_id: UUID
    on: date
    reason: str | None = None
    effective: date | None = None


async def approve_minutes(work: Work, id: UUID, order: ApprovalOrder, if_match: str | None = None) -> None:
    """The body approved: text and result hold, and what was promised is followed up.

    Raises:
        KeeperMayNotApprove: who enters it wrote on the text.
        MeetingNotOfBody, MeetingNotHeld, NotTheNextMeeting, ApprovalDayContradicts: it is not the meeting.
    """
    held = await work.get(MINUTES, id, if_match)
    by = work.principal.subject
    minutes = approved(
        held.state, Approval(meeting_id=order.meeting_id, on=order.on, by=by, reason=order.reason)
    )
    await _check_meeting(work, minutes, order)
    fact = on_day(work, held, order.effective, order.reason or "genehmigt")
    work.change(held, minutes, told(id, minutes), fact)
    document = minutes.subject or "Niederschrift"
    await keep_promises(work, id, minutes, promised(minutes), stated(document, minutes.meeting_date))


async def _check_meeting(work: Work, minutes: Minutes, order: ApprovalOrder) -> None:
    if minutes.organization_id is None or minutes.meeting_date is None:
        raise MeetingNotOfBody(meeting=str(order.meeting_id))
    sitting = Sitting(organization_id=minutes.organization_id, day=minutes.meeting_date)
    known = await meetings_of(work.session, sitting.organization_id)
    meeting = check_approving(sitting, order.meeting_id, known, work.clock.today(), order.reason)
    if meeting.start != order.on:
        raise ApprovalDayContradicts(date=meeting.start.isoformat())


async def publish_minutes(work: Work, id: UUID, day: date | None, if_match: str | None = None) -> None:
    """Sealed minutes are there for everybody, and with them the promises in their public items."""
    held = await work.get(MINUTES, id, if_match)
    minutes, reason = published(held.state), "veröffentlicht"
    work.change(held, minutes, None, on_day(work, held, day, reason), retell=True)
    shown = [promise for promise, public in promised(minutes) if public]
    await show_promises(work, id, shown, reason)


def told(id: UUID, minutes: Minutes) -> MinutesApproved:
    """What is told of approved minutes: everything by which meeting, items and decisions are known."""
    if minutes.approval is None:
        raise ValueError("only approved minutes are told as such")
    return MinutesApproved(
        minutes_id=id,
        approved_on=minutes.approval.on,
        approving_meeting_id=minutes.approval.meeting_id,
        city=minutes.city,
        organization_name=minutes.organization_name,
        meeting_id=minutes.meeting_id,
        meeting_date=minutes.meeting_date,
        number=minutes.number,
        public=minutes.public,
        items=items_of(minutes),
    )
