"""Mandates (Mitgliedschaften)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.dates import Day
from sachstand_common.http.transitions import TransitionBody, TransitionView, list_steps
from sachstand_common.identifiers import normalise_unit_code
from sachstand_common.journal.changes import Fact, StaleVersion

from ..domain.mandates import (
    Capacity,
    HolderKind,
    Mandate,
    MandateOverlap,
    MandateState,
    Participation,
    SubstituteWithoutMember,
)
from ..domain.transitions import TransitionNotAllowed, TransitionReserved
from ..storage.mandates import MANDATES
from ..usecases.find_organization import find_organization
from ..usecases.grant_mandate import Step, advance_mandate, grant_mandate, mandate_options
from ..views.mandates import MandateView
from .access import (
    LOOK_PROBLEMS,
    READ_PROBLEMS,
    Looking,
    MaybeIfMatch,
    OfOrganization,
    keeps_register,
    looks,
    refusals,
)

router = CommandRouter(prefix="/v1/mandates", tags=["mandates"], responses=READ_PROBLEMS)


class MandateQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    organization_id: UUID | None = Field(None, alias="organizationId", description="Of this body, by id")
    organization_key: str | None = Field(None, alias="organizationKey", description="Of this body, by key")
    capacity: Capacity | None = Field(None, description="In this capacity")
    participation: Participation | None = Field(None, description="Taking part this regularly")
    state: MandateState | None = Field(None, description="In this state")


class MandateCreate(OfOrganization):
    """A seat in a body."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "organizationKey": "rat",
                    "holder": "Vorsitz des Rates",
                    "capacity": "chair",
                    "validFrom": "2026-11-02",
                }
            ]
        }
    )

    holder: str = Field(min_length=1, max_length=120, examples=["CDO"])
    holder_kind: HolderKind = HolderKind.ROLE
    capacity: Capacity = Capacity.MEMBER
    participation: Participation = Participation.PERMANENT
    voting: bool | None = None
    units: list[str] = Field([], max_length=50, description="Codes of the units the holder stands for")
    represents: list[str] = Field([], max_length=50, description="Organisations the holder stands for")
    substitute_for: UUID | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None

    def to_mandate(self, organization_id: UUID) -> Mandate:
        """The mandate it describes; city and key follow from the body."""
        return Mandate(
            self.city,
            organization_id,
            "",
            self.holder_kind,
            self.holder,
            self.capacity,
            self.participation,
            MandateState.ACTIVE,
            voting=self.voting,
            units=tuple(normalise_unit_code(u) for u in self.units),
            represents=tuple(self.represents),
            substitute_for=self.substitute_for,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class MandateStep(TransitionBody):
    """The end of a mandate (`ended`); `effective` is its last day. It begins with its body."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"to": "ended", "effective": "2026-10-31"}]})

    to: MandateState

    def to_step(self) -> Step:
        """The step as the use case takes it."""
        return Step(self.to, self.effective, self.reason)


@router.get(
    "",
    response_model=Page[MandateView],
    summary="List the mandates",
)
async def list_mandates(reads: Reads, query: Annotated[MandateQuery, Query()]) -> Response:
    """List mandates."""
    return await reads.list(MANDATES, query)


@router.get(
    "/{mandate_id}",
    response_model=MandateView,
    summary="Read one mandate",
)
async def get_mandate(reads: Reads, mandate_id: UUID, at: AsOf) -> Response:
    """One mandate."""
    return await reads.one(MANDATES, mandate_id, at)


@router.post(
    "",
    status_code=201,
    response_model=MandateView,
    dependencies=[keeps_register],
    responses=refusals(MandateOverlap, SubstituteWithoutMember),
    summary="Grant a mandate",
)
async def create_mandate(work: WorkDep, body: MandateCreate) -> Response:
    """Grant a mandate."""
    organization = await find_organization(work, body.named())
    mandate = body.to_mandate(organization.id)
    return await work.created(MANDATES, await grant_mandate(work, mandate, Fact(body.valid_from)))


@router.get(
    "/{mandate_id}/transitions",
    response_model=Page[TransitionView],
    dependencies=[looks],
    responses=LOOK_PROBLEMS,
    summary="List what a mandate can become next",
)
async def list_mandate_transitions(work: Looking, request: Request, mandate_id: UUID) -> Response:
    """What can become of the mandate now; it begins with its body, which is reserved."""
    return list_steps(request, await mandate_options(work, mandate_id))


@router.post(
    "/{mandate_id}/transitions",
    response_model=MandateView,
    dependencies=[keeps_register],
    responses=refusals(StaleVersion, TransitionNotAllowed, TransitionReserved),
    summary="End a mandate",
)
async def create_mandate_transition(
    work: WorkDep, mandate_id: UUID, body: MandateStep, if_match: MaybeIfMatch = None
) -> Response:
    """End a mandate on a day, today unless said otherwise; it may lie ahead."""
    await advance_mandate(work, mandate_id, body.to_step(), if_match)
    return await work.answer(MANDATES, mandate_id)
