"""How fast events travel: from commit to delivery, and a backlog against bare JetStream of equal durability.

`python -m bench.events` starts a PostgreSQL and a NATS of its own, both durable, and prints the rows.
"""

import asyncio
import json
import statistics
import time
from typing import ClassVar
from uuid import UUID, uuid4

import uvloop
from nats.js.api import AckPolicy, ConsumerConfig

from sachstand_common.clock import SystemClock
from sachstand_common.contracts.base import Event
from sachstand_common.db.connections import connect, make_engine
from sachstand_common.identifiers import new_id
from sachstand_common.journal.works import Works
from sachstand_common.messaging import relay as relays
from sachstand_common.messaging.connection import open_connection
from sachstand_common.messaging.names import stream_name
from sachstand_common.messaging.outbox import Outbox
from sachstand_common.messaging.publishing import Publisher
from sachstand_common.messaging.pull import Pull
from sachstand_common.messaging.relay import Relay
from sachstand_common.messaging.streams import drop_streams, ensure_streams
from sachstand_common.testing.notes import NOTES, Note, make_notes_database
from sachstand_common.testing.servers import Servers
from sachstand_common.testing.waiting import wait_until

from .stack import Row, temporary_servers

RATE, SECONDS, BACKLOG = 200, 10, 10_000
_MAX_BYTES = 2**28
_FILL = """
insert into journal (position, event_id, type, noun, subject_id, version, dating, since, recorded, actor,
                     correlation, patch, data)
select n, gen_random_uuid(), 'note.written', 'note', gen_random_uuid(), 1, 'exact', current_date, now(),
       'bench', gen_random_uuid(), '{}', convert_to('{"text":"' || repeat('x', 400) || '"}', 'UTF8')
from generate_series(1, $1) n
"""


class NoteWritten(Event):
    """A note was written (Notiz)."""

    type: ClassVar[str] = "note.written"
    service: ClassVar[str] = "notes"
    note_id: UUID


