"""/v1/commitments."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound

from ..domain.commitments import CommitmentState
from ..storage.commitments import COMMITMENTS
from ..views.commitments import CommitmentView

router = CommandRouter(prefix="/v1/commitments", tags=["commitments"])


class CommitmentQuery(ListQuery):
    """Filters of the list of commitments."""

    city: City | None = Field(None, description="City (Körperschaft)")
    state: CommitmentState | None = Field(None, description="open | kept | dropped")
    paper_id: UUID | None = Field(None, alias="paperId", description="Made in this paper")
    due: Day | None = Field(None, description="Due on this day")


@router.get(
    "",
    response_model=Page[CommitmentView],
    summary="List the commitments",
)
async def list_commitments(reads: Reads, query: Annotated[CommitmentQuery, Query()]) -> Response:
    """List commitments (Zusagen) by the day they are due."""
    return await reads.list(COMMITMENTS, query)


@router.get(
    "/{commitment_id}",
    response_model=CommitmentView,
    responses=problem_responses(ResourceNotFound),
    summary="Read one commitment",
)
async def get_commitment(reads: Reads, commitment_id: UUID, at: AsOf) -> Response:
    """One promise in its own words."""
    return await reads.one(COMMITMENTS, commitment_id, at)
