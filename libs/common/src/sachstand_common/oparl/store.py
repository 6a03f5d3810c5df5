"""Writing OParl objects in the transaction that changed what they show.

What a resource contributes replaces what it contributed before. Then everything that was touched is composed
anew, children before their parents, and only an object whose bytes differ gets a new `modified`: under the
journal's lock, so that nothing is ever stamped behind the filter of a client.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from .composition import Key
from .forms import Form, Kind, clean
from .neighbourhood import Neighbourhood, as_keys
from .tables import oparl_emission, oparl_object, oparl_place

Emission = tuple[UUID, Sequence[Form]]
_RANKS: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.FILE, Kind.LOCATION, Kind.LEGISLATIVE_TERM, Kind.MEMBERSHIP, Kind.CONSULTATION}),
    frozenset({Kind.AGENDA_ITEM}),
    frozenset({Kind.PAPER, Kind.MEETING, Kind.PERSON, Kind.ORGANIZATION, Kind.BODY, Kind.SYSTEM}),
)
"""Who must be composed before whom: an object is embedded only in one of a later rank."""


async def write_forms(session: AsyncSession, emissions: Sequence[Emission], recorded: datetime) -> None:
    """Store what some resources contribute now, and compose anew whatever shows it."""
    if not emissions:
        return
    store = Store(session, recorded)
    touched = await store.replace(emissions)
    around = Neighbourhood(session, recorded, store.stamps)
    touched |= await around.below(touched)
    for rank in _RANKS:
        touched |= await around.compose({key for key in touched if key[0] in rank})
    await around.write()


class Store:
    """One write of contributions, and the instants the objects are stamped with."""

    def __init__(self, session: AsyncSession, recorded: datetime) -> None:
        self._session = session
        self._recorded = recorded
        self.stamps: dict[Key, datetime] = {}

    async def replace(self, emissions: Sequence[Emission]) -> set[Key]:
        """Replace what the emitters contribute; every object is returned that this touches."""
        before, parents = await self._forget([emitter for emitter, _ in emissions])
        forms = {(form.kind, form.id): form for _, found in emissions for form in found}
        self.stamps = {key: form.stamped for key, form in forms.items() if form.stamped is not None}
        await self._note(emissions)
        await self._upsert(forms)
        await self._bury(before - forms.keys())
        return before | parents | forms.keys() | {(p.kind, p.id) for f in forms.values() for p in f.places}

    async def _forget(self, emitters: list[UUID]) -> tuple[set[Key], set[Key]]:
        """Forget what these emitters had named: the objects, and the parents of their places."""
        held = (
            delete(oparl_emission)
            .where(oparl_emission.c.emitter.in_(emitters))
            .returning(oparl_emission.c.kind, oparl_emission.c.id)
        )
        above = (
            delete(oparl_place)
            .where(oparl_place.c.emitter.in_(emitters))
            .returning(oparl_place.c.parent_kind, oparl_place.c.parent_id)
        )
        return as_keys(await self._session.execute(held)), as_keys(await self._session.execute(above))

    async def _note(self, emissions: Sequence[Emission]) -> None:
        named, placed = [], []
        for emitter, forms in emissions:
            for form in forms:
                own = {"emitter": emitter, "kind": form.kind, "id": form.id}
                named.append(own)
                placed += [
                    {**own, "parent_kind": p.kind, "parent_id": p.id, "slot": p.slot, "ord": p.order}
                    for p in form.places
                ]
        for table, rows in ((oparl_emission, named), (oparl_place, placed)):
            if rows:
                await self._session.execute(insert(table).on_conflict_do_nothing(), rows)

    async def _upsert(self, forms: dict[Key, Form]) -> None:
        if not forms:
            return
        stamps = {key: self.stamps.get(key, self._recorded) for key in forms}
        rows = [
            {"kind": f.kind, "id": f.id, "body": f.body, "own": clean(f.values) or {}, "deleted": False,
             "created": stamps[key], "modified": stamps[key], "facets": sorted(f.facets)}
            for key, f in forms.items()
        ]  # fmt: skip
        fresh = insert(oparl_object)
        kept = {name: fresh.excluded[name] for name in ("body", "deleted", "own", "facets")}
        await self._session.execute(
            fresh.on_conflict_do_update(index_elements=["kind", "id"], set_=kept), rows
        )

    async def _bury(self, keys: set[Key]) -> None:
        """Objects that nobody contributes any more become tombstones."""
        if not keys:
            return
        emitted = tuple_(oparl_emission.c.kind, oparl_emission.c.id)
        still = select(oparl_emission.c.kind, oparl_emission.c.id).where(emitted.in_(sorted(keys)))
        gone = keys - as_keys(await self._session.execute(still))
        if gone:
            objects = tuple_(oparl_object.c.kind, oparl_object.c.id)
            bury = update(oparl_object).where(objects.in_(sorted(gone)))
            await self._session.execute(bury.values(deleted=True, own={}))
