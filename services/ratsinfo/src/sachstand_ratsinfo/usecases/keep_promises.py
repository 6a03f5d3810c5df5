"""Keep what minutes tell of as promised, and say whether it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.commitments import Commitment, CommitmentState, advance, renewed, same
from ..domain.contents import Promise
from ..domain.minutes import Minutes
from ..storage.commitments import COMMITMENTS
from .announce_commitment import recorded, updated
from .facts import on_day, quietly, revise

Told = Sequence[tuple[Promise, bool]]
"""Promises, each with whether it is public."""


async def keep_promises(
    work: Work, minutes_id: UUID, minutes: Minutes, told: Told, fact: Fact, file_id: UUID | None = None
) -> None:
    """One commitment per promise; told again it is renewed, and what is told no more is not public."""
    known = await work.find_all(COMMITMENTS, minutes_id=minutes_id)
    for promise, public in told:
        held = next((h for h in known if same(promise_of(h.state), promise)), None)
        if held is None:
            state = _commitment(minutes_id, minutes.city, promise, public=public)
            _record(work, replace(state, file_id=file_id), fact)
            continue
        known.remove(held)
        state = replace(renewed(held.state, promise), public=public, file_id=file_id or held.state.file_id)
        revise(work, held, state, updated(held.id, state), fact, rendition=True)
    for held in known:
        _hide(work, held, fact.reason)


def promise_of(commitment: Commitment) -> Promise:
    """What was promised."""
    return Promise(commitment.text, commitment.due, commitment.due_label, commitment.bodies)


def _commitment(minutes_id: UUID, city: City | None, promise: Promise, *, public: bool) -> Commitment:
    return Commitment(
        city=city,
        minutes_id=minutes_id,
        text=promise.text,
        due=promise.due,
        due_label=promise.due_label,
        bodies=promise.bodies,
        public=public,
    )


def _record(work: Work, state: Commitment, fact: Fact) -> None:
    id = new_id()
    work.add(COMMITMENTS, state, recorded(id, state), fact, id)


async def show_promises(work: Work, minutes_id: UUID, public: Sequence[Promise], reason: str) -> None:
    """The minutes were published, or taken back: so are those promises that are public with them."""
    texts = {promise.text for promise in public}
    for held in await work.find_all(COMMITMENTS, minutes_id=minutes_id):
        shown = replace(held.state, public=held.state.text in texts)
        turned = shown != held.state
        work.change(held, shown, updated(held.id, shown), quietly(held, reason), retell=turned)


def _hide(work: Work, held: Held[Commitment], reason: str | None) -> None:
    hidden = replace(held.state, public=False)
    fact = quietly(held, reason or "nicht mehr in der Niederschrift")
    work.change(held, hidden, updated(held.id, hidden), fact)


@dataclass(frozen=True)
class CommitmentStep:
    """What became of a promise, why, and since when; None: today."""

    to: CommitmentState
    reason: str | None = None
    effective: date | None = None


async def advance_commitment(work: Work, id: UUID, step: CommitmentStep, if_match: str | None) -> None:
    """Say that a promise was kept, or dropped, or that it is open again, and why.

    Raises:
        TransitionNotAllowed, ReasonRequired: it is there already, or nobody says why.
        StaleVersion: somebody changed it since.
    """
    held = await work.get(COMMITMENTS, id, if_match)
    fact = on_day(work, held, step.effective, step.reason)
    state = advance(held.state, step.to, step.reason)
    work.change(held, state, updated(id, state), replace(fact, source=held.source))