class Bench:
    """One database and one subject root, thrown away afterwards."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._nats = servers.nats_url

    async def rows(self) -> list[Row]:
        """Measure everything; takes about half a minute."""
        return [*await self._latency(), *await self._drain(atomic=False), *await self._drain(atomic=True)]

    async def _latency(self) -> list[Row]:
        url, root = self._database(), await self._root()
        works = Works(
            "notes", make_engine(url, pool_size=10, max_overflow=10, pool_timeout=120), SystemClock()
        )
        relay = Relay(url, self._nats, "notes", root)
        works.after_commit(lambda _: relay.wake())
        delivered: dict[str, float] = {}
        tasks = [asyncio.create_task(relay.run()), asyncio.create_task(self._read(root, delivered))]
        await self._write(works, 50)
        await wait_until(lambda: len(delivered) == 50)
        committed = await self._write(works, RATE * SECONDS)
        await wait_until(lambda: committed.keys() <= delivered.keys())
        relay.stop()
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await drop_streams(self._nats, root)
        taken = sorted(1000 * max(0.0, delivered[key] - at) for key, at in committed.items())
        middle, late = statistics.median(taken), taken[int(len(taken) * 0.99)]
        name = f"commit to delivery at {RATE} events/s"
        return [
            Row(f"{name}, p50", f"{middle:.1f} ms", "4 ms"),
            Row(f"{name}, p99", f"{late:.1f} ms", "15 ms quiet, 50 ms noisy"),
        ]

    async def _write(self, works: Works, count: int) -> dict[str, float]:
        """Write notes at the rate, each in a transaction of its own; when each was committed."""
        committed: dict[str, float] = {}

        async def write() -> None:
            note_id = new_id()
            async with works.open() as work:
                work.add(NOTES, Note(str(note_id), "text"), NoteWritten(note_id=note_id), id=note_id)
            committed[str(note_id)] = time.perf_counter()

        start = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                await asyncio.sleep(max(0.0, start + number / RATE - time.perf_counter()))
                group.create_task(write())
        return committed

    async def _read(self, root: str, delivered: dict[str, float]) -> None:
        connection = await open_connection(self._nats, "bench")
        stream = stream_name(root, "INTERNAL")
        config = ConsumerConfig(ack_policy=AckPolicy.NONE, mem_storage=True)
        consumer = await connection.client.jetstream().add_consumer(stream, config)
        try:
            async with Pull(connection, stream, consumer.name) as pull:
                while True:
                    messages = await pull.messages()
                    now = time.perf_counter()
                    delivered.update((m.subject.rpartition(".")[2], now) for m in messages)
        finally:
            await connection.close()

    async def _drain(self, *, atomic: bool) -> list[Row]:
        ours, bare = [], []
        for _ in range(3):
            ours.append(await self._relay_drain(atomic=atomic))
            bare.append(await self._bare_drain(atomic=atomic))
        rate, reference = BACKLOG / statistics.median(ours), BACKLOG / statistics.median(bare)
        kind = "atomic batches" if atomic else "single publishes"
        floor, least = ("0.55", "10,000/s") if atomic else ("0.80", "2,500/s")
        return [
            Row(f"drain of {BACKLOG:,}, {kind}, share of bare", f"{rate / reference:.2f}", floor),
            Row(f"drain of {BACKLOG:,}, {kind}", f"{rate:,.0f}/s (bare {reference:,.0f}/s)", least),
        ]

    async def _relay_drain(self, *, atomic: bool) -> float:
        """Seconds from the start of a relay to the last acknowledged entry of a backlog."""
        url, root = self._database(), await self._root()
        connection = await connect(url)
        await connection.execute(_FILL, BACKLOG)
        await connection.execute("vacuum analyze journal")
        bulk, relays.BULK = relays.BULK, relays.BULK if atomic else 10**9
        relay = Relay(url, self._nats, "notes", root)
        start = time.perf_counter()
        task = asyncio.create_task(relay.run())
        count = "select count(*) = $1 from published"
        await wait_until(lambda: connection.fetchval(count, BACKLOG), 60)
        taken = time.perf_counter() - start
        relay.stop()
        await task
        relays.BULK = bulk
        await connection.close()
        await drop_streams(self._nats, root)
        return taken

    async def _bare_drain(self, *, atomic: bool) -> float:
        """Seconds to publish the same bytes without any database around it."""
        url, root = self._database(), await self._root()
        filling = await connect(url)
        await filling.execute(_FILL, BACKLOG)
        await filling.close()
        connection = await open_connection(self._nats, "bench")
        async with Outbox.open(url) as outbox:
            messages = Publisher(connection, "notes", root)._messages(await outbox.after(0, BACKLOG))
        js = connection.client.jetstream()
        start = time.perf_counter()
        size = 1000 if atomic else 200
        for first in range(0, BACKLOG, size):
            window = messages[first : first + size]
            if not atomic:
                acks = [await js.publish_async(m.subject, m.body, headers=m.headers) for m in window]
                await asyncio.gather(*acks)
                continue
            batch = {"Nats-Batch-Id": str(uuid4())}
            for number, m in enumerate(window, start=1):
                headers = {**m.headers, **batch, "Nats-Batch-Sequence": str(number)}
                if number < size:
                    await connection.client.publish(m.subject, m.body, headers=headers)
            headers["Nats-Batch-Commit"] = "1"
            reply = await connection.client.request(m.subject, m.body, timeout=10, headers=headers)
            assert json.loads(reply.data)["count"] == size
        taken = time.perf_counter() - start
        await connection.close()
        await drop_streams(self._nats, root)
        return taken

    def _database(self) -> str:
        return make_notes_database(self._servers, f"bench_{uuid4().hex[:12]}")

    async def _root(self) -> str:
        root = f"bench{uuid4().hex[:8]}"
        await ensure_streams(self._nats, root, max_bytes=_MAX_BYTES)
        return root


def measure() -> list[Row]:
    """The rows of the report, measured with servers of their own."""
    with temporary_servers() as servers:
        return uvloop.run(Bench(servers).rows())


if __name__ == "__main__":
    for row in measure():
        print(f"{row.name:60} {row.measured:>32}   floor {row.floor}")
