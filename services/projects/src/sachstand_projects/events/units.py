"""Units of governance (Organisationseinheiten)."""

from sachstand_common.contracts.governance import UnitRegistered
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..usecases.units import Unit, know_unit

handlers = Handlers()


@handlers.on(UnitRegistered)
async def remember_unit(work: Work, event: UnitRegistered) -> None:
    """Keep a copy of the unit's code and name."""
    await know_unit(work, Unit(event.city, event.code, event.name, event.kind, event.parent_code))
