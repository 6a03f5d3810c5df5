"""What a council's resolution or a paper on its way does to the prerequisites it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.meetings import expected_after
from ..domain.prerequisites import Kind, Prerequisite, summary, turn
from ..domain.resolutions import (
    PaperKey,
    Resolution,
    adopt,
    carries,
    expect,
    is_about,
    is_by_council,
    rescind,
)
from ..domain.rollouts import show_prerequisite
from ..storage.meetings import council_meetings
from ..storage.prerequisites import PREREQUISITES
from ..storage.resolutions import remember_resolution, turn_remembered
from ..storage.rollouts import ROLLOUTS
from ..storage.states import read_states
from .announcements import prerequisite_event
from .dates import learnt, not_before, quietly
from .prerequisites import show_each_in_rollout

Rule = Callable[[Prerequisite, Resolution], Prerequisite]


@dataclass(frozen=True)
class Step:
    """A step of a paper's way; one that is not public is no source of what is."""

    consultation_id: UUID
    public: bool


async def apply_resolution(work: Work, resolution: Resolution, rule: Rule) -> None:
    """Let a resolution decide the prerequisites its paper is about; hearing it twice changes nothing."""
    await _remember(work, resolution, rule)

    def decided(held: Held[Prerequisite], after: Prerequisite) -> Fact:
        return not_before(work, held, Fact(after.since, source=resolution.evidence.source))

    await _change_about(work, resolution.paper, lambda p: rule(p, resolution), decided)


async def _remember(work: Work, resolution: Resolution, rule: Rule) -> None:
    """Papers may be linked later: what the council adopted is kept, and that it no longer holds."""
    if resolution.paper.city is None or resolution.paper.paper_id is None or not is_by_council(resolution):
        return
    if rule is rescind or (rule is adopt and carries(resolution)):
        await remember_resolution(work.session, resolution, holds=rule is adopt)


async def expect_decision(work: Work, paper: PaperKey, on: date | None, step: Step) -> None:
    """Keep the paper that is on its way, and the day the council is to deal with it."""
    day = learnt(work)
    meetings = [m for city in City for m in await council_meetings(work.session, city)]

    def follow(prerequisite: Prerequisite) -> Prerequisite:
        expecting = expect(prerequisite, paper, on, step.consultation_id, day)
        return expecting.expecting(expected_after(expecting, meetings, day))

    def seen(held: Held[Prerequisite], _: Prerequisite) -> Fact:
        source = None if step.public else held.source
        return not_before(work, held, Fact(source=source), _seen(held.state))

    await _change_about(work, paper, follow, seen)


async def _change_about(
    work: Work,
    paper: PaperKey,
    change: Callable[[Prerequisite], Prerequisite],
    fact: Callable[[Held[Prerequisite], Prerequisite], Fact],
) -> None:
    """Only the rollouts concerned are locked, each before its prerequisites."""
    consents = await read_states(work.session, PREREQUISITES, kind=Kind.COUNCIL_CONSENT.value)
    for rollout_id in sorted({p.rollout_id for id, p in consents.items() if is_about(id, p, paper)}):
        rollout = await work.get(ROLLOUTS, rollout_id)
        changed: list[tuple[UUID, Prerequisite, Fact]] = []
        for held in await work.find_all(PREREQUISITES, rollout_id=rollout.id):
            after = change(held.state) if is_about(held.id, held.state, paper) else held.state
            if after == held.state:
                continue
            dated = fact(held, after)
            work.change(held, after, prerequisite_event(held.id, held.state, after), dated)
            changed.append((held.id, after, dated))
        await show_each_in_rollout(work, rollout, changed)


async def turn_decision(work: Work, decision_id: UUID, *, public: bool) -> None:
    """A decision became public, or is so no more; what it made of a consent is known outside, or is not."""
    await turn_remembered(work.session, decision_id, public=public)
    consents = await read_states(work.session, PREREQUISITES, kind=Kind.COUNCIL_CONSENT.value)
    resting = {
        p.rollout_id for p in consents.values() if p.evidence and p.evidence.decision_id == decision_id
    }
    for rollout_id in sorted(resting):
        rollout = await work.get(ROLLOUTS, rollout_id)
        state = rollout.state
        for held in await work.find_all(PREREQUISITES, rollout_id=rollout_id):
            if _rests_on(held.state, decision_id):
                after = turn(held.state, decision_id, public=public)
                work.change(held, after, None, quietly(held), retell=True)
                state = show_prerequisite(state, summary(held.id, after))
        work.change(rollout, state, None, quietly(rollout), retell=True)


def _rests_on(prerequisite: Prerequisite, decision_id: UUID) -> bool:
    return prerequisite.evidence is not None and prerequisite.evidence.decision_id == decision_id


def _seen(prerequisite: Prerequisite) -> date | None:
    """The newest day on which something about the paper was learnt."""
    learnt_on = prerequisite.expected.since if prerequisite.expected else None
    return max(filter(None, (prerequisite.since, learnt_on)), default=None)
