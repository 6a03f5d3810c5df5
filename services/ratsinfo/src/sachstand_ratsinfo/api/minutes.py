"""/v1/minutes."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import AfterValidator, Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.identifiers import normalise_reference
from sachstand_common.journal.changes import ResourceNotFound

from ..domain.minutes import MinutesState
from ..storage.minutes import MINUTES
from ..views.minutes import MinutesView

router = CommandRouter(prefix="/v1/minutes", tags=["minutes"])


class MinutesQuery(ListQuery):
    """Filters of the list of minutes."""

    city: City | None = Field(None, description="City (Körperschaft)")
    reference: Annotated[str, AfterValidator(normalise_reference)] | None = Field(
        None, description="Reference of the paper under debate", json_schema_extra={"facet": "paperAliases"}
    )
    paper_id: UUID | None = Field(None, alias="paperId", description="The paper under debate")
    number: str | None = Field(None, description="Number of the record", max_length=20)
    meeting_id: UUID | None = Field(None, alias="meetingId", description="Of this meeting")
    date: Day | None = Field(
        None, description="Day of the sitting", json_schema_extra={"facet": "meetingDate"}
    )
    state: MinutesState | None = Field(
        None, description="draft | submitted | recorded | approved | published | depublished"
    )


@router.get(
    "",
    response_model=Page[MinutesView],
    summary="List the minutes",
)
async def list_minutes(reads: Reads, query: Annotated[MinutesQuery, Query()]) -> Response:
    """List minutes (Niederschriften), the newest sitting first."""
    return await reads.list(MINUTES, query)


@router.get(
    "/{minutes_id}",
    response_model=MinutesView,
    responses=problem_responses(ResourceNotFound),
    summary="Read the minutes of one debate",
)
async def get_minutes(reads: Reads, minutes_id: UUID, at: AsOf) -> Response:
    """One record with motion, contributions and result."""
    return await reads.one(MINUTES, minutes_id, at)
