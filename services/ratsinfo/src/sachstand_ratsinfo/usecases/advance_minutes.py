"""Take minutes one step further: submitted, handed back, approved, published, taken back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sachstand_common.journal.work import Work
from sachstand_common.transitions import not_allowed
from sachstand_common.transitions import step as check

from ..domain.drafting import MACHINE
from ..domain.minutes import MinutesState
from ..storage.minutes import MINUTES
from .approve_minutes import ApprovalOrder, approve_minutes, publish_minutes
from .depublish import depublish_minutes
from .write_minutes import hand_back_minutes, submit_minutes


@dataclass(frozen=True)
class Step:
    """What shall become of minutes, why and since when; for an approval in which meeting, on which day."""

    to: MinutesState
    reason: str | None = None
    meeting_id: UUID | None = None
    on: date | None = None
    effective: date | None = None


async def advance_minutes(work: Work, id: UUID, step: Step, if_match: str | None = None) -> None:
    """Take one step.

    Raises:
        TransitionNotAllowed: the present state does not know it.
        MinutesIncomplete, KeeperMayNotApprove, NotTheNextMeeting …: what is missing.
    """
    match step.to:
        case MinutesState.SUBMITTED:
            await submit_minutes(work, id, step.effective, if_match)
        case MinutesState.DRAFT:
            await hand_back_minutes(work, id, step.reason, step.effective, if_match)
        case MinutesState.APPROVED if step.meeting_id and step.on:
            order = ApprovalOrder(step.meeting_id, step.on, step.reason, step.effective)
            await approve_minutes(work, id, order, if_match)
        case MinutesState.PUBLISHED:
            await publish_minutes(work, id, step.effective, if_match)
        case MinutesState.DEPUBLISHED:
            held = await work.get(MINUTES, id, if_match)
            check(MACHINE, held.state.state, step.to, step.reason)
            await depublish_minutes(work, id, step.reason or "", step.effective, if_match)
        case _:
            held = await work.get(MINUTES, id, if_match)
            raise not_allowed(MACHINE, held.state.state, step.to)
