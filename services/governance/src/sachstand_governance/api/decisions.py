"""Decisions (Beschlüsse)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.commands import IfMatchRequired
from sachstand_common.http.dates import Day
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
from ..domain.meetings import BodyNotOwn, MeetingNotInSession, Origin
from ..domain.organizations import OrganizationKind
from ..domain.transitions import TransitionNotAllowed
from ..domain.votes import Outcome
from ..storage.decisions import DECISIONS
from ..usecases.advance_decision import advance_decision, decision_options, refuse_change
from ..usecases.certify_decision import Order, certify_decision
from ..views.decisions import DecisionView
from ..views.meetings import TransitionsView
from .access import (
    LOOK_PROBLEMS,
    READ_PROBLEMS,
    Looking,
    MaybeIfMatch,
    Step,
    looks,
    refusals,
    runs_meetings,
    shown,
)

router = CommandRouter(prefix="/v1", tags=["decisions"], responses=READ_PROBLEMS)


class DecisionQuery(ListQuery):
    """Filters of the list."""

    city: City | None = None
    organization_id: UUID | None = Field(None, alias="organizationId")
    organization_key: str | None = Field(None, alias="organizationKey")
    organization_kind: OrganizationKind | None = Field(None, alias="organizationKind")
    kind: DecisionKind | None = None
    state: DecisionState | None = None
    outcome: Outcome | None = None
    origin: Origin | None = None
    number: str | None = None
    source_number: str | None = Field(None, alias="sourceNumber")
    meeting_id: UUID | None = Field(None, alias="meetingId")
    agenda_item_id: UUID | None = Field(None, alias="agendaItemId")
    project_id: UUID | None = Field(None, alias="projectId", json_schema_extra={"facet": "projectIds"})
    paper_id: UUID | None = Field(None, alias="paperId")
    paper_reference: str | None = Field(None, alias="paperReference")
    requires_council: bool | None = Field(None, alias="requiresCouncil")
    on: Day | None = Field(None, alias="day")


class DecisionCreate(Body):
    """What is to be certified, beside what the item and its vote say."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"agendaItemId": "0197a000-0000-7000-8000-000000000007", "kind": "project_selection"}
            ]
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


class DecisionChange(Body):
    """A wish to change a certified decision; it is always refused."""

    title: str | None = None
    outcome: Outcome | None = None


@router.get("/decisions", response_model=Page[DecisionView])
async def list_decisions(reads: Reads, query: Annotated[DecisionQuery, Query()]) -> Response:
    """List decisions, the latest first."""
    return await reads.list(DECISIONS, query)


@router.get("/decisions/{decision_id}", response_model=DecisionView)
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
        MeetingNotInSession,
        NotVotedYet,
        ScoringRequired,
        SupersedesOtherBody,
    ),
)
async def create_decision(work: WorkDep, meeting_id: UUID, body: DecisionCreate) -> Response:
    """Certify what a body decided on an agenda item."""
    return await work.created(DECISIONS, await certify_decision(work, meeting_id, body.to_order()))


@router.patch(
    "/decisions/{decision_id}",
    response_model=DecisionView,
    dependencies=[runs_meetings],
    responses=refusals(DecisionImmutable, IfMatchRequired, StaleVersion),
)
async def change_decision(work: WorkDep, decision_id: UUID, _: DecisionChange, if_match: IfMatch) -> Response:
    """Refused with `decision_immutable`: certify a new decision that supersedes this one."""
    await refuse_change(work, decision_id, if_match)


@router.get(
    "/decisions/{decision_id}/transitions",
    response_model=TransitionsView,
    dependencies=[looks],
    responses=LOOK_PROBLEMS,
)
async def list_decision_transitions(work: Looking, decision_id: UUID) -> TransitionsView:
    """What can become of the decision now."""
    return shown(*await decision_options(work, decision_id))


@router.post(
    "/decisions/{decision_id}/transitions",
    response_model=DecisionView,
    dependencies=[runs_meetings],
    responses=refusals(StaleVersion, TransitionNotAllowed),
)
async def create_decision_transition(
    work: WorkDep, decision_id: UUID, body: Step, if_match: MaybeIfMatch = None
) -> Response:
    """Take one transition: execute, finish, close."""
    await advance_decision(work, decision_id, body.transition, if_match)
    return await work.answer(DECISIONS, decision_id)
