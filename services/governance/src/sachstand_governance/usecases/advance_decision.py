"""Follow what becomes of a decision; what it says is never changed."""

from typing import NoReturn
from uuid import UUID

from sachstand_common.contracts.governance import DecisionExecuted
from sachstand_common.journal.work import Work

from ..domain.decisions import advance, check_mutable, transitions
from ..domain.transitions import Option
from ..storage.decisions import DECISIONS
from . import announcements


async def advance_decision(work: Work, id: UUID, transition: str, if_match: str | None) -> None:
    """Take one transition.

    Raises:
        TransitionNotAllowed: the present state does not know it; the council's word comes by event only.
    """
    held = await work.get(DECISIONS, id, if_match)
    decision = advance(held.state, transition)
    executed = announcements.decision(DecisionExecuted, id, decision) if transition == "finish" else None
    work.change(held, decision, executed)


async def refuse_change(work: Work, id: UUID, if_match: str) -> NoReturn:
    """A certified decision is immutable; say so, if there is one.

    Raises:
        DecisionImmutable: always.
    """
    check_mutable((await work.get(DECISIONS, id, if_match)).state)


async def decision_options(work: Work, id: UUID) -> tuple[str, tuple[Option, ...]]:
    """The state of a decision and what can become of it now."""
    held = await work.get(DECISIONS, id)
    return held.state.state, transitions(held.state)
