"""Take in the bodies of another system; one that is kept here under its name stays as it is."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from sachstand_common.contracts.governance import OrganizationClosed, OrganizationFounded
from sachstand_common.journal.changes import Held, Tombstone
from sachstand_common.journal.mirroring import Batch, Told
from sachstand_common.oparl.repairs import Found, native_id

from ..domain.mirrors import organization_of
from ..domain.organizations import Organization, OrganizationKind, OrganizationState, resolve, single_key
from ..storage.organizations import ORGANIZATIONS, lock_register
from . import announcements


async def mirror_organizations(batch: Batch, found: Sequence[Found]) -> None:
    """Bodies (Gremien, Fraktionen): a new one is entered, a known one brought up to the source."""
    await lock_register(batch.work.session)
    today = batch.work.clock.today()
    held = await batch.held(ORGANIZATIONS, (native_id(one.url) for one in found))
    others = await batch.natives(ORGANIZATIONS, ORGANIZATIONS.table.c.city == batch.city)
    singles = await _singles(batch)
    for one in found:
        state = organization_of(one, batch.city, today, batch.id_of)
        if state is None:
            batch.skip(one, "no_name")
            continue
        here = _same(state, others, batch, one)
        if here is not None:
            batch.link(one, here)
            continue
        _put(batch, one, state, held.get(native_id(one.url)), singles)


def _put(
    batch: Batch, one: Found, state: Organization, held: Held[Organization] | None, singles: dict[str, UUID]
) -> None:
    id = native_id(one.url)
    if held is not None:
        kept = {name: getattr(held.state, name) for name in ("key", "aliases", "chair_role", "note")}
        state = replace(state, **kept)
    single = single_key(state)
    if single is not None and singles.setdefault(single, id) != id:
        state = replace(state, kind=OrganizationKind.UNKNOWN)
        batch.note(one, "second_of_its_kind", single)
    closed = state.state is OrganizationState.CLOSED
    event = announcements.organization(OrganizationClosed if closed else OrganizationFounded, id, state)
    moved = held is None or (held.state.state, held.state.name) != (state.state, state.name)
    batch.put(ORGANIZATIONS, id, state, held, Told(one, state.valid_from, event, event if moved else None))
    batch.keep(one, id)


def _same(
    state: Organization, others: list[tuple[UUID, Organization]], batch: Batch, one: Found
) -> UUID | None:
    """The body of this name that was here before; one that is over is none of today's."""
    known = batch.known.get(one.key)
    if known is not None:
        return known.native_id if known.linked else None
    if state.state is OrganizationState.CLOSED:
        return None
    same = resolve(state.name, batch.work.clock.today(), [other for _, other in others])
    return next((id for id, other in others if other is same), None)


async def _singles(batch: Batch) -> dict[str, UUID]:
    table = ORGANIZATIONS.table
    query = select(table.c.single, table.c.id).where(table.c.single.is_not(None))
    return {row.single: row.id for row in await batch.work.session.execute(query)}


async def withdraw_organizations(batch: Batch, found: Sequence[Found]) -> None:
    """Bodies that the source took back; one that was here before stays."""
    held = await batch.held(ORGANIZATIONS, (batch.known[one.key].native_id for one in found))
    for one in found:
        known = batch.known[one.key]
        body = held.get(known.native_id)
        if known.linked:
            batch.note(one, "kept_though_withdrawn")
        elif body is not None and body.row["public_view"] is not None:
            batch.work.bury(body, Tombstone.DEPUBLISHED, fact=batch.again(one, body))
        batch.keep(one, known.native_id, linked=known.linked)
