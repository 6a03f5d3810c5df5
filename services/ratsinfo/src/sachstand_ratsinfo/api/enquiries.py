"""/v1/enquiries."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion

from ..domain.enquiries import EnquiryState
from ..storage.enquiries import ENQUIRIES
from ..usecases.enter_enquiry import (
    AnsweredElsewhere,
    EnquiryNotAnswered,
    EnquiryNotFiled,
    NotAnAnswer,
    QuestionUnknown,
    enter_enquiry,
    revise_enquiry,
)
from ..views.enquiries import EnquiryView
from .enquiry_bodies import EnquiryChange, EnquiryCreate
from .papers import CLERKS

router = CommandRouter(prefix="/v1/enquiries", tags=["enquiries"])


class EnquiryQuery(ListQuery):
    """Filters of the list of enquiries."""

    city: City | None = Field(None, description="City (Körperschaft)")
    state: EnquiryState | None = Field(None, description="open | answered | partly")
    faction: str | None = Field(
        None, max_length=200, description="Who asks, as printed", json_schema_extra={"facet": "askers"}
    )
    organization_id: UUID | None = Field(
        None,
        alias="organizationId",
        description="Who asks, by the id of the faction",
        json_schema_extra={"facet": "askerIds"},
    )
    overdue: bool | None = Field(None, description="Its day went by without an answer")
    carried_over: bool | None = Field(
        None, alias="carriedOver", description="Unanswered in the sitting it was meant for"
    )
    year: int | None = Field(None, ge=1900, le=2999, description="In which it was received, else answered")
    intended_for: Day | None = Field(None, alias="intendedFor", description="Meant for a sitting on this day")
    intended_body: str | None = Field(
        None, alias="intendedBody", max_length=200, description="Meant for this body, as printed"
    )
    paper_id: UUID | None = Field(None, alias="paperId", description="The enquiry as a paper")
    answer_paper_id: UUID | None = Field(None, alias="answerPaperId", description="Answered by this paper")


@router.get(
    "",
    response_model=Page[EnquiryView],
    summary="List the enquiries",
)
async def list_enquiries(reads: Reads, query: Annotated[EnquiryQuery, Query()]) -> Response:
    """List enquiries (Anfragen), the newest first; `overdue=true` and `carriedOver=true` are what waits."""
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


@router.post(
    "",
    status_code=201,
    response_model=EnquiryView,
    dependencies=[allow(*CLERKS)],
    summary="Enter an enquiry",
)
async def create_enquiry(work: WorkDep, body: EnquiryCreate) -> Response:
    """Enter an enquiry by hand (Gremiendienst); it is registered as a paper as well."""
    return await work.created(ENQUIRIES, await enter_enquiry(work, body.to_command()))


@router.patch(
    "/{enquiry_id}",
    response_model=EnquiryView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(
        ResourceNotFound,
        StaleVersion,
        EnquiryNotFiled,
        EnquiryNotAnswered,
        AnsweredElsewhere,
        NotAnAnswer,
        QuestionUnknown,
    ),
    summary="Complete an enquiry",
)
async def change_enquiry(work: WorkDep, enquiry_id: UUID, body: EnquiryChange, if_match: IfMatch) -> Response:
    """Complete an enquiry, tie its answer to it, or say how far single questions are answered.

    It is published and taken back with the paper that asks.
    """
    await revise_enquiry(work, enquiry_id, if_match, body.to_command())
    return await work.answer(ENQUIRIES, enquiry_id)
