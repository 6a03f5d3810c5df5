"""Enter a unit in the register, or put it under another parent."""

from datetime import date
from uuid import UUID

from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.units import Unit, move, register
from ..storage.units import UNITS
from . import announcements


async def register_unit(work: Work, unit: Unit, fact: Fact) -> UUID:
    """Enter it under its normalised code, which is unique in the city."""
    entered, id = register(unit), new_id()
    return work.add(UNITS, entered, announcements.unit(id, entered), fact, id)


async def move_unit(work: Work, id: UUID, parent_code: str, on: date, if_match: str | None) -> None:
    """A reorganisation: the older assignment ends the day before."""
    held = await work.get(UNITS, id, if_match)
    moved = move(held.state, parent_code, on)
    work.change(held, moved, announcements.unit(id, moved), Fact(on))
