"""Writing OParl objects in the transaction that changed what they show.

What a resource contributes replaces what it contributed before. Then everything that was touched is composed
anew, children before their parents, and only an object whose bytes differ gets a new `modified`: under the
journal's lock, so that nothing is ever stamped behind the filter of a client.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from .composition import Composed, Json, Key, Member, compose, difference, to_bytes, to_view, tombstone
from .forms import BACK, SLOTS, Form, Kind, clean
from .tables import oparl_emission, oparl_object, oparl_place

Emission = tuple[UUID, Sequence[Form]]
_RANKS: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.FILE, Kind.LOCATION, Kind.LEGISLATIVE_TERM, Kind.MEMBERSHIP, Kind.CONSULTATION}),
    frozenset({Kind.AGENDA_ITEM}),
    frozenset({Kind.PAPER, Kind.MEETING, Kind.PERSON, Kind.ORGANIZATION, Kind.BODY, Kind.SYSTEM}),
)
"""Who must be composed before whom: an object is embedded only in one of a later rank."""
_PARENT = tuple_(oparl_place.c.parent_kind, oparl_place.c.parent_id)
_CHILD = tuple_(oparl_place.c.kind, oparl_place.c.id)
_OBJECT = tuple_(oparl_object.c.kind, oparl_object.c.id)


async def write_forms(session: AsyncSession, emissions: Sequence[Emission], recorded: datetime) -> None:
    """Store what some resources contribute now, and compose anew whatever shows it."""
    if emissions:
        await Store(session, recorded).write(emissions)


class Store:
    """One write: what it touches, and the instant it is stamped with."""

    def __init__(self, session: AsyncSession, recorded: datetime) -> None:
        self._session = session
        self._recorded = recorded
        self._touched: set[Key] = set()
        self._stamps: dict[Key, datetime] = {}

    async def write(self, emissions: Sequence[Emission]) -> None:
        """Replace the contributions of the emitters, then compose."""
        emitters = [emitter for emitter, _ in emissions]
        before = await self._forget(emitters)
        forms = {(form.kind, form.id): form for _, found in emissions for form in found}
        self._stamps = {key: form.stamped for key, form in forms.items() if form.stamped is not None}
        await self._note(emissions)
        await self._upsert(forms)
        await self._bury(before - forms.keys())
        self._touched |= before | forms.keys() | {(p.kind, p.id) for f in forms.values() for p in f.places}
        self._touched |= await self._keys(_CHILD, _PARENT, self._touched)
        for rank in _RANKS:
            keys = {key for key in self._touched if key[0] in rank}
            if keys:
                self._touched |= await self._showing(await self._compose(keys))

    async def _forget(self, emitters: list[UUID]) -> set[Key]:
        """Forget what these emitters had named: the objects are returned, their parents are touched."""
        named = oparl_emission.c.kind, oparl_emission.c.id
        above = oparl_place.c.parent_kind, oparl_place.c.parent_id
        held, places = [
            await self._session.execute(
                delete(table).where(table.c.emitter.in_(emitters)).returning(*columns)
            )
            for table, columns in ((oparl_emission, named), (oparl_place, above))
        ]
        self._touched |= _as_keys(places)
        return _as_keys(held)

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
        stamps = {key: self._stamps.get(key, self._recorded) for key in forms}
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
        still = await self._rows(oparl_emission, tuple_(oparl_emission.c.kind, oparl_emission.c.id), keys)
        gone = keys - {(Kind(row["kind"]), row["id"]) for row in still}
        if gone:
            values: dict[str, Any] = {"deleted": True, "own": {}}
            await self._session.execute(update(oparl_object).where(_OBJECT.in_(gone)).values(**values))

    async def _compose(self, keys: set[Key]) -> dict[Key, set[str]]:
        """Compose these objects; those that differ are stored, stamped and returned, with what differs."""
        rows = {(Kind(r["kind"]), r["id"]): r for r in await self._rows(oparl_object, _OBJECT, keys)}
        parents, members = await self._parents(rows.keys()), await self._members(rows.keys())
        changed, differing = [], {}
        for key, row in rows.items():
            if row["deleted"]:
                composed = Composed(tombstone(key), tombstone(key))
            else:
                composed = compose(key, row["own"], parents[key], members[key])
            digest = hashlib.sha256(json.dumps(composed.whole, sort_keys=True).encode()).hexdigest()[:24]
            if digest != row["digest"]:
                changed.append(self._column_values(key, row, composed, digest))
                differing[key] = difference(to_view(row["whole"] or b"{}"), composed.whole)
        if changed:
            await self._session.execute(_UPDATE, changed)
        return differing

    async def _showing(self, differing: dict[Key, set[str]]) -> set[Key]:
        """The parents that show what differs: not those to which only the way back does.

        Else each further meeting in a hall would give a new `modified` to all that ever were there.
        """
        rows = await self._rows(oparl_place, _CHILD, differing)
        ends = [((Kind(r["kind"]), r["id"]), (Kind(r["parent_kind"]), r["parent_id"])) for r in rows]
        return {parent for child, parent in ends if differing[child] - {BACK[child[0], parent[0]][0]}}

    def _column_values(self, key: Key, row: Any, composed: Composed, digest: str) -> dict[str, Any]:
        created, modified = row["created"], max(self._stamps.get(key, self._recorded), row["modified"])
        return {
            "_kind": key[0],
            "_id": key[1],
            "modified": modified,
            "digest": digest,
            "whole": to_bytes(composed.whole, created, modified),
            "brief": to_bytes(composed.brief, created, modified),
        }

    async def _parents(self, keys: Iterable[Key]) -> dict[Key, list[Key]]:
        found: dict[Key, list[Key]] = defaultdict(list)
        rows = await self._rows(oparl_place, _CHILD, keys)
        there = await self._there({(Kind(row["parent_kind"]), row["parent_id"]) for row in rows})
        for row in rows:
            parent = (Kind(row["parent_kind"]), row["parent_id"])
            if parent in there:
                found[Kind(row["kind"]), row["id"]].append(parent)
        return found

    async def _members(self, keys: Iterable[Key]) -> dict[Key, list[Member]]:
        found: dict[Key, list[Member]] = defaultdict(list)
        rows = await self._rows(oparl_place, _PARENT, keys)
        alive = await self._alive({(Kind(row["kind"]), row["id"]) for row in rows})
        for row in sorted(rows, key=lambda row: (row["slot"], row["ord"], row["id"])):
            kind, parent = Kind(row["kind"]), (Kind(row["parent_kind"]), row["parent_id"])
            view = alive.get((kind, row["id"]))
            if view is not None and (parent[0], row["slot"]) in SLOTS:
                found[parent].append(Member(row["slot"], kind, row["id"], view))
        return found

    async def _there(self, keys: set[Key]) -> set[Key]:
        """Those of the objects that are there."""
        query = select(oparl_object.c.kind, oparl_object.c.id).where(_OBJECT.in_(sorted(keys)))
        return _as_keys(await self._session.execute(query.where(~oparl_object.c.deleted))) if keys else set()

    async def _alive(self, keys: set[Key]) -> dict[Key, Json]:
        """Those of the objects that are there, with their views as far as composed."""
        rows = await self._rows(oparl_object, _OBJECT, keys)
        return {(Kind(r["kind"]), r["id"]): to_view(r["whole"] or b"{}") for r in rows if not r["deleted"]}

    async def _rows(self, table: Table, columns: Any, keys: Iterable[Key]) -> Sequence[Any]:
        wanted = sorted(set(keys))
        if not wanted:
            return []
        return (await self._session.execute(select(table).where(columns.in_(wanted)))).mappings().all()

    async def _keys(self, wanted: Any, known: Any, keys: set[Key]) -> set[Key]:
        """The other end of every place whose one end is among the keys."""
        if not keys:
            return set()
        return _as_keys(await self._session.execute(select(*wanted.clauses).where(known.in_(sorted(keys)))))


_UPDATE = (
    update(oparl_object)
    .where(oparl_object.c.kind == bindparam("_kind"), oparl_object.c.id == bindparam("_id"))
    .values(**{name: bindparam(name) for name in ("modified", "digest", "whole", "brief")})
)


def _as_keys(rows: Iterable[Any]) -> set[Key]:
    return {(Kind(row[0]), row[1]) for row in rows}
