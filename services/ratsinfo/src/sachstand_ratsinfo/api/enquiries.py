"""/v1/enquiries."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound

from ..domain.enquiries import EnquiryState
from ..storage.enquiries import ENQUIRIES
from ..views.enquiries import EnquiryView

router = CommandRouter(prefix="/v1/enquiries", tags=["enquiries"])


class EnquiryQuery(ListQuery):
    """Filters of the list of enquiries."""

    city: City | None = Field(None, description="City (Körperschaft)")
    state: EnquiryState | None = Field(None, description="open | answered | partly")
    paper_id: UUID | None = Field(None, alias="paperId", description="The enquiry as a paper")
    answer_paper_id: UUID | None = Field(None, alias="answerPaperId", description="Answered by this paper")


@router.get(
    "",
    response_model=Page[EnquiryView],
    summary="List the enquiries",
)
async def list_enquiries(reads: Reads, query: Annotated[EnquiryQuery, Query()]) -> Response:
    """List enquiries (Anfragen)."""
    return await reads.list(ENQUIRIES, query)


@router.get(
    "/{enquiry_id}",
    response_model=EnquiryView,
    responses=problem_responses(ResourceNotFound),
    summary="Read one enquiry",
)
async def get_enquiry(reads: Reads, enquiry_id: UUID, at: AsOf) -> Response:
    """One enquiry with what is known of questions and answers."""
    return await reads.one(ENQUIRIES, enquiry_id, at)
