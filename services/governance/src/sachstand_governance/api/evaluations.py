"""The evaluation clock of a strategy; it is started by the council's resolution alone."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads

from ..domain.evaluations import EvaluationState
from ..storage.evaluations import EVALUATIONS
from ..views.evaluations import EvaluationView
from .access import READ_PROBLEMS

router = CommandRouter(prefix="/v1/evaluations", tags=["evaluations"], responses=READ_PROBLEMS)


class EvaluationQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    state: EvaluationState | None = Field(None, description="In this state")
    strategy_key: str | None = Field(None, alias="strategyKey", description="Of this strategy, by key")


@router.get(
    "",
    response_model=Page[EvaluationView],
    summary="List the evaluation clocks",
)
async def list_evaluations(reads: Reads, query: Annotated[EvaluationQuery, Query()]) -> Response:
    """List evaluation clocks: unanchored and why, or due when."""
    return await reads.list(EVALUATIONS, query)


@router.get(
    "/{evaluation_id}",
    response_model=EvaluationView,
    summary="Read one evaluation clock",
)
async def get_evaluation(reads: Reads, evaluation_id: UUID, at: AsOf) -> Response:
    """One evaluation clock."""
    return await reads.one(EVALUATIONS, evaluation_id, at)
