"""Take a meeting one step further: convened, in session, held, closed, or called off."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sachstand_common.contracts.governance import (
    MeetingCancelled,
    MeetingConvened,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
)
from sachstand_common.contracts.governance_meetings import MeetingFacts
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.agendas import undecided
from ..domain.candidates import release
from ..domain.meetings import (
    CALLED_OFF,
    Meeting,
    MeetingState,
    Pinned,
    Surroundings,
    advance,
    check_runs,
    transitions,
)
from ..domain.rule_profiles import profile_on
from ..domain.transitions import Option
from ..storage.agendas import AGENDAS
from ..storage.candidates import CANDIDATES
from ..storage.meetings import MEETINGS
from ..storage.rule_profiles import RULE_PROFILES
from . import announcements
from .facts import step_day
from .grant_mandate import seats_of

ANNOUNCED: dict[MeetingState, type[MeetingFacts]] = {
    MeetingState.SCHEDULED: MeetingScheduled,
    MeetingState.CONVENED: MeetingConvened,
    MeetingState.HELD: MeetingHeld,
    MeetingState.CANCELLED: MeetingCancelled,
    MeetingState.POSTPONED: MeetingPostponed,
}


@dataclass(frozen=True)
class Step:
    """What shall become of a meeting, since when, and why."""

    to: MeetingState
    on: date | None = None
    reason: str | None = None


async def advance_meeting(work: Work, id: UUID, step: Step, if_match: str | None = None) -> None:
    """Take one step; what was on the agenda of a meeting called off waits again.

    Raises:
        TransitionNotAllowed: the present state does not know it.
        NoChair, NoticeTooShort, UndecidedItems, ReasonRequired: what is missing.
    """
    held = await work.get(MEETINGS, id, if_match)
    check_runs(held.state.body.kind, work.principal.roles)
    day = step_day(work, held, step.on)
    meeting = advance(held.state, step.to, await _surroundings(work, id, held.state, day), step.reason)
    announced = ANNOUNCED.get(step.to)
    event = announcements.meeting(announced, id, meeting) if announced else None
    work.change(held, meeting, event, Fact(day, reason=step.reason))
    if step.to in CALLED_OFF:
        for candidate in await work.find_all(CANDIDATES, meeting_id=id):
            work.change(candidate, release(candidate.state))


async def _surroundings(work: Work, id: UUID, meeting: Meeting, day: date) -> Surroundings:
    agenda = await work.find(AGENDAS, meeting_id=id)
    return Surroundings(
        day,
        await seats_of(work, meeting.body.id),
        await pinned_profile(work, meeting),
        undecided(agenda.state if agenda else None),
    )


async def pinned_profile(work: Work, meeting: Meeting) -> Pinned | None:
    """The rule profile of the body that holds on the day of the meeting."""
    body = meeting.body
    profiles = await work.find_all(RULE_PROFILES, city=body.city, organization_key=body.key)
    profile = profile_on([p.state for p in profiles], meeting.start)
    return next((Pinned(p.id, p.state) for p in profiles if p.state is profile), None)


async def meeting_options(work: Work, id: UUID) -> tuple[Option, ...]:
    """What can become of a meeting now, and what each way still lacks."""
    held = await work.get(MEETINGS, id)
    return transitions(held.state, await _surroundings(work, id, held.state, work.clock.today()))
