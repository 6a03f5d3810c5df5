"""/v1/budgets."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import StaleVersion

from ..domain.budgets import BudgetStage, CouncilReferenceRequired, StageBackward
from ..storage.budgets import BUDGETS
from ..usecases.budgets import stage_budget
from ..views.budgets import BudgetView
from .bodies import Short

router = CommandRouter(prefix="/v1/budgets", tags=["funding"])


class BudgetQuery(ListQuery):
    """Filters of the budgets."""

    application: UUID | None = Field(
        None, json_schema_extra={"facet": "applicationId"}, description="Of this application, by id"
    )
    stage: BudgetStage | None = Field(None, description="At this stage")


class Staging(Body):
    """The stage reached; from ``adopted`` on with the council's decision."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"stage": "estimated"}]})

    stage: BudgetStage
    reference: Short | None = None


@router.get("", response_model=Page[BudgetView], summary="List the budgets of measures")
async def list_budgets(reads: Reads, query: Annotated[BudgetQuery, Query()]) -> Response:
    """How far the money of the measures has come (angemeldet, veranschlagt, beschlossen, freigegeben)."""
    return await reads.list(BUDGETS, query)


@router.get("/{budget_id}", response_model=BudgetView, summary="Read one budget")
async def get_budget(reads: Reads, budget_id: UUID, at: AsOf) -> Response:
    """One budget, now or as of a day."""
    return await reads.one(BUDGETS, budget_id, at)


@router.post(
    "/{budget_id}/stages",
    response_model=BudgetView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Move a budget forward",
    responses=problem_responses(StageBackward, CouncilReferenceRequired, StaleVersion),
)
async def create_stage(work: WorkDep, budget_id: UUID, if_match: IfMatch, body: Staging) -> Response:
    """Move a budget to a later stage; it never moves back."""
    await stage_budget(work, budget_id, if_match, body.stage, body.reference)
    return await work.answer(BUDGETS, budget_id)
