"""The journal as the relay sees it: what is to be told, what was acknowledged, who may tell it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..contracts.base import Audience
from ..db.connections import Connection, connect
from .cloudevents import Entry

RELAY_LOCK = 7_215_002
_COLUMNS = (
    "position, event_id, type, subject_id, version, effective, dating, recorded, correlation, causation,"
    " traceparent, source::text, data, public_position, public_event_id, public_version, public_data,"
    " tombstone"
)
_AFTER = f"select {_COLUMNS} from journal where position > $1 order by position limit $2"  # noqa: S608
_MARK = """
insert into published (position, seq, public_seq)
select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])
on conflict (position) do update set seq = coalesce(excluded.seq, published.seq),
                                     public_seq = coalesce(excluded.public_seq, published.public_seq)
"""
_NEWEST = {
    "internal": """
        select position, event_id as id, seq, recorded from published join journal using (position)
        where seq is not null and position <= $1 order by position desc limit 1""",
    "public": """
        select position, public_event_id as id, public_seq as seq, recorded
        from published join journal using (position)
        where public_seq is not null and position <= $1 order by position desc limit 1""",
}


@dataclass(frozen=True)
class Acknowledged:
    """The stream sequences under which the events of one entry are stored."""

    position: int
    seq: int | None = None
    public_seq: int | None = None


@dataclass(frozen=True)
class Published:
    """An entry that was acknowledged once, and where its event should be found."""

    position: int
    id: UUID
    seq: int
    recorded: datetime


class Outbox:
    """Two connections outside every pool: one holds the relay's lock and marks, the other reads."""

    def __init__(self, owner: Connection, reader: Connection) -> None:
        self._owner = owner
        self._reader = reader
        self._owning = asyncio.Lock()
        self._reading = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str) -> AsyncIterator[Outbox]:
        """Connect; the lock goes with the connection, so a dead process never keeps it."""
        owner = await connect(dsn)
        try:
            reader = await connect(dsn)
            try:
                # A lost mark only means that an event is sent again under the same id.
                await owner.execute("set synchronous_commit = off")
                yield cls(owner, reader)
            finally:
                await reader.close(timeout=2)
        finally:
            await owner.close(timeout=2)

    @property
    def alive(self) -> bool:
        """Whether both connections still stand."""
        return not (self._owner.is_closed() or self._reader.is_closed())

    async def take_lead(self) -> bool:
        """Become the one active relay, if no other is (polled: waiting would hold a snapshot)."""
        async with self._owning:
            return bool(await self._owner.fetchval("select pg_try_advisory_lock($1)", RELAY_LOCK))

    async def check_lead(self) -> None:
        """Notice a lost connection even while there is nothing to tell."""
        async with self._owning:
            await self._owner.execute("select 1")

    async def after(self, position: int, limit: int) -> list[Entry]:
        """The next entries; positions are drawn in commit order, so none is ever missed."""
        async with self._reading:
            rows = await self._reader.fetch(_AFTER, position, limit)
        return [Entry(*row) for row in rows]

    async def mark(self, acknowledged: Sequence[Acknowledged]) -> None:
        """Remember under which stream sequences entries are stored."""
        positions = [a.position for a in acknowledged]
        seqs, public_seqs = [a.seq for a in acknowledged], [a.public_seq for a in acknowledged]
        async with self._owning:
            await self._owner.execute(_MARK, positions, seqs, public_seqs)

    async def newest(self, audience: Audience, until: int) -> Published | None:
        """The newest acknowledged entry up to a position."""
        async with self._reading:
            row = await self._reader.fetchrow(_NEWEST[audience], until)
        return Published(**row) if row else None

    async def head(self) -> int:
        """The position of the newest entry."""
        async with self._reading:
            return int(await self._reader.fetchval("select coalesce(max(position), 0) from journal"))
