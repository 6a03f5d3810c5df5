"""Criteria sets enter the catalogue and are put into force."""

from uuid import UUID

from sachstand_common.contracts.projects import CriteriaActivated
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.criteria import CriteriaSet, activate, checked
from ..storage.criteria import CRITERIA

NOW = Fact()


async def add_criteria(work: Work, criteria: CriteriaSet, fact: Fact = NOW) -> UUID:
    """Add a provisional criteria set, its weights normalised."""
    return work.add(CRITERIA, checked(criteria), fact=fact)


async def activate_criteria(work: Work, id: UUID, if_match: str, decision_reference: str | None) -> None:
    """Put a provisional set into force by the decision named."""
    held = await work.get(CRITERIA, id, if_match)
    active = activate(held.state, work.clock.today(), decision_reference)
    event = CriteriaActivated(
        criteria_id=id, key=active.key, decision_reference=active.decision_reference or ""
    )
    work.change(held, active, event)
