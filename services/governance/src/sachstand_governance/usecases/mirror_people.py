"""Take in the seats of persons in bodies; a person without a seat is nobody's business here."""

from collections.abc import Sequence
from uuid import UUID

from sachstand_common.contracts.governance import MandateEnded, MandateGranted
from sachstand_common.journal.changes import Held, Tombstone
from sachstand_common.journal.mirroring import Batch, Told
from sachstand_common.oparl.repairs import Found, native_id

from ..domain.mandates import Mandate, MandateState
from ..domain.mirrors import Seat, person_name, seats_of
from ..domain.organizations import Organization
from ..storage.mandates import MANDATES
from ..storage.organizations import ORGANIZATIONS
from . import announcements


async def mirror_people(batch: Batch, found: Sequence[Found]) -> None:
    """Persons with their memberships; a seat that the source names no more is taken back."""
    seats = {one.key: list(seats_of(one)) for one in found}
    every = [seat for those in seats.values() for seat in those]
    bodies = await batch.states(ORGANIZATIONS, {batch.id_of(seat.organization) for seat in every})
    known = {one.key: batch.known[one.key].children for one in found if one.key in batch.known}
    held = await batch.held(MANDATES, {seat.id for seat in every}.union(*known.values()))
    for one in found:
        if person_name(one.values) is None:
            batch.skip(one, "no_name")
            continue
        kept = [seat for seat in seats[one.key] if _put(batch, seat, bodies, held)]
        if not kept:
            batch.note(one, "person_without_membership")
        _withdraw(batch, one, set(known.get(one.key, ())) - {seat.id for seat in kept}, held)
        batch.keep(one, native_id(one.url), [seat.id for seat in kept])


def _put(batch: Batch, seat: Seat, bodies: dict[UUID, Organization], held: dict[UUID, Held[Mandate]]) -> bool:
    organization_id = batch.id_of(seat.organization)
    body = bodies.get(organization_id)
    if body is None:
        batch.note(seat.person, "organization_unknown", seat.organization)
        return False
    mandate = seat.mandate(body, organization_id, batch.work.clock.today())
    if mandate is None:
        return False
    before = held.get(seat.id)
    ended = mandate.state is MandateState.ENDED
    event = announcements.mandate(MandateEnded if ended else MandateGranted, seat.id, mandate)
    turned = before is not None and before.state.state is not mandate.state
    told = Told(seat.person, mandate.valid_from, event, event if turned else None)
    batch.put(MANDATES, seat.id, mandate, before, told)
    return True


async def withdraw_people(batch: Batch, found: Sequence[Found]) -> None:
    """Persons that the source took back, with all their seats."""
    children = {one.key: batch.known[one.key].children for one in found}
    held = await batch.held(MANDATES, {id for ids in children.values() for id in ids})
    for one in found:
        _withdraw(batch, one, set(children[one.key]), held)
        batch.keep(one, batch.known[one.key].native_id, children[one.key])


def _withdraw(batch: Batch, one: Found, ids: set[UUID], held: dict[UUID, Held[Mandate]]) -> None:
    for id in sorted(ids):
        seat = held.get(id)
        if seat is not None and seat.row["public_view"] is not None:
            batch.work.bury(seat, Tombstone.DEPUBLISHED, fact=batch.again(one, seat))
