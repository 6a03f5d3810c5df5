"""Units of the administration (Dezernat … municipal company)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.dates import Day
from sachstand_common.journal.changes import Fact, StaleVersion
from sachstand_common.journal.works import AlreadyExists

from ..domain.units import Parent, Unit, UnitKind, UnitMovedBackwards, UnitState, UnitUnderItself
from ..storage.units import UNITS
from ..usecases.register_unit import move_unit, register_unit
from ..views.units import UnitView
from .access import READ_PROBLEMS, MaybeIfMatch, keeps_register, refusals

router = CommandRouter(prefix="/v1/units", tags=["units"], responses=READ_PROBLEMS)


class UnitQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    code: str | None = Field(None, description="With this code, as normalised")
    kind: UnitKind | None = Field(None, description="Of this kind")
    state: UnitState | None = Field(None, description="In this state")
    parent_code: str | None = Field(None, alias="parentCode", description="Directly under this unit, by code")


class UnitCreate(Body):
    """A unit to be entered; its code is normalised."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"city": "braunschweig", "code": "FB 37", "name": "Feuerwehr", "kind": "fachbereich"}
            ]
        }
    )

    city: City
    code: str = Field(min_length=1, max_length=80, examples=["Abt 10.1"])
    name: str = Field(min_length=1, max_length=200)
    kind: UnitKind
    state: UnitState = UnitState.ACTIVE
    parent_code: str | None = Field(None, max_length=80)
    valid_from: Day | None = None
    lead: str | None = Field(None, max_length=100)

    def to_unit(self) -> Unit:
        """The unit it describes."""
        parents = (Parent(self.parent_code, self.valid_from),) if self.parent_code else ()
        return Unit(self.city, self.code, self.name, self.kind, self.state, parents, self.lead)


class UnitMove(Body):
    """A reorganisation: the unit stands under another one from that day."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"parentCode": "Dez II", "on": "2026-10-31"}]})

    parent_code: str = Field(min_length=1, max_length=80)
    on: Day


@router.get(
    "",
    response_model=Page[UnitView],
    summary="List the units",
)
async def list_units(reads: Reads, query: Annotated[UnitQuery, Query()]) -> Response:
    """List units."""
    return await reads.list(UNITS, query)


@router.get(
    "/{unit_id}",
    response_model=UnitView,
    summary="Read one unit",
)
async def get_unit(reads: Reads, unit_id: UUID, at: AsOf) -> Response:
    """One unit."""
    return await reads.one(UNITS, unit_id, at)


@router.post(
    "",
    status_code=201,
    response_model=UnitView,
    dependencies=[keeps_register],
    responses=refusals(AlreadyExists, UnitUnderItself),
    summary="Enter a unit",
)
async def create_unit(work: WorkDep, body: UnitCreate) -> Response:
    """Enter a unit in the register."""
    return await work.created(UNITS, await register_unit(work, body.to_unit(), Fact(body.valid_from)))


@router.post(
    "/{unit_id}/moves",
    response_model=UnitView,
    dependencies=[keeps_register],
    responses=refusals(StaleVersion, UnitMovedBackwards, UnitUnderItself),
    summary="Move a unit",
)
async def create_unit_move(
    work: WorkDep, unit_id: UUID, body: UnitMove, if_match: MaybeIfMatch = None
) -> Response:
    """Put a unit under another one; the older assignment stays in the record."""
    await move_unit(work, unit_id, body.parent_code, body.on, if_match)
    return await work.answer(UNITS, unit_id)
