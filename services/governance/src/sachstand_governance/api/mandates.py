"""Mandates (Mitgliedschaften)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.dates import Day
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
from ..domain.transitions import TransitionNotAllowed
from ..storage.mandates import MANDATES
from ..usecases.grant_mandate import end_mandate, grant_mandate
from ..views.mandates import MandateView
from .access import READ_PROBLEMS, MaybeIfMatch, keeps_register, refusals

router = CommandRouter(prefix="/v1/mandates", tags=["mandates"], responses=READ_PROBLEMS)


class MandateQuery(ListQuery):
    """Filters of the list."""

    city: City | None = None
    organization_id: UUID | None = Field(None, alias="organizationId")
    organization_key: str | None = Field(None, alias="organizationKey")
    capacity: Capacity | None = None
    participation: Participation | None = None
    state: MandateState | None = None


class MandateCreate(Body):
    """A seat in a body."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "organizationId": "0197a000-0000-7000-8000-000000000001",
                    "holder": "CDO",
                    "capacity": "chair",
                }
            ]
        }
    )

    organization_id: UUID
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

    def to_mandate(self) -> Mandate:
        """The mandate it describes; city and key follow from the body."""
        return Mandate(
            City.BRAUNSCHWEIG,
            self.organization_id,
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


class MandateEnd(Body):
    """The end of a mandate."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"on": "2026-12-31"}]})

    on: Day | None = Field(None, description="Last day; today unless said otherwise")


@router.get("", response_model=Page[MandateView])
async def list_mandates(reads: Reads, query: Annotated[MandateQuery, Query()]) -> Response:
    """List mandates."""
    return await reads.list(MANDATES, query)


@router.get("/{mandate_id}", response_model=MandateView)
async def get_mandate(reads: Reads, mandate_id: UUID, at: AsOf) -> Response:
    """One mandate."""
    return await reads.one(MANDATES, mandate_id, at)


@router.post(
    "",
    status_code=201,
    response_model=MandateView,
    dependencies=[keeps_register],
    responses=refusals(MandateOverlap, SubstituteWithoutMember),
)
async def create_mandate(work: WorkDep, body: MandateCreate) -> Response:
    """Grant a mandate."""
    return await work.created(MANDATES, await grant_mandate(work, body.to_mandate(), Fact(body.valid_from)))


@router.post(
    "/{mandate_id}/end",
    response_model=MandateView,
    dependencies=[keeps_register],
    responses=refusals(StaleVersion, TransitionNotAllowed),
)
async def create_mandate_end(
    work: WorkDep, mandate_id: UUID, body: MandateEnd, if_match: MaybeIfMatch = None
) -> Response:
    """End a mandate."""
    await end_mandate(work, mandate_id, body.on, if_match)
    return await work.answer(MANDATES, mandate_id)
