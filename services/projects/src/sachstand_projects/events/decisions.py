"""Decisions of governance (Beschlüsse)."""

from sachstand_common.contracts.governance import DecisionCertified, DecisionFacts, DecisionSuperseded
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.projects import DecisionReference
from ..usecases.decisions import release_projects, select_projects, supersede_decision

handlers = Handlers()


@handlers.on(DecisionCertified)
async def apply_decision(work: Work, event: DecisionCertified) -> None:
    """A selection selects, defers or rejects its candidates; a release releases selected projects."""
    if event.kind == "project_selection":
        await select_projects(work, event.project_ids, _reference(event), event.paper_reference)
    elif event.kind == "release":
        await release_projects(work, event.project_ids, _reference(event))


@handlers.on(DecisionSuperseded)
async def review_projects(work: Work, event: DecisionSuperseded) -> None:
    """Projects that rest on a replaced decision must be looked at again."""
    await supersede_decision(work, event.project_ids, _reference(event))


def _reference(event: DecisionFacts) -> DecisionReference:
    return DecisionReference(
        decision_id=event.decision_id,
        number=event.number or event.source_number,
        organization=event.organization_name,
        decided_on=event.date,
        outcome=event.outcome,
        requires_council=event.requires_council,
    )
