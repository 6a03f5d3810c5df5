"""Keep the local copy of the units."""

from dataclasses import replace

from sachstand_common.facts import City
from sachstand_common.identifiers import normalise_unit_code
from sachstand_common.journal.work import Work

from ..domain.rollouts import UnitRef
from ..storage.units import remember_unit
from .rollouts import take_unit_name


async def take_unit(work: Work, city: City, unit: UnitRef, kind: str, parent: str | None) -> None:
    """Keep what the register says of a unit, and show its name in the rollouts."""
    normal = replace(unit, code=normalise_unit_code(unit.code))
    await remember_unit(work.session, city, normal, kind, parent)
    await take_unit_name(work, city, normal.code)
