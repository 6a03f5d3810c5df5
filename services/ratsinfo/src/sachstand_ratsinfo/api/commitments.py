"""/v1/commitments."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import ConfigDict, Field

from sachstand_common.errors import Unauthenticated
from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.transitions import TransitionBody, TransitionView, list_steps
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion
from sachstand_common.security.access import RoleNotAllowed
from sachstand_common.transitions import ReasonRequired, StepOutOfOrder, TransitionNotAllowed

from ..domain.commitments import CommitmentState, transitions
from ..storage.commitments import COMMITMENTS
from ..usecases.keep_promises import CommitmentStep, advance_commitment
from ..views.commitments import CommitmentView
from .minutes_steps import CLERKS, MaybeIfMatch

router = CommandRouter(prefix="/v1/commitments", tags=["commitments"])


class CommitmentQuery(ListQuery):
    """Filters of the list of commitments."""

    city: City | None = Field(None, description="City (Körperschaft)")
    state: CommitmentState | None = Field(None, description="open | kept (done) | dropped")
    paper_id: UUID | None = Field(None, alias="paperId", description="Made in this paper")
    minutes_id: UUID | None = Field(None, alias="minutesId", description="Made in these minutes")
    due: Day | None = Field(None, description="Due on this day")


class CommitmentStepBody(TransitionBody):
    """What became of a promise, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"to": "kept", "reason": "Bericht im Ausschuss am 02.11.2026"}]}
    )

    to: CommitmentState

    def to_step(self) -> CommitmentStep:
        """The step as the use case takes it."""
        return CommitmentStep(self.to, self.reason, self.effective)


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


@router.get(
    "/{commitment_id}/transitions",
    response_model=Page[TransitionView],
    responses=problem_responses(ResourceNotFound),
    summary="List what a commitment can become next",
)
async def list_commitment_transitions(reads: Reads, request: Request, commitment_id: UUID) -> Response:
    """The steps from here, each with what it needs."""
    return list_steps(request, transitions(await reads.state(COMMITMENTS, commitment_id)))


@router.post(
    "/{commitment_id}/transitions",
    response_model=CommitmentView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(
        Unauthenticated,
        RoleNotAllowed,
        ResourceNotFound,
        StaleVersion,
        ReasonRequired,
        StepOutOfOrder,
        TransitionNotAllowed,
    ),
    summary="Say what became of a commitment",
)
async def create_commitment_transition(
    work: WorkDep, commitment_id: UUID, body: CommitmentStepBody, if_match: MaybeIfMatch = None
) -> Response:
    """A clerk says that a promise was kept or dropped, or takes it up again; always with the reason."""
    await advance_commitment(work, commitment_id, body.to_step(), if_match)
    return await work.answer(COMMITMENTS, commitment_id)
