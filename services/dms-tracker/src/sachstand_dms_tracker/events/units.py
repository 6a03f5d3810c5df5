"""What governance says of the units of the administration."""

from sachstand_common.contracts.governance import UnitRegistered
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.rollouts import UnitRef
from ..usecases.units import take_unit

handlers = Handlers()


@handlers.on(UnitRegistered)
async def unit_registered(work: Work, event: UnitRegistered) -> None:
    """A unit (Organisationseinheit) is in the register: rollouts show its name."""
    unit = UnitRef(event.code, event.name, event.unit_id)
    await take_unit(work, event.city, unit, event.kind, event.parent_code)
