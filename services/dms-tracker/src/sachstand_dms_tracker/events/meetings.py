"""What governance says of the council's sittings."""

from sachstand_common.contracts.governance import MeetingCancelled, MeetingPostponed, MeetingScheduled
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.meetings import CouncilMeeting
from ..domain.resolutions import COUNCIL
from ..usecases.meetings import follow_meeting

handlers = Handlers()


async def _follow(
    work: Work, event: MeetingScheduled | MeetingPostponed | MeetingCancelled, state: str
) -> None:
    if event.organization_kind == COUNCIL:
        await follow_meeting(work, CouncilMeeting(event.meeting_id, event.city, event.start, state))


@handlers.on(MeetingScheduled)
async def meeting_scheduled(work: Work, event: MeetingScheduled) -> None:
    """A sitting is scheduled: a consent planned for that day is expected then."""
    await _follow(work, event, "scheduled")


@handlers.on(MeetingPostponed)
async def meeting_postponed(work: Work, event: MeetingPostponed) -> None:
    """A sitting is moved: the expectation moves along."""
    await _follow(work, event, "postponed")


@handlers.on(MeetingCancelled)
async def meeting_cancelled(work: Work, event: MeetingCancelled) -> None:
    """A sitting is called off: the next known one takes its place, else the day is unknown."""
    await _follow(work, event, "cancelled")
