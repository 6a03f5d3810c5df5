"""Budgets of measures move from stage to stage."""

from uuid import UUID

from sachstand_common.contracts.projects import BudgetStaged
from sachstand_common.journal.work import Work

from ..domain.applications import with_budget
from ..domain.budgets import BudgetStage, move
from ..storage.applications import APPLICATIONS
from ..storage.budgets import BUDGETS


async def stage_budget(
    work: Work, id: UUID, if_match: str, stage: BudgetStage, reference: str | None
) -> None:
    """Move a budget forward, and show it in its application."""
    held = await work.get(BUDGETS, id, if_match)
    after = move(held.state, stage, reference)
    event = BudgetStaged(
        budget_id=id,
        application_id=after.application_id,
        measure_key=after.measure,
        stage=stage.value,
        period=after.period,
        reference=after.reference,
    )
    work.change(held, after, event)
    application = await work.get(APPLICATIONS, after.application_id)
    work.change(application, with_budget(application.state, after))
