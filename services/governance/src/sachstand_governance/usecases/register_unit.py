"""Enter a unit in the register, or put it under another parent."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.units import Unit, move, register
from ..storage.organizations import lock_register
from ..storage.units import UNITS
from . import announcements
from .facts import quietly


async def register_unit(work: Work, unit: Unit, fact: Fact) -> UUID:
    """Enter it under its normalised code, unique in the city; the units that name it as parent find it."""
    await lock_register(work.session)
    id, others = new_id(), await work.find_all(UNITS, city=unit.city)
    known = {other.state.code: other.id for other in others}
    entered = register(unit)
    entered = replace(entered, parent_id=known.get(entered.parent_code or ""))
    for child in others:
        if child.state.parent_code == entered.code:
            work.change(child, replace(child.state, parent_id=id), fact=quietly(child))
    return work.add(UNITS, entered, announcements.unit(id, entered), fact, id)


async def move_unit(work: Work, id: UUID, parent_code: str, on: date, if_match: str | None) -> None:
    """A reorganisation: the older assignment ends the day before."""
    held = await work.get(UNITS, id, if_match)
    moved = move(held.state, parent_code, on)
    parent = await work.find(UNITS, city=moved.city, code=moved.parent_code)
    moved = replace(moved, parent_id=parent.id if parent else None)
    work.change(held, moved, announcements.unit(id, moved), Fact(on))
