"""Units of the administration are known from governance."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from sachstand_common.facts import City
from sachstand_common.identifiers import normalise_unit_code
from sachstand_common.journal.work import Work

from ..storage.projects import PROJECTS, with_facets
from ..storage.units import keep_unit
from .facts import as_before


@dataclass(frozen=True)
class Unit:
    """A unit as governance announces it."""

    city: City
    code: str
    name: str
    kind: str
    parent_code: str | None


async def know_unit(work: Work, unit: Unit) -> None:
    """Keep the copy of a unit, and show its name in the projects that it leads."""
    code = normalise_unit_code(unit.code)
    await keep_unit(work.session, {**vars(unit), "code": code})
    table = PROJECTS.table
    led = with_facets(f"leadUnit:{code}", f"city:{unit.city}")
    for held in await work.select(PROJECTS, select(table).where(led).order_by(table.c.id)):
        work.change(held, replace(held.state, lead_unit_name=unit.name), fact=as_before(held))
