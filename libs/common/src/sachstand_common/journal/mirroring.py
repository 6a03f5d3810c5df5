"""Taking in what another system's OParl states: as changes of our own, hundreds in one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import select

from ..clock import day_of
from ..contracts.base import Event
from ..facts import City, Dating, Source
from ..oparl.crawler import SourceBody
from ..oparl.forms import Kind
from ..oparl.mirrors import WITHDRAWN, Mirrored, mirrored
from ..oparl.repairs import Found, instant_in, key_of, native_id
from ..oparl.upstream import Upstream
from .changes import Fact, Held
from .resource import Resource
from .work import Work

S = TypeVar("S")
EXAMPLES = 10
"""How many objects a report names for one reason; all are counted."""


@dataclass
class Tally:
    """What a run did with a list: how many objects of which fate, and what was skipped or mended, and why."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def note(self, code: str, url: str | None = None, detail: str | None = None, number: int = 1) -> None:
        """Something the source got wrong, with the object as an example."""
        noted = self.notes.setdefault(code, {"count": 0, "examples": []})
        noted["count"] += number
        if url is not None and len(noted["examples"]) < EXAMPLES:
            noted["examples"].append({"id": url[:500], "detail": detail and detail[:300]})

    def copy(self) -> "Tally":
        """A tally to go on with, where it may turn out that nothing came of it."""
        return Tally(Counter(self.counts), deepcopy(self.notes))


@dataclass(frozen=True)
class Mirror:
    """A mirror while it runs: whose it is, and for which city it takes in what."""

    id: UUID
    run: int
    city: City
    source: SourceBody
    files: bool
    requested_by: str

    @property
    def name(self) -> str:
        """What the source is called where a fact names it."""
        return f"OParl: {self.source.name or self.source.url}"


