"""Candidates: the list of the Board, and papers on their way to a sitting."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads

from ..domain.candidates import CandidateKind, CandidateState
from ..storage.candidates import CANDIDATES
from ..views.candidates import CandidateView
from .access import READ_PROBLEMS

router = CommandRouter(prefix="/v1/candidates", tags=["candidates"], responses=READ_PROBLEMS)


class CandidateQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    kind: CandidateKind = Field(
        CandidateKind.PROJECT, description="project: the list of the Board; paper: what waits for a sitting"
    )
    state: CandidateState | None = Field(None, description="In this state")
    organization_id: UUID | None = Field(
        None, alias="organizationId", description="Waiting for this body, by id"
    )
    meeting_id: UUID | None = Field(None, alias="meetingId", description="Of this meeting")
    project_id: UUID | None = Field(None, alias="projectId", description="On this project")
    paper_id: UUID | None = Field(None, alias="paperId", description="On this paper, by id")


@router.get(
    "",
    response_model=Page[CandidateView],
    summary="List what waits for an agenda",
)
async def list_candidates(reads: Reads, query: Annotated[CandidateQuery, Query()]) -> Response:
    """List what waits to be put on an agenda."""
    return await reads.list(CANDIDATES, query)


@router.get(
    "/{candidate_id}",
    response_model=CandidateView,
    summary="Read one candidate",
)
async def get_candidate(reads: Reads, candidate_id: UUID, at: AsOf) -> Response:
    """One candidate."""
    return await reads.one(CANDIDATES, candidate_id, at)
