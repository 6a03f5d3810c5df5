"""/v1/projects."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import AfterValidator, Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.identifiers import normalise_unit_code
from sachstand_common.journal.changes import ReasonRequired, ResourceNotFound, StaleVersion
from sachstand_common.security.access import UnitNotOwn

from ..domain.dependencies import DependencyCycle
from ..domain.fields import FieldClosed, UnknownFieldOfAction
from ..domain.profiles import (
    FieldOfActionRequired,
    GoalContributionRequired,
    MitigationRequired,
    PrimaryFieldRequired,
)
from ..domain.projects import Operation
from ..domain.states import ProjectState, TransitionReserved
from ..storage.projects import PROJECTS
from ..usecases import projects as usecases
from ..views.projects import ProjectView
from .profile_bodies import ProfileBody, ProjectCreate

router = CommandRouter(prefix="/v1/projects", tags=["projects"])
WRITERS = ("cdo", "stabsstelle", "beauftragte")
UnitCode = Annotated[str, AfterValidator(normalise_unit_code)]
REFUSALS = (
    UnitNotOwn, TransitionReserved, FieldClosed, DependencyCycle, FieldOfActionRequired,
    PrimaryFieldRequired, MitigationRequired, UnknownFieldOfAction,
)  # fmt: skip


class ProjectQuery(ListQuery):
    """Filters of the projects."""

    state: ProjectState | None = Field(None, description="In this state")
    city: City | None = Field(None, description="Of this city")
    field: str | None = Field(
        None, description="Key of a field of action", json_schema_extra={"facet": "fieldsOfAction.key"}
    )
    goal: str | None = Field(
        None, description="Key of a goal", json_schema_extra={"facet": "goalContributions.goal"}
    )
    operation: Operation | None = Field(
        None,
        json_schema_extra={"facet": "operation.status"},
        description="Whether a source says that it is in operation",
    )
    lead_unit: UnitCode | None = Field(
        None, alias="leadUnit", examples=["Ref 0110"], description="Led by this unit, by code"
    )


@router.get("", response_model=Page[ProjectView], summary="List the projects")
async def list_projects(reads: Reads, query: Annotated[ProjectQuery, Query()]) -> Response:
    """The projects of the portfolio (Vorhaben), by title; scorings are shown to those who keep them."""
    return await reads.list(PROJECTS, query)


@router.get(
    "/{project_id}",
    response_model=ProjectView,
    summary="Read one project",
    responses=problem_responses(ResourceNotFound),
)
async def get_project(reads: Reads, project_id: UUID, at: AsOf) -> Response:
    """One project, now or as of a day."""
    return await reads.one(PROJECTS, project_id, at)


@router.post(
    "",
    status_code=201,
    response_model=ProjectView,
    dependencies=[allow(*WRITERS)],
    summary="Propose a project",
    responses=problem_responses(*REFUSALS),
)
async def propose_project(work: WorkDep, body: ProjectCreate) -> Response:
    """Enter a project as an idea; officers of a unit only for their own unit."""
    usecases.require_same_state(None, body.state)
    proposal = usecases.Proposal(body.city, body.to_profile(), body.key)
    return await work.created(PROJECTS, await usecases.propose_project(work, proposal, body.to_fact()))


@router.put(
    "/{project_id}",
    response_model=ProjectView,
    dependencies=[allow(*WRITERS)],
    summary="Change a project's profile",
    responses=problem_responses(*REFUSALS, StaleVersion, GoalContributionRequired, ReasonRequired),
)
async def revise_project(work: WorkDep, project_id: UUID, if_match: IfMatch, body: ProfileBody) -> Response:
    """Replace the profile; once it was submitted this makes a new version. The state stays."""
    held = await work.get(PROJECTS, project_id, if_match)
    usecases.require_same_state(held.state, body.state)
    await usecases.revise_project(work, held, body.to_profile(), body.to_fact())
    return await work.answer(PROJECTS, project_id)