class Batch:
    """Objects of one list that are new or changed, on their way in within one transaction."""

    def __init__(
        self, work: Work, mirror: Mirror, known: dict[str, Mirrored], linked: dict[str, UUID]
    ) -> None:
        self.work = work
        self.mirror = mirror
        self.city = mirror.city
        self.known = known
        self.tally = Tally()
        self.kept: dict[str, Mirrored] = {}
        self._linked = linked

    def id_of(self, url: str) -> UUID:
        """Our id of an object of the source, whether or not it was met yet."""
        return self._linked.get(key_of(url)) or native_id(url)

    def is_linked(self, found: Found) -> bool:
        """Whether it was here before the mirror met it, and is not the mirror's to change."""
        known = self.known.get(found.key)
        return known is not None and known.linked

    async def held(self, resource: Resource[S], ids: Iterable[UUID]) -> dict[UUID, Held[S]]:
        """Those of these that are here, for change."""
        table, wanted = resource.table, sorted(set(ids))
        if not wanted:
            return {}
        query = select(table).where(table.c.id.in_(wanted)).order_by(table.c.id)
        return {held.id: held for held in await self.work.select(resource, query)}

    async def natives(self, resource: Resource[S], where: Any) -> list[tuple[UUID, S]]:
        """Those that no mirror brought: they are kept here, and a mirror leaves them as they are."""
        table = resource.table
        brought = select(mirrored.c.key).where(mirrored.c.native_id == table.c.id, ~mirrored.c.linked)
        return await self._states(resource, where, ~brought.exists())

    async def states(self, resource: Resource[S], ids: Iterable[UUID]) -> dict[UUID, S]:
        """Those of these that are here, to be read only."""
        wanted = sorted(set(ids))
        return dict(await self._states(resource, resource.table.c.id.in_(wanted))) if wanted else {}

    async def _states(self, resource: Resource[S], *where: Any) -> list[tuple[UUID, S]]:
        table = resource.table
        query = select(table.c.id, table.c.state).where(table.c.tombstone.is_(None), *where)
        rows = await self.work.session.execute(query.order_by(table.c.id))
        return [(row.id, resource.load(row.state)) for row in rows]

    def put(self, resource: Resource[S], id: UUID, state: S, held: Held[S] | None, told: "Told") -> None:
        """Record what the source says of a thing; nothing where it is known already."""
        if held is None:
            self.work.add(resource, state, told.new, self._new(told), id)
            self.tally.counts["created"] += 1
            return
        hidden = held.row["public_view"] is None and resource.public(state)
        if state != held.state or hidden:
            self.work.change(held, state, told.changed, self.again(told.found, held), retell=hidden)
            self.tally.counts["changed"] += 1

    def _new(self, told: "Told") -> Fact:
        today = self.work.clock.today()
        if told.day is not None and told.day <= today:
            return Fact(told.day, Dating.EXACT, self._source(told.found))
        created = instant_in(told.found.values.get("created"))
        return Fact(
            min(day_of(created) if created else today, today), Dating.KNOWN_BY, self._source(told.found)
        )

    def again(self, found: Found, held: Held[Any]) -> Fact:
        """A change is known by the day the source stamps it with, never before the state it changes."""
        return Fact(self._since(found, held), Dating.KNOWN_BY, self._source(found), "OParl")

    def _since(self, found: Found, held: Held[Any]) -> date:
        today, since = self.work.clock.today(), held.row["since"]
        stamped = day_of(found.modified) if found.modified else today
        day: date = max(min(stamped, today), since)
        return day

    def _source(self, found: Found) -> Source:
        stamped = day_of(found.modified) if found.modified else None
        return Source(self.mirror.name, date=stamped, url=found.url)

    def hide(self, held: Held[S], state: S, found: Found, event: Event | None = None) -> None:
        """Take something back from the public, because the source did; its past is hidden with it."""
        if held.row["public_view"] is not None:
            self.work.change(held, state, event, self.again(found, held))

    def keep(self, found: Found, id: UUID, children: Sequence[UUID] = (), *, linked: bool = False) -> None:
        """Remember what an object became."""
        key, run = found.key, self.mirror.run
        digest = WITHDRAWN if found.deleted else found.digest
        self.kept[key] = Mirrored(key, found.kind, found.url, id, tuple(children), digest, linked, run)
        if linked:
            self._linked[key] = id

    def link(self, found: Found, id: UUID) -> None:
        """Remember that an object is something that is kept here, which stays as it is."""
        self.keep(found, id, linked=True)
        self.tally.counts["linked"] += 1

    def skip(self, found: Found, code: str, detail: str | None = None) -> None:
        """Leave an object out, and say why."""
        self.tally.counts["skipped"] += 1
        self.tally.note(code, found.url, detail)

    def note(self, found: Found, code: str, detail: str | None = None) -> None:
        """Take an object in, without what cannot be used of it."""
        self.tally.note(code, found.url, detail)


@dataclass(frozen=True)
class Told:
    """What is told of a change: by which object, since when it holds itself, and under which names."""

    found: Found
    day: date | None = None
    new: Event | None = None
    changed: Event | None = None


class Crawling(Protocol):
    """A run, as it is handed to who finishes it."""

    @property
    def mirror(self) -> Mirror:
        """Whose run it is."""

    @property
    def upstream(self) -> Upstream:
        """The source."""

    def open(self) -> AbstractAsyncContextManager[Work]:
        """A unit of work in the name of who asked for the mirror."""


class Taker(Protocol):
    """What a service takes of a source."""

    kinds: tuple[Kind, ...]
    """The lists it crawls, in this order."""

    async def begin(self, mirror: Mirror, upstream: Upstream) -> None:
        """Prepare a run."""

    async def take(self, batch: Batch, found: Sequence[Found]) -> None:
        """Take in objects of one kind, none of which is known as it is now."""

    async def withdraw(self, batch: Batch, found: Sequence[Found]) -> None:
        """Take known objects back."""

    async def finish(self, crawl: "Crawling") -> None:
        """What there is to do when the lists are read."""
