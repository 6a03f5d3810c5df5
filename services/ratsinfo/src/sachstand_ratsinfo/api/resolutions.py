"""/v1/resolutions."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound

from ..domain.resolutions import ResolutionState
from ..storage.resolutions import RESOLUTIONS
from ..views.resolutions import ResolutionView

router = CommandRouter(prefix="/v1/resolutions", tags=["resolutions"])


class ResolutionQuery(ListQuery):
    """Filters of the list of resolutions."""

    city: City | None = Field(None, description="City (Körperschaft)")
    paper_id: UUID | None = Field(None, alias="paperId", description="Resolutions on this paper")
    decision_id: UUID | None = Field(None, alias="decisionId", description="By this decision")
    state: ResolutionState | None = Field(None, description="adopted | rejected | rescinded")
    date: Day | None = Field(None, description="Day of the decision")


@router.get(
    "",
    response_model=Page[ResolutionView],
    summary="List the resolutions",
)
async def list_resolutions(reads: Reads, query: Annotated[ResolutionQuery, Query()]) -> Response:
    """List resolutions (Beschlüsse über Vorlagen), the newest first."""
    return await reads.list(RESOLUTIONS, query)


@router.get(
    "/{resolution_id}",
    response_model=ResolutionView,
    responses=problem_responses(ResourceNotFound),
    summary="Read one resolution",
)
async def get_resolution(reads: Reads, resolution_id: UUID, at: AsOf) -> Response:
    """One resolution, item by item."""
    return await reads.one(RESOLUTIONS, resolution_id, at)
