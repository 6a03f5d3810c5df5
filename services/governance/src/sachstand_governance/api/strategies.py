"""Strategies, their chronicle, and their evaluation clock."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.commands import IfMatchRequired
from sachstand_common.journal.changes import StaleVersion

from ..storage.strategies import STRATEGIES
from ..usecases.keep_strategy import cite_paper
from ..views.strategies import StrategyView
from .access import READ_PROBLEMS, keeps_strategy, refusals

router = CommandRouter(prefix="/v1/strategies", tags=["strategies"], responses=READ_PROBLEMS)


class StrategyQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    key: str | None = Field(None, description="With this key")


class StrategyChange(Body):
    """Under which reference the council deals with the strategy."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"paperReference": "21-15123"}]})

    paper_reference: str = Field(min_length=1, max_length=80)


@router.get(
    "",
    response_model=Page[StrategyView],
    summary="List the strategies",
)
async def list_strategies(reads: Reads, query: Annotated[StrategyQuery, Query()]) -> Response:
    """List strategies with their chronicles."""
    return await reads.list(STRATEGIES, query)


@router.get(
    "/{strategy_id}",
    response_model=StrategyView,
    summary="Read one strategy",
)
async def get_strategy(reads: Reads, strategy_id: UUID, at: AsOf) -> Response:
    """One strategy with its chronicle."""
    return await reads.one(STRATEGIES, strategy_id, at)


@router.patch(
    "/{strategy_id}",
    response_model=StrategyView,
    dependencies=[keeps_strategy],
    responses=refusals(IfMatchRequired, StaleVersion),
    summary="Name the strategy's paper",
)
async def change_strategy(
    work: WorkDep, strategy_id: UUID, body: StrategyChange, if_match: IfMatch
) -> Response:
    """Name the paper under which the council deals with the strategy."""
    await cite_paper(work, strategy_id, body.paper_reference, if_match)
    return await work.answer(STRATEGIES, strategy_id)
