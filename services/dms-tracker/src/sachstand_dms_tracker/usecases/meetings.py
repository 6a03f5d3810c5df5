"""Follow the council's sittings as far as a consent hangs on them."""

from uuid import UUID

from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.meetings import CouncilMeeting, expected_after
from ..domain.prerequisites import Kind, Prerequisite, Status
from ..storage.meetings import council_meetings, remember_meeting
from ..storage.prerequisites import PREREQUISITES
from ..storage.rollouts import ROLLOUTS
from ..storage.states import read_states
from .dates import learnt, not_before
from .prerequisites import show_each_in_rollout


async def follow_meeting(work: Work, meeting: CouncilMeeting) -> None:
    """Keep a sitting of the council, and say anew when each requested consent can be expected."""
    await remember_meeting(work.session, meeting)
    meetings = await council_meetings(work.session, meeting.city)
    consents = await read_states(
        work.session, PREREQUISITES, city=meeting.city.value, kind=Kind.COUNCIL_CONSENT.value
    )
    waiting = {p.rollout_id for p in consents.values() if p.status is Status.REQUESTED}
    for rollout_id in sorted(waiting):
        rollout = await work.get(ROLLOUTS, rollout_id)
        changed: list[tuple[UUID, Prerequisite, Fact]] = []
        for held in await work.find_all(PREREQUISITES, rollout_id=rollout_id):
            known = held.state.expected
            after = held.state.expecting(expected_after(held.state, meetings, learnt(work)))
            if after == held.state:
                continue
            floor = known.since if known else None
            dated = not_before(work, held, Fact(), floor)
            work.change(held, after, None, dated)
            changed.append((held.id, after, dated))
        await show_each_in_rollout(work, rollout, changed)
