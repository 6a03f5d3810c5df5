"""Decisions (Beschlüsse)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.commands import IfMatchRequired
from sachstand_common.http.dates import Day
from sachstand_common.http.transitions import TransitionBody, TransitionView, list_steps
from sachstand_common.journal.changes import StaleVersion

from ..domain.decisions import (
    CompetenceRulingReserved,
    DecisionImmutable,
    DecisionKind,
    DecisionState,
    NotVotedYet,
    ScoringRequired,
    SupersedesOtherBody,
)
from ..domain.meetings import BodyNotOwn, MeetingNotDue, MeetingNotInSession, Origin
from ..domain.organizations import OrganizationKind
from ..domain.transitions import TransitionReserved
from ..domain.votes import Outcome
from ..storage.decisions import DECISIONS
from ..usecases.advance_decision import Step, advance_decision, decision_options, refuse_change
from ..usecases.certify_decision import Order, certify_decision
from ..views.decisions import DecisionView
from .access import (
    LOOK_PROBLEMS,
    READ_PROBLEMS,
    STEP_PROBLEMS,
    Looking,
    MaybeIfMatch,
    looks,
    refusals,
    runs_meetings,
)

router = CommandRouter(prefix="/v1", tags=["decisions"], responses=READ_PROBLEMS)


class DecisionQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    organization_id: UUID | None = Field(None, alias="organizationId", description="Of this body, by id")
    organization_key: str | None = Field(None, alias="organizationKey", description="Of this body, by key")
    organization_kind: OrganizationKind | None = Field(
        None, alias="organizationKind", description="Of this kind of body"
    )
    kind: DecisionKind | None = Field(None, description="Of this kind")
    state: DecisionState | None = Field(None, description="In this state")
    outcome: Outcome | None = Field(None, description="With this outcome")
    origin: Origin | None = Field(None, description="Where it is known from")
    number: str | None = Field(None, description="With this number")
    source_number: str | None = Field(
        None, alias="sourceNumber", description="With the number that its source prints"
    )
    meeting_id: UUID | None = Field(None, alias="meetingId", description="Of this meeting")
    agenda_item_id: UUID | None = Field(None, alias="agendaItemId", description="On this item of an agenda")
    project_id: UUID | None = Field(
        None, alias="projectId", json_schema_extra={"facet": "projectIds"}, description="On this project"
    )
    paper_id: UUID | None = Field(None, alias="paperId", description="On this paper, by id")
    paper_reference: str | None = Field(
        None, alias="paperReference", description="On this paper, by its printed number"
    )
    requires_council: bool | None = Field(
        None, alias="requiresCouncil", description="Whether it needs the council's resolution"
    )
    on: Day | None = Field(None, alias="day", description="On this day")


class DecisionCreate(Body):
    """What is to be certified, beside what the item and its vote say."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"agendaItemId": "0197a000-0000-7000-8000-000000000007", "kind": "resolution"}]
        }
    )

    agenda_item_id: UUID
    kind: DecisionKind
    title: str | None = Field(None, min_length=1, max_length=500)
    requires_council: bool = False
    council_reference: str | None = Field(None, max_length=80)
    deadline: Day | None = None
    responsible_unit: str | None = Field(None, max_length=80)
    supersedes: UUID | None = None

    def to_order(self) -> Order:
        """The order as the use case takes it."""
        return Order(**self.model_dump())


class DecisionStep(TransitionBody):
    """What becomes of a decision: `in_execution`, `executed`, `closed`."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"to": "in_execution"}]})

    to: DecisionState

    def to_step(self) -> Step:
        """The step as the use case takes it."""
        return Step(self.to, self.effective, self.reason)


class DecisionChange(Body):
    """A wish to change a certified decision; it is always refused."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "Ein anderer Titel"}]})

    title: str | None = None
    outcome: Outcome | None = None


@router.get(
    "/decisions",
    response_model=Page[DecisionView],
    summary="List the decisions",
)
async def list_decisions(reads: Reads, query: Annotated[DecisionQuery, Query()]) -> Response:
    """List decisions, the latest first."""
    return await reads.list(DECISIONS, query)


@router.get(
    "/decisions/{decision_id}",
    response_model=DecisionView,
    summary="Read one decision",
)
async def get_decision(reads: Reads, decision_id: UUID, at: AsOf) -> Response:
    """One decision."""
    return await reads.one(DECISIONS, decision_id, at)


@router.post(
    "/meetings/{meeting_id}/decisions",
    status_code=201,
    response_model=DecisionView,
    dependencies=[runs_meetings],
    responses=refusals(
        BodyNotOwn,
        CompetenceRulingReserved,
        DecisionImmutable,
        MeetingNotDue,
        MeetingNotInSession,
        NotVotedYet,
        ScoringRequired,
        SupersedesOtherBody,
    ),
    summary="Certify a decision",
)
async def create_decision(work: WorkDep, meeting_id: UUID, body: DecisionCreate) -> Response:
    """Certify what a body decided on an agenda item."""
    return await work.created(DECISIONS, await certify_decision(work, meeting_id, body.to_order()))


@router.patch(
    "/decisions/{decision_id}",
    response_model=DecisionView,
    dependencies=[runs_meetings],
    responses=refusals(DecisionImmutable, IfMatchRequired, StaleVersion),
    summary="Ask to change a decision",
)
async def change_decision(work: WorkDep, decision_id: UUID, _: DecisionChange, if_match: IfMatch) -> Response:
    """Refused with `decision_immutable`: certify a new decision that supersedes this one."""
    await refuse_change(work, decision_id, if_match)


@router.get(
    "/decisions/{decision_id}/transitions",
    response_model=Page[TransitionView],
    dependencies=[looks],
    responses=LOOK_PROBLEMS,
    summary="List what a decision can become next",
)
async def list_decision_transitions(work: Looking, request: Request, decision_id: UUID) -> Response:
    """What can become of the decision now; what the council alone decides is reserved."""
    return list_steps(request, await decision_options(work, decision_id))


@router.post(
    "/decisions/{decision_id}/transitions",
    response_model=DecisionView,
    dependencies=[runs_meetings],
    responses=refusals(TransitionReserved, *STEP_PROBLEMS),
    summary="Move a decision on",
)
async def create_decision_transition(
    work: WorkDep, decision_id: UUID, body: DecisionStep, if_match: MaybeIfMatch = None
) -> Response:
    """Follow what becomes of it: in execution, executed, closed; what it says is never changed."""
    await advance_decision(work, decision_id, body.to_step(), if_match)
    return await work.answer(DECISIONS, decision_id)
