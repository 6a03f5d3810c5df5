"""Meetings (Sitzungen)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.commands import IfMatchRequired
from sachstand_common.http.dates import Day, Instant
from sachstand_common.http.transitions import TransitionBody, TransitionView, list_steps
from sachstand_common.journal.changes import Fact, StaleVersion

from ..domain.meetings import (
    BodyNotOwn,
    MeetingMode,
    MeetingNotDue,
    MeetingOver,
    MeetingState,
    NoChair,
    Origin,
    TimesContradict,
    UndecidedItems,
)
from ..domain.organizations import OrganizationKind, OrganizationNotActive
from ..domain.rule_profiles import NoticeTooShort
from ..domain.transitions import ReasonRequired
from ..storage.meetings import MEETINGS
from ..usecases.advance_meeting import Step, advance_meeting, meeting_options
from ..usecases.arrange_meeting import Arrangement, arrange_meeting
from ..usecases.find_organization import find_organization
from ..usecases.schedule_meeting import Plan, schedule_meeting
from ..views.meetings import MeetingView
from .access import (
    LOOK_PROBLEMS,
    READ_PROBLEMS,
    STEP_PROBLEMS,
    Looking,
    MaybeIfMatch,
    OfOrganization,
    looks,
    refusals,
    runs_meetings,
)

router = CommandRouter(prefix="/v1/meetings", tags=["meetings"], responses=READ_PROBLEMS)


class MeetingQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    organization_id: UUID | None = Field(None, alias="organizationId", description="Of this body, by id")
    organization_key: str | None = Field(None, alias="organizationKey", description="Of this body, by key")
    organization_kind: OrganizationKind | None = Field(
        None, alias="organizationKind", description="Of this kind of body"
    )
    state: MeetingState | None = Field(None, description="In this state")
    origin: Origin | None = Field(None, description="Where it is known from")
    start: Day | None = Field(None, description="Beginning on this day")


class MeetingCreate(OfOrganization):
    """A meeting to be scheduled; as a draft nobody hears of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"organizationKey": "rat", "start": "2026-12-15", "place": "Rathaus"}]
        }
    )

    start: Day
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    number: str | None = Field(None, max_length=40)
    place: str | None = Field(None, max_length=200)
    mode: MeetingMode | None = None
    public: bool | None = Field(None, description="As the body usually meets, unless said otherwise")
    draft: bool = False
    note: str | None = Field(None, max_length=2000)

    def to_plan(self, organization_id: UUID) -> Plan:
        """The plan it describes."""
        own = self.model_dump(exclude=set(OfOrganization.model_fields))
        return Plan(organization_id=organization_id, **own)


class MeetingChange(Body):
    """When in the day, where and how it takes place."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"place": "Rathaus, Großer Sitzungssaal"}]})

    starts_at: Instant | None = None
    ends_at: Instant | None = None
    number: str | None = Field(None, max_length=40)
    place: str | None = Field(None, max_length=200)
    mode: MeetingMode | None = None
    note: str | None = Field(None, max_length=2000)

    def to_arrangement(self) -> Arrangement:
        """The change as the use case takes it."""
        return Arrangement(**self.model_dump())


class MeetingStep(TransitionBody):
    """What becomes of a meeting; calling it off, and convening it at short notice, need the reason."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"to": "convened"}, {"to": "cancelled", "reason": "Kein Gegenstand liegt vor"}]
        }
    )

    to: MeetingState

    def to_step(self) -> Step:
        """The step as the use case takes it."""
        return Step(self.to, self.effective, self.reason)


@router.get(
    "",
    response_model=Page[MeetingView],
    summary="List the meetings",
)
async def list_meetings(reads: Reads, query: Annotated[MeetingQuery, Query()]) -> Response:
    """List meetings, the latest first."""
    return await reads.list(MEETINGS, query)


@router.get(
    "/{meeting_id}",
    response_model=MeetingView,
    summary="Read one meeting",
)
async def get_meeting(reads: Reads, meeting_id: UUID, at: AsOf) -> Response:
    """One meeting."""
    return await reads.one(MEETINGS, meeting_id, at)


@router.post(
    "",
    status_code=201,
    response_model=MeetingView,
    dependencies=[runs_meetings],
    responses=refusals(BodyNotOwn, OrganizationNotActive, TimesContradict),
    summary="Schedule a meeting",
)
async def create_meeting(work: WorkDep, body: MeetingCreate) -> Response:
    """Schedule a meeting of a body that works."""
    body_that_meets = await find_organization(work, body.named())
    plan = body.to_plan(body_that_meets.id)
    return await work.created(MEETINGS, await schedule_meeting(work, plan, Fact()))


@router.patch(
    "/{meeting_id}",
    response_model=MeetingView,
    dependencies=[runs_meetings],
    responses=refusals(BodyNotOwn, IfMatchRequired, MeetingOver, StaleVersion, TimesContradict),
    summary="Rearrange a meeting",
)
async def change_meeting(work: WorkDep, meeting_id: UUID, body: MeetingChange, if_match: IfMatch) -> Response:
    """Change the arrangements of a meeting that is still ahead."""
    await arrange_meeting(work, meeting_id, body.to_arrangement(), if_match)
    return await work.answer(MEETINGS, meeting_id)


@router.get(
    "/{meeting_id}/transitions",
    response_model=Page[TransitionView],
    dependencies=[looks],
    responses=LOOK_PROBLEMS,
    summary="List what a meeting can become next",
)
async def list_meeting_transitions(work: Looking, request: Request, meeting_id: UUID) -> Response:
    """What can become of the meeting now, and what each way lacks and needs."""
    return list_steps(request, await meeting_options(work, meeting_id))


@router.post(
    "/{meeting_id}/transitions",
    response_model=MeetingView,
    dependencies=[runs_meetings],
    responses=refusals(
        BodyNotOwn,
        MeetingNotDue,
        NoChair,
        NoticeTooShort,
        ReasonRequired,
        UndecidedItems,
        *STEP_PROBLEMS,
    ),
    summary="Move a meeting on",
)
async def create_meeting_transition(
    work: WorkDep, meeting_id: UUID, body: MeetingStep, if_match: MaybeIfMatch = None
) -> Response:
    """Convene it, open, interrupt and hold the session, close the record, or call it off with a reason."""
    await advance_meeting(work, meeting_id, body.to_step(), if_match)
    return await work.answer(MEETINGS, meeting_id)
