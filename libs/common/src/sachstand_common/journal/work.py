"""The unit of work: load, decide, store, announce, all in one transaction."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from ..clock import Clock
from ..contracts.base import Event
from ..facts import Source, entered_here
from ..identifiers import new_id
from ..security.principal import SYSTEM, Principal
from .cause import Cause
from .changes import Change, ChangedTwice, Fact, Held, ResourceNotFound, StaleVersion, Tombstone
from .flush import Flush
from .resource import Resource

S = TypeVar("S")


class EventOfAnotherNoun(RuntimeError):
    """A use case announced a change under the name of another noun: a fault in our code."""


class Work:
    """One transaction of one service.

    Rows are locked when they are read. Nothing is written before `flush`, which takes the journal's
    lock last; a response must be sent only after `commit`.
    """

    def __init__(
        self,
        service: str,
        session: AsyncSession,
        clock: Clock,
        principal: Principal,
        cause: Cause | None = None,
    ) -> None:
        self.service = service
        self.session = session
        self.clock = clock
        self.principal = principal
        self.cause = cause
        self.correlation = cause.correlation if cause else new_id()
        self.traceparent: str | None = cause.traceparent if cause else None
        self.changed_nouns: set[str] = set()
        self._pending: dict[tuple[str, UUID], Change[Any]] = {}

    async def get(self, resource: Resource[S], id: UUID, if_match: str | None = None) -> Held[S]:
        """Read one aggregate for change.

        Raises:
            ResourceNotFound: there is none, or it was deleted.
            StaleVersion: `if_match` (an ETag, or "*") is not its present version.
        """
        found = await self._held(resource, select(resource.table).where(resource.table.c.id == id))
        if not found:
            raise ResourceNotFound(noun=resource.noun, id=str(id))
        held = found[0]
        if if_match not in (None, "*") and held.etag not in [tag.strip() for tag in str(if_match).split(",")]:
            raise StaleVersion(current=held.etag)
        return held

    async def find(self, resource: Resource[S], **columns: Any) -> Held[S] | None:
        """Read the one aggregate with these column values for change, if there is one."""
        found = await self.find_all(resource, **columns)
        return found[0] if found else None

    async def find_all(self, resource: Resource[S], **columns: Any) -> list[Held[S]]:
        """Read all aggregates with these column values for change, in the order of their ids."""
        table = resource.table
        query = select(table).order_by(table.c.id)
        return await self._held(resource, query.where(*(table.c[k] == v for k, v in columns.items())))

    async def select(self, resource: Resource[S], query: Select[Any]) -> list[Held[S]]:
        """Read for change what a query over the resource's table finds."""
        return await self._held(resource, query)

    async def _held(self, resource: Resource[S], query: Select[Any]) -> list[Held[S]]:
        query = query.where(resource.table.c.tombstone.is_(None)).with_for_update(of=resource.table)
        rows: Sequence[Any] = (await self.session.execute(query)).mappings().all()
        return [
            Held(resource, r["id"], r["version"], resource.load(r["state"]), r["full_etag"], dict(r))
            for r in rows
        ]

    def add(
        self,
        resource: Resource[S],
        state: S,
        event: Event | None = None,
        fact: Fact = Fact(),  # noqa: B008 - frozen
        id: UUID | None = None,
    ) -> UUID:
        """Record a new aggregate and announce it; the id is returned."""
        id = id or new_id()
        self._note(Change(resource, id, state, fact, event))
        return id

    def change(
        self,
        held: Held[S],
        state: S,
        event: Event | None = None,
        fact: Fact = Fact(),  # noqa: B008 - frozen
        *,
        retell: bool = False,
    ) -> None:
        """Record a new state; without an event of its own the change is announced as revised.

        An unchanged state records nothing, unless its date or its past is what changes. `retell` where
        something was published or taken back: the public reads the past with what is public now.
        """
        if state != held.state or fact.redates or retell:
            self._note(Change(held.resource, held.id, state, fact, event, held, retell=retell))

    def bury(
        self,
        held: Held[S],
        tombstone: Tombstone,
        event: Event | None = None,
        fact: Fact = Fact(),  # noqa: B008 - frozen
    ) -> None:
        """Leave a tombstone: the resource is shown no more, and the reason is."""
        self._note(Change(held.resource, held.id, held.state, fact, event, held, tombstone))

    def _note(self, change: Change[Any]) -> None:
        key = (change.resource.noun, change.id)
        if change.event is not None and change.event.noun != change.resource.noun:
            # Who listens to a whole noun would miss this version and wait for it for ever.
            raise EventOfAnotherNoun(f"{change.event.type} cannot announce a change of a {key[0]}")
        if key in self._pending:
            raise ChangedTwice(f"{key[0]} {key[1]} in one transaction")
        self._pending[key] = change

    def source_of(self, fact: Fact, held: Held[Any] | None = None) -> Source:
        """Who states a fact: the document it names, else that of the cause, else the entry itself.

        What the calendar changes of something held rests on what was stated of it.
        """
        told = fact.source or (self.cause.source if self.cause else None)
        if told is None and held is not None and self.cause is None and self.principal == SYSTEM:
            told = held.source
        return told or entered_here(self.clock.today())

    async def flush(self) -> None:
        """Write what is pending: state, views, journal; the journal's lock is held from here to commit."""
        if self._pending:
            pending, self._pending = list(self._pending.values()), {}
            self.changed_nouns.update(change.resource.path for change in pending)
            await Flush(self, pending).run()

    async def created(self, resource: Resource[S], id: UUID) -> Response:
        """The answer 201 with Location and the full view as it will be committed."""
        response = await self.answer(resource, id, status=201)
        response.headers["Location"] = f"{resource.path}/{id}"
        return response

    async def answer(self, resource: Resource[S], id: UUID, status: int = 200) -> Response:
        """The full view as it will be committed, with its ETag."""
        await self.flush()
        table = resource.table
        query = select(table.c.full_view, table.c.full_etag).where(table.c.id == id)
        body, etag = (await self.session.execute(query)).one()
        return Response(body, status, {"ETag": etag}, "application/json")
