"""Enter prerequisites and move them; what they open and close follows in the same transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.clock import printed
from sachstand_common.errors import RuleViolated
from sachstand_common.facts import Source
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.histories import begin
from ..domain.prerequisite_steps import fulfil, leave, request, waive
from ..domain.prerequisites import (
    Citation,
    Evidence,
    Expected,
    Kind,
    PaperRef,
    Prerequisite,
    Scope,
    Status,
    summary,
)
from ..domain.rollouts import Rollout, newly_unmet, show_prerequisite
from ..storage.prerequisites import PREREQUISITES
from ..storage.rollouts import ROLLOUTS
from ..storage.states import read_state
from ..storage.stock_tracks import STOCK_TRACKS
from .announcements import phase_event, prerequisite_event
from .dates import day_of, learnt, not_before
from .expectations import with_known_sitting, with_what_is_known
from .stock_tracks import show_track, suspend_for


class CitationRequired(RuleViolated):
    """Only a prerequisite whose need is unknown goes without a rule it rests on."""

    code = "citation_required"


@dataclass(frozen=True)
class PrerequisitePlan:
    """What is told of a new prerequisite."""

    key: str
    kind: Kind
    subject: str
    citation: Citation | None
    scope: Scope = Scope.ROLLOUT
    status: Status = Status.OPEN
    organization_name: str | None = None
    paper: PaperRef | None = None
    internal_note: str | None = None


async def add_prerequisite(work: Work, held: Held[Rollout], plan: PrerequisitePlan, fact: Fact) -> UUID:
    """Enter a prerequisite (Voraussetzung) of a rollout; one that is not met suspends an open stock track.

    Raises:
        CitationRequired: it names no rule although it is said to be needed.
    """
    if plan.citation is None and plan.status is not Status.UNKNOWN:
        raise CitationRequired(key=plan.key)
    rollout, since = held.state, learnt(work, fact)
    planned = plan.paper.planned_on if plan.paper else None
    prerequisite = Prerequisite(
        rollout_id=held.id,
        rollout_key=rollout.key,
        rollout_title=rollout.title,
        unit_codes=rollout.unit_codes,
        city=rollout.city,
        key=plan.key,
        kind=plan.kind,
        subject=plan.subject,
        citation=plan.citation,
        scope=plan.scope,
        status=plan.status,
        history=begin(plan.status, since, fact.dating),
        organization_name=plan.organization_name,
        paper=plan.paper,
        expected=Expected(planned, since=since) if planned else None,
        internal_note=plan.internal_note,
        stated_by=work.source_of(fact),
        recorded=printed(work.clock.now()),
    )
    prerequisite_id = new_id()
    prerequisite = await with_known_sitting(work, prerequisite)
    event = prerequisite_event(prerequisite_id, None, prerequisite)
    work.add(PREREQUISITES, prerequisite, event, fact, prerequisite_id)
    await show_in_rollout(work, held, {prerequisite_id: prerequisite}, fact)
    return prerequisite_id


@dataclass(frozen=True)
class PrerequisiteMove:
    """A step of a prerequisite, with what the step needs."""

    to: Status
    paper: PaperRef | None = None
    evidence: str | None = None
    reason: str | None = None
    effective: date | None = None


async def move_prerequisite(
    work: Work, prerequisite_id: UUID, move: PrerequisiteMove, if_match: str | None
) -> None:
    """Take one step by hand; the council's consent comes and goes by its resolution only.

    Raises:
        TransitionReserved: it is the council's to decide (403).
        PaperRequired, EvidenceRequired, ReasonRequired, SecondPersonRequired: what the step lacks.
        TransitionNotAllowed, BeforeHistory, FactAhead: as the diagram says.
    """
    rollout, held = await _locked(work, prerequisite_id, if_match)
    on = day_of(work, move.effective)
    moved = _moved(held.state, move, on, work.principal.subject)
    known = await with_what_is_known(work, held.id, moved)
    decided_later = known.since is not None and known.since > on
    after = await with_known_sitting(work, moved) if decided_later else known
    await _take(work, rollout, held, after, Fact(on, source=_proof(after), reason=move.reason))
    if decided_later:
        await work.flush()
        rollout, held = await _locked(work, prerequisite_id, None)
        fact = Fact(known.since, source=_proof(known), reason=move.reason)
        await _take(work, rollout, held, known, fact)


def _proof(prerequisite: Prerequisite) -> Source | None:
    """What proves that it is fulfilled is the source of that."""
    fulfilled = prerequisite.status is Status.FULFILLED
    return prerequisite.evidence.source if fulfilled and prerequisite.evidence else None


async def _take(
    work: Work, rollout: Held[Rollout], held: Held[Prerequisite], after: Prerequisite, fact: Fact
) -> None:
    work.change(held, after, prerequisite_event(held.id, held.state, after), fact)
    await show_in_rollout(work, rollout, {held.id: after}, fact)


def _moved(present: Prerequisite, move: PrerequisiteMove, on: date, by: str) -> Prerequisite:
    match move.to:
        case Status.REQUESTED:
            return request(present, move.paper or PaperRef(), on)
        case Status.FULFILLED:
            return fulfil(present, Evidence(move.evidence or "", on, None, by), on)
        case Status.NOT_REQUIRED:
            return waive(present, move.reason, by, on)
        case _:
            return leave(present, move.to, on, move.reason)


async def _locked(
    work: Work, prerequisite_id: UUID, if_match: str | None
) -> tuple[Held[Rollout], Held[Prerequisite]]:
    """The rollout first, then its prerequisite: everybody locks in this order."""
    known = await read_state(work.session, PREREQUISITES, prerequisite_id)
    rollout = await work.get(ROLLOUTS, known.rollout_id)
    return rollout, await work.get(PREREQUISITES, prerequisite_id, if_match)


async def show_in_rollout(
    work: Work,
    held: Held[Rollout],
    changed: dict[UUID, Prerequisite],
    fact: Fact,
    rollout: Rollout | None = None,
) -> None:
    """Let the rollout show what became of its prerequisites on that day; suspend the stock if one was lost.

    A loss dated before the stock was opened suspends it from the day it was opened: a change of its own.
    `rollout` is its state as far as the same use case has changed it already.
    """
    rollout = rollout or held.state
    dated = not_before(work, held, fact)
    for id, prerequisite in changed.items():
        rollout = show_prerequisite(rollout, summary(id, prerequisite))
    lost = newly_unmet(held.state, rollout)
    stock = await work.find(STOCK_TRACKS, rollout_id=held.id) if lost else None
    track = suspend_for(work, stock, learnt(work, fact), lost) if stock else rollout.stock
    at_once = track == rollout.stock or track is None or learnt(work, dated) >= (track.since or date.min)
    after = replace(rollout, stock=track) if at_once else rollout
    work.change(held, after, phase_event(held.id, held.state, after), dated)
    if track is not None and not at_once:
        await work.flush()
        show_track(work, await work.get(ROLLOUTS, held.id), track, Fact(track.since, reason=track.reason))


async def show_each_in_rollout(
    work: Work, held: Held[Rollout], changed: Iterable[tuple[UUID, Prerequisite, Fact]]
) -> None:
    """Let the rollout show several prerequisites, each on the day its own change holds from."""
    days: dict[Fact, dict[UUID, Prerequisite]] = {}
    for id, prerequisite, fact in changed:
        days.setdefault(fact, {})[id] = prerequisite
    for number, (fact, of_day) in enumerate(days.items()):
        if number:
            await work.flush()
            held = await work.get(ROLLOUTS, held.id)
        await show_in_rollout(work, held, of_day, fact)
