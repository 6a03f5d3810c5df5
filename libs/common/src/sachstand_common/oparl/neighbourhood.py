"""The objects a write touches and what is around them: read once, composed in memory, written once.

Two statements read what is around any number of objects: their places in both directions, and the objects at
both ends. An object of which only the existence matters, a parent, comes without its bytes.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from .composition import Composed, Json, Key, Member, compose, difference, to_bytes, to_view, tombstone
from .forms import BACK, SLOTS, Kind
from .tables import oparl_object

_PLACES = text("""
    with wanted as (select * from unnest(cast(:kinds as text[]), cast(:ids as uuid[])) as w (kind, id))
    select p.kind, p.id, p.parent_kind, p.parent_id, p.slot, p.ord
    from oparl_place p join wanted using (kind, id)
    union
    select p.kind, p.id, p.parent_kind, p.parent_id, p.slot, p.ord
    from oparl_place p join wanted w on (p.parent_kind, p.parent_id) = (w.kind, w.id)
""")
_OBJECTS = text("""
    select o.kind, o.id, o.deleted, o.digest, o.created, o.modified, o.own, o.whole
    from unnest(cast(:kinds as text[]), cast(:ids as uuid[])) as w (kind, id)
    join oparl_object o using (kind, id)
""")
_THERE = text("""
    select o.kind, o.id
    from unnest(cast(:kinds as text[]), cast(:ids as uuid[])) as w (kind, id)
    join oparl_object o using (kind, id)
    where not o.deleted
""")
_UPDATE = (
    update(oparl_object)
    .where(oparl_object.c.kind == bindparam("_kind"), oparl_object.c.id == bindparam("_id"))
    .values(**{name: bindparam(name) for name in ("modified", "digest", "whole", "brief")})
)


@dataclass(frozen=True)
class _Place:
    child: Key
    parent: Key
    slot: str
    order: int


@dataclass
class _Object:
    """An object as it is stored; `fresh` is what has to be written of it."""

    deleted: bool
    digest: str | None
    created: datetime
    modified: datetime
    own: Json
    view: Json
    fresh: dict[str, Any] | None = None


class Neighbourhood:
    """What is known of the objects around a write."""

    def __init__(self, session: AsyncSession, recorded: datetime, stamps: Mapping[Key, datetime]) -> None:
        self._session = session
        self._recorded = recorded
        self._stamps = stamps
        self._known: set[Key] = set()
        self._above: dict[Key, set[_Place]] = defaultdict(set)
        self._below: dict[Key, set[_Place]] = defaultdict(set)
        self._objects: dict[Key, _Object] = {}
        self._there: set[Key] = set()

    async def below(self, keys: set[Key]) -> set[Key]:
        """Everything that has a place in one of these."""
        await self._know(keys)
        return {place.child for key in keys for place in self._below[key]}

    async def compose(self, keys: set[Key]) -> set[Key]:
        """Compose these anew; the parents are returned that show something of what differs.

        Not those to which only the way back does: else each further meeting in a hall would give a new
        `modified` to all that ever were there.
        """
        await self._know(keys)
        differing = {key: what for key in sorted(keys) if (what := self._compose(key))}
        return {
            place.parent
            for key, what in differing.items()
            for place in self._above[key]
            if what - {BACK[key[0], place.parent[0]][0]}
        }

    async def write(self) -> None:
        """Store every object that differs."""
        fresh = [one.fresh for one in self._objects.values() if one.fresh]
        if fresh:
            await self._session.execute(_UPDATE, fresh)

    def _compose(self, key: Key) -> set[str]:
        """Compose one object; the attributes in which it differs from what it was."""
        held = self._objects.get(key)
        if held is None:
            return set()
        composed = self._composed(key, held)
        digest = hashlib.sha256(json.dumps(composed.whole, sort_keys=True).encode()).hexdigest()[:24]
        if digest == held.digest:
            return set()
        differing = difference(held.view, composed.whole)
        modified = max(self._stamps.get(key, self._recorded), held.modified)
        whole = to_bytes(composed.whole, held.created, modified)
        brief = to_bytes(composed.brief, held.created, modified)
        held.view, held.digest, held.modified = to_view(whole), digest, modified
        held.fresh = {
            "_kind": key[0], "_id": key[1],
            "modified": modified, "digest": digest, "whole": whole, "brief": brief,
        }  # fmt: skip
        return differing

    def _composed(self, key: Key, held: _Object) -> Composed:
        if held.deleted:
            return Composed(tombstone(key), tombstone(key))
        parents = [place.parent for place in self._above[key] if place.parent in self._there]
        return compose(key, held.own, parents, self._members(key))

    def _members(self, key: Key) -> list[Member]:
        return [
            Member(place.slot, place.child[0], place.child[1], self._objects[place.child].view)
            for place in sorted(self._below[key], key=lambda one: (one.slot, one.order, one.child[1]))
            if (key[0], place.slot) in SLOTS and place.child in self._there
        ]

    async def _know(self, keys: Iterable[Key]) -> None:
        """Read what is around these, as far as it is not known."""
        new = set(keys) - self._known
        if not new:
            return
        self._known |= new
        places = [
            _Place((Kind(row[0]), row[1]), (Kind(row[2]), row[3]), row[4], row[5])
            for row in await self._session.execute(_PLACES, _as_arrays(new))
        ]
        for place in places:
            self._above[place.child].add(place)
            self._below[place.parent].add(place)
        await self._read((new | {p.child for p in places if p.parent in new}) - self._objects.keys())
        await self._look({place.parent for place in places} - self._objects.keys() - self._there)

    async def _read(self, keys: set[Key]) -> None:
        if not keys:
            return
        for row in await self._session.execute(_OBJECTS, _as_arrays(keys)):
            key = (Kind(row.kind), row.id)
            view = to_view(row.whole or b"{}")
            self._objects[key] = _Object(row.deleted, row.digest, row.created, row.modified, row.own, view)
            if not row.deleted:
                self._there.add(key)

    async def _look(self, keys: set[Key]) -> None:
        """Which of these are there."""
        if keys:
            self._there |= as_keys(await self._session.execute(_THERE, _as_arrays(keys)))


def as_keys(rows: Iterable[Any]) -> set[Key]:
    """Rows of kind and id as keys."""
    return {(Kind(row[0]), row[1]) for row in rows}


def _as_arrays(keys: set[Key]) -> dict[str, list[str] | list[UUID]]:
    ordered = sorted(keys)
    return {"kinds": [str(kind) for kind, _ in ordered], "ids": [id for _, id in ordered]}
