"""Found an announced body, or close one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sachstand_common.contracts.governance import MandateEnded, OrganizationClosed, OrganizationFounded
from sachstand_common.facts import Source
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.mandates import MandateState, activate, end
from ..domain.organizations import (
    MACHINE,
    Organization,
    OrganizationKind,
    OrganizationState,
    check_single,
    close,
    found,
)
from ..domain.organizations import transitions as organization_transitions
from ..domain.transitions import Option, not_allowed
from ..storage.mandates import MANDATES
from ..storage.meetings import MEETINGS
from ..storage.organizations import ORGANIZATIONS, lock_register
from . import announcements

OPEN = ("convened", "in_session", "interrupted")


@dataclass(frozen=True)
class Step:
    """What shall become of a body, since when, and what can be cited for it."""

    to: OrganizationState
    on: date | None = None
    reference: str | None = None
    reason: str | None = None
    kind: OrganizationKind | None = None


async def advance_organization(work: Work, id: UUID, step: Step, if_match: str | None = None) -> None:
    """Take one step.

    Raises:
        OrganizationKindExists: the city has an active body of this kind.
        OpenMeetings: an invitation of it is out.
    """
    await lock_register(work.session)
    held = await work.get(ORGANIZATIONS, id, if_match)
    match step.to:
        case OrganizationState.ACTIVE:
            await _found(work, held, step)
        case OrganizationState.CLOSED:
            await _close(work, held, step)
        case _:
            raise not_allowed(MACHINE, held.state.state, step.to)


async def _found(work: Work, held: Held[Organization], step: Step) -> None:
    on = step.on or work.clock.today()
    founded = found(held.state, on, step.reference or "", step.kind)
    others = await work.find_all(ORGANIZATIONS, city=founded.city)
    check_single(founded, [o.state for o in others if o.id != held.id])
    event = announcements.organization(OrganizationFounded, held.id, founded)
    source = Source(founded.founding_reference or "", date=on)
    work.change(held, founded, event, Fact(on, source=source))
    for seat in await work.find_all(MANDATES, organization_id=held.id):
        if seat.state.state is MandateState.ANNOUNCED:
            work.change(seat, activate(seat.state, on), fact=Fact(on))


async def _close(work: Work, held: Held[Organization], step: Step) -> None:
    on = step.on or work.clock.today()
    closed = close(held.state, on, step.reason or "", await _open_meetings(work, held.id))
    event = announcements.organization(OrganizationClosed, held.id, closed)
    work.change(held, closed, event, Fact(on, reason=step.reason))
    for seat in await work.find_all(MANDATES, organization_id=held.id):
        if seat.state.state is not MandateState.ENDED:
            ended = end(seat.state, on)
            work.change(seat, ended, announcements.mandate(MandateEnded, seat.id, ended), Fact(on))


async def _open_meetings(work: Work, organization_id: UUID) -> list[str]:
    meetings = await work.find_all(MEETINGS, organization_id=organization_id)
    return [str(m.id) for m in meetings if m.state.state in OPEN]


async def organization_options(work: Work, id: UUID) -> tuple[Option, ...]:
    """What can become of a body now."""
    held = await work.get(ORGANIZATIONS, id)
    others = [o.state for o in await work.find_all(ORGANIZATIONS, city=held.state.city) if o.id != id]
    return organization_transitions(held.state, await _open_meetings(work, id), others)
