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

    city: City | None = None
    kind: CandidateKind = Field(
        CandidateKind.PROJECT, description="project: the list of the Board; paper: what waits for a sitting"
    )
    state: CandidateState | None = None
    organization_id: UUID | None = Field(None, alias="organizationId")
    meeting_id: UUID | None = Field(None, alias="meetingId")
    project_id: UUID | None = Field(None, alias="projectId")
    paper_id: UUID | None = Field(None, alias="paperId")


@router.get("", response_model=Page[CandidateView])
async def list_candidates(reads: Reads, query: Annotated[CandidateQuery, Query()]) -> Response:
    """List what waits to be put on an agenda."""
    return await reads.list(CANDIDATES, query)


@router.get("/{candidate_id}", response_model=CandidateView)
async def get_candidate(reads: Reads, candidate_id: UUID, at: AsOf) -> Response:
    """One candidate."""
    return await reads.one(CANDIDATES, candidate_id, at)
