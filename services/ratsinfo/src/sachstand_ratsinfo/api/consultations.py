"""/v1/consultations."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound

from ..domain.consultations import ConsultationState
from ..domain.contents import Role
from ..storage.consultations import CONSULTATIONS
from ..views.consultations import ConsultationView

router = CommandRouter(prefix="/v1/consultations", tags=["consultations"])


class ConsultationQuery(ListQuery):
    """Filters of the list of consultations."""

    city: City | None = Field(None, description="City (Körperschaft)")
    paper_id: UUID | None = Field(None, alias="paperId", description="Steps of this paper")
    meeting_id: UUID | None = Field(None, alias="meetingId", description="Steps in this meeting")
    role: Role | None = Field(None, description="What the body does with the paper")
    state: ConsultationState | None = Field(None, description="planned | done | adjourned | withdrawn")
    date: Day | None = Field(None, description="Day of the sitting")


@router.get(
    "",
    response_model=Page[ConsultationView],
    summary="List the consultations",
)
async def list_consultations(reads: Reads, query: Annotated[ConsultationQuery, Query()]) -> Response:
    """List the steps of the papers on their way through the bodies (Beratungsfolge)."""
    return await reads.list(CONSULTATIONS, query)


@router.get(
    "/{consultation_id}",
    response_model=ConsultationView,
    responses=problem_responses(ResourceNotFound),
    summary="Read one consultation",
)
async def get_consultation(reads: Reads, consultation_id: UUID, at: AsOf) -> Response:
    """One step."""
    return await reads.one(CONSULTATIONS, consultation_id, at)
