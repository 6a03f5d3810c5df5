"""Organizations (Gremien, Fraktionen)."""

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
from sachstand_common.journal.changes import Fact, StaleVersion
from sachstand_common.journal.works import AlreadyExists

from ..domain.organizations import (
    AdvisoryBoardOutsideForum,
    Alias,
    FoundingReferenceRequired,
    OpenMeetings,
    Organization,
    OrganizationKind,
    OrganizationKindExists,
    OrganizationState,
    slug,
)
from ..domain.transitions import ReasonRequired, TransitionNotAllowed
from ..storage.organizations import ORGANIZATIONS
from ..usecases import advance_organization as steps
from ..usecases.name_organization import Naming, name_organization
from ..usecases.register_organization import register_organization
from ..views.organizations import OrganizationView
from .access import (
    LOOK_PROBLEMS,
    READ_PROBLEMS,
    Looking,
    MaybeIfMatch,
    keeps_register,
    looks,
    refusals,
)

router = CommandRouter(prefix="/v1/organizations", tags=["organizations"], responses=READ_PROBLEMS)


class OrganizationQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    key: str | None = Field(None, description="With this key")
    kind: OrganizationKind | None = Field(None, description="Of this kind")
    state: OrganizationState | None = Field(None, description="In this state")
    parent_id: UUID | None = Field(None, alias="parentId", description="Under this body")


class AliasBody(Body):
    """A name under which documents print the body."""

    label: str = Field(min_length=1, max_length=200)
    valid_from: Day | None = None
    valid_to: Day | None = None


class OrganizationCreate(Body):
    """A body to be entered; without a founding date it is announced."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "city": "braunschweig",
                    "name": "Ausschuss für Digitalisierung",
                    "kind": "committee",
                    "foundedOn": "2026-11-02",
                    "foundingReference": "Ratsbeschluss 26-20001",
                }
            ]
        }
    )

    city: City
    name: str = Field(min_length=1, max_length=200, examples=["Beirat für Ethik und Technologie"])
    kind: OrganizationKind
    key: str | None = Field(None, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
    parent_id: UUID | None = None
    founded_on: Day | None = None
    founding_reference: str | None = Field(None, max_length=300)
    chair_role: str | None = Field(None, max_length=100)
    aliases: list[AliasBody] = Field([], max_length=20)
    note: str | None = Field(None, max_length=2000)

    def to_organization(self) -> Organization:
        """The organization it describes."""
        return Organization(
            self.city,
            self.key or slug(self.name),
            self.name,
            self.kind,
            OrganizationState.ACTIVE if self.founded_on else OrganizationState.ANNOUNCED,
            aliases=tuple(Alias(a.label, a.valid_from, a.valid_to) for a in self.aliases),
            parent_id=self.parent_id,
            valid_from=self.founded_on,
            founding_reference=self.founding_reference,
            chair_role=self.chair_role,
            note=self.note,
        )


class OrganizationChange(Body):
    """What to say of a body from now on; an alias is added."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"alias": {"label": "Smart City Board"}}]})

    name: str | None = Field(None, min_length=1, max_length=200)
    alias: AliasBody | None = None
    chair_role: str | None = Field(None, max_length=100)
    note: str | None = Field(None, max_length=2000)

    def to_naming(self) -> Naming:
        """The change as the use case takes it."""
        alias = Alias(**self.alias.model_dump()) if self.alias else None
        return Naming(self.name, alias, self.chair_role, self.note)


class OrganizationStep(TransitionBody):
    """Found an announced body or confirm a provisional one (`active`), or dissolve one (`closed`)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"to": "active", "effective": "2026-11-02", "reference": "Verfügung 12/2026"},
                {"to": "closed", "reason": "Aufgabe erledigt"},
            ]
        }
    )

    to: OrganizationState
    reference: str | None = Field(None, max_length=300, description="What it was founded by")
    kind: OrganizationKind | None = Field(None, description="Kind of a body that was provisional")

    def to_step(self) -> steps.Step:
        """The step as the use case takes it."""
        return steps.Step(self.to, self.effective, self.reference, self.reason, self.kind)


@router.get(
    "",
    response_model=Page[OrganizationView],
    summary="List the bodies",
)
async def list_organizations(reads: Reads, query: Annotated[OrganizationQuery, Query()]) -> Response:
    """List bodies and factions."""
    return await reads.list(ORGANIZATIONS, query)


@router.get(
    "/{organization_id}",
    response_model=OrganizationView,
    summary="Read one body",
)
async def get_organization(reads: Reads, organization_id: UUID, at: AsOf) -> Response:
    """One body or faction."""
    return await reads.one(ORGANIZATIONS, organization_id, at)


@router.post(
    "",
    status_code=201,
    response_model=OrganizationView,
    dependencies=[keeps_register],
    responses=refusals(AdvisoryBoardOutsideForum, AlreadyExists, OrganizationKindExists),
    summary="Enter a body",
)
async def create_organization(work: WorkDep, body: OrganizationCreate) -> Response:
    """Enter a body in the register."""
    id = await register_organization(work, body.to_organization(), Fact(body.founded_on))
    return await work.created(ORGANIZATIONS, id)


@router.patch(
    "/{organization_id}",
    response_model=OrganizationView,
    dependencies=[keeps_register],
    responses=refusals(IfMatchRequired, StaleVersion),
    summary="Rename a body",
)
async def change_organization(
    work: WorkDep, organization_id: UUID, body: OrganizationChange, if_match: IfMatch
) -> Response:
    """Change the names of a body."""
    await name_organization(work, organization_id, body.to_naming(), if_match)
    return await work.answer(ORGANIZATIONS, organization_id)


@router.get(
    "/{organization_id}/transitions",
    response_model=Page[TransitionView],
    dependencies=[looks],
    responses=LOOK_PROBLEMS,
    summary="List what a body can become next",
)
async def list_organization_transitions(work: Looking, request: Request, organization_id: UUID) -> Response:
    """What can become of the body now, and what each way lacks and needs."""
    return list_steps(request, await steps.organization_options(work, organization_id))


@router.post(
    "/{organization_id}/transitions",
    response_model=OrganizationView,
    dependencies=[keeps_register],
    responses=refusals(
        FoundingReferenceRequired,
        OpenMeetings,
        OrganizationKindExists,
        ReasonRequired,
        StaleVersion,
        TransitionNotAllowed,
    ),
    summary="Found or dissolve a body",
)
async def advance_organization(
    work: WorkDep, organization_id: UUID, body: OrganizationStep, if_match: MaybeIfMatch = None
) -> Response:
    """Found a body, which starts its announced mandates, or dissolve it, which ends them."""
    await steps.advance_organization(work, organization_id, body.to_step(), if_match)
    return await work.answer(ORGANIZATIONS, organization_id)
