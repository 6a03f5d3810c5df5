"""Programmes: the change as a whole."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import (
    AsOf,
    Body,
    CommandRouter,
    IfMatch,
    ListQuery,
    Page,
    Reads,
    WorkDep,
    allow,
)
from sachstand_common.http.problems import problem_responses

from ..domain.programmes import MonthNotOver, MonthsStayFrozen, end_of_month
from ..domain.recordings import IfMatchRequired
from ..storage.programmes import PROGRAMMES
from ..usecases.programmes import freeze_months
from ..views.programmes import ProgrammeView
from .parts import READ_PROBLEMS, WRITE_PROBLEMS

router = CommandRouter(prefix="/v1/programmes", tags=["programmes"], responses=READ_PROBLEMS)


class ProgrammeQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")


class MonthsFreeze(Body):
    """The last month to be closed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"year": 2026, "month": 10}]})

    year: Annotated[int, Field(strict=True, ge=2000, le=2200)]
    month: Annotated[int, Field(strict=True, ge=1, le=12)]


@router.get("", response_model=Page[ProgrammeView], summary="List the programmes")
async def list_programmes(reads: Reads, query: Annotated[ProgrammeQuery, Query()]) -> Response:
    """The programmes with their partners and the figures that are stated for several rollouts together."""
    return await reads.list(PROGRAMMES, query)


@router.get("/{programme_id}", response_model=ProgrammeView, summary="Read one programme")
async def get_programme(reads: Reads, programme_id: UUID, at: AsOf) -> Response:
    """One programme, now or as of a day."""
    return await reads.one(PROGRAMMES, programme_id, at)


@router.post(
    "/{programme_id}/frozen-months",
    response_model=ProgrammeView,
    summary="Close months",
    dependencies=[allow("dms-team")],
    responses=problem_responses(*WRITE_PROBLEMS, IfMatchRequired, MonthNotOver, MonthsStayFrozen),
)
async def close_months(work: WorkDep, programme_id: UUID, body: MonthsFreeze, if_match: IfMatch) -> Response:
    """Close all months up to one: their recordings change only by adjustments dated later."""
    await freeze_months(work, programme_id, end_of_month(body.year, body.month), if_match)
    return await work.answer(PROGRAMMES, programme_id)
