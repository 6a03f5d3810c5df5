"""Give somebody a seat in a body, and end it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.contracts.governance import MandateEnded, MandateGranted
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.mandates import Mandate, MandateState, Seat, advance, check_mandate, transitions
from ..domain.organizations import OrganizationState
from ..domain.transitions import Option
from ..storage.mandates import MANDATES
from ..storage.organizations import ORGANIZATIONS
from . import announcements


async def grant_mandate(work: Work, mandate: Mandate, fact: Fact) -> UUID:
    """Grant it; in a body that is only announced it is announced, too.

    Raises:
        MandateOverlap: the holder sits there already.
        SubstituteWithoutMember: a substitute for nobody in this body.
    """
    body = await work.get(ORGANIZATIONS, mandate.organization_id)
    waiting = body.state.state is OrganizationState.ANNOUNCED
    granted = replace(
        mandate,
        city=body.state.city,
        organization_key=body.state.key,
        state=MandateState.ANNOUNCED if waiting else MandateState.ACTIVE,
    )
    check_mandate(granted, await seats_of(work, body.id))
    id = new_id()
    return work.add(MANDATES, granted, announcements.mandate(MandateGranted, id, granted), fact, id)


@dataclass(frozen=True)
class Step:
    """What shall become of a mandate, on which day, and why."""

    to: MandateState
    on: date | None = None
    reason: str | None = None


async def advance_mandate(work: Work, id: UUID, step: Step, if_match: str | None) -> None:
    """End it on a day, today unless said otherwise.

    Raises:
        TransitionNotAllowed: it has ended already.
        TransitionReserved: it begins with its body.
    """
    held = await work.get(MANDATES, id, if_match)
    ended = advance(held.state, step.to, step.on or work.clock.today())
    event = announcements.mandate(MandateEnded, id, ended)
    work.change(held, ended, event, Fact(ended.valid_to, reason=step.reason))


async def mandate_options(work: Work, id: UUID) -> tuple[Option, ...]:
    """What can become of a mandate now."""
    return transitions((await work.get(MANDATES, id)).state)


async def seats_of(work: Work, organization_id: UUID) -> tuple[Seat, ...]:
    """The mandates of a body."""
    held = await work.find_all(MANDATES, organization_id=organization_id)
    return tuple(Seat(h.id, h.state) for h in held)
