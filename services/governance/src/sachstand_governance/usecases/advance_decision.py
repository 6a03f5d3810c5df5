"""Follow what becomes of a decision; what it says is never changed."""

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sachstand_common.contracts.governance import DecisionExecuted
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.decisions import DecisionState, advance, check_mutable, transitions
from ..domain.transitions import Option
from ..storage.decisions import DECISIONS
from . import announcements
from .facts import step_day


@dataclass(frozen=True)
class Step:
    """What shall become of a decision, since when, and why."""

    to: DecisionState
    on: date | None = None
    reason: str | None = None


async def advance_decision(work: Work, id: UUID, step: Step, if_match: str | None) -> None:
    """Take one step.

    Raises:
        TransitionNotAllowed: the present state does not lead there.
        TransitionReserved: the council's word comes by event only.
    """
    held = await work.get(DECISIONS, id, if_match)
    day = step_day(work, held, step.on)
    decision = advance(held.state, step.to)
    finished = step.to is DecisionState.EXECUTED
    event = announcements.decision(DecisionExecuted, id, decision) if finished else None
    work.change(held, decision, event, Fact(day, reason=step.reason))


async def refuse_change(work: Work, id: UUID, if_match: str) -> NoReturn:
    """A certified decision is immutable; say so, if there is one.

    Raises:
        DecisionImmutable: always.
    """
    check_mutable((await work.get(DECISIONS, id, if_match)).state)


async def decision_options(work: Work, id: UUID) -> tuple[Option, ...]:
    """What can become of a decision now."""
    return transitions((await work.get(DECISIONS, id)).state)
