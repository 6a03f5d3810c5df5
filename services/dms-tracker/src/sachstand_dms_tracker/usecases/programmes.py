"""Enter a programme, tell more of it, close its months."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.clock import printed
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.programmes import JointQuantity, Partner, Programme, freeze
from ..storage.programmes import PROGRAMMES


async def register_programme(work: Work, programme: Programme, fact: Fact) -> UUID:
    """Enter a programme; a key is used once (409)."""
    return work.add(PROGRAMMES, programme, fact=fact)


@dataclass(frozen=True)
class ProgrammeFacts:
    """What a source tells of a programme."""

    partners: tuple[Partner, ...] = ()
    process_steps: tuple[str, ...] = ()
    joint_quantities: tuple[JointQuantity, ...] = ()
    notes: tuple[str, ...] = ()


async def tell_of_programme(work: Work, key: str, told: ProgrammeFacts, fact: Fact) -> None:
    """Add what a source tells; what is known already stays."""
    held = await work.find(PROGRAMMES, key=key)
    if held is None:
        raise LookupError(key)
    known, now = held.state, printed(work.clock.now())
    partners = (replace(p, recorded=now) for p in told.partners)
    joint = (replace(j, quantity=replace(j.quantity, recorded=now)) for j in told.joint_quantities)
    after = replace(
        known,
        partners=(*known.partners, *partners),
        process_steps=told.process_steps or known.process_steps,
        joint_quantities=(*known.joint_quantities, *joint),
        notes=(*known.notes, *told.notes),
    )
    work.change(held, after, None, fact)


async def freeze_months(work: Work, programme_id: UUID, through: date, if_match: str) -> None:
    """Close the months up to a day: recordings in them change only by dated adjustments.

    Raises:
        MonthNotOver, MonthsStayFrozen: as the calendar says.
    """
    held = await work.get(PROGRAMMES, programme_id, if_match)
    work.change(held, freeze(held.state, through, work.clock.today()))
