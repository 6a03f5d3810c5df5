"""A publisher of notes, a listener with a database of its own, and a NATS that may be killed."""

import asyncio
import contextlib
import json
import shutil
import signal
import subprocess
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest

from sachstand_common.clock import SystemClock
from sachstand_common.contracts.base import Event
from sachstand_common.db.connections import make_engine, make_pool
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.works import Works
from sachstand_common.messaging.connection import open_connection
from sachstand_common.messaging.consumer import Consumer
from sachstand_common.messaging.handlers import Handlers
from sachstand_common.messaging.relay import Relay
from sachstand_common.messaging.streams import ensure_streams
from sachstand_common.messaging.tail import Tail
from sachstand_common.testing.notes import NOTES, Note, make_notes_database
from sachstand_local.engines import wait_ready
from sachstand_local.nats import Nats
from sachstand_local.processes import spawn


class NoteWritten(Event):
    """A note was written (Notiz)."""

    type: ClassVar[str] = "note.written"
    service: ClassVar[str] = "notes"
    note_id: UUID
    text: str


@dataclass
class Writer:
    """The service of notes: every write is one transaction, then the relay is woken."""

    works: Works
    pool: Any
    relays: list[Relay] = field(default_factory=list)

    async def write(self, key: str, text: str = "1", **values: Any) -> UUID:
        note_id = new_id()
        async with self.works.open() as work:
            event = NoteWritten(note_id=note_id, text=text)
            work.add(NOTES, Note(key, text, **values), event, Fact(), note_id)
        return note_id

    async def rewrite(self, note_id: UUID, text: str, **values: Any) -> None:
        async with self.works.open() as work:
            held = await work.get(NOTES, note_id)
            state = replace(held.state, text=text, **values)
            work.change(held, state, NoteWritten(note_id=note_id, text=text))

    async def backlog(self) -> int:
        return await self.pool.fetchval(
            "select count(*) from journal left join published using (position) where seq is null"
        )

    async def told(self) -> bool:
        return await self.backlog() == 0

    def wake(self) -> None:
        for relay in self.relays:
            relay.wake()


@contextlib.asynccontextmanager
async def _database(servers, service):
    name = f"test_{service}_{uuid4().hex[:12]}"
    url = make_notes_database(servers, name)
    engine, pool = make_engine(url), await make_pool(url, size=3)
    works = Works(service, engine, SystemClock())
    yield url, works, pool
    await engine.dispose()
    await pool.close()
    admin = await make_pool(servers.database_url("postgres", "postgres"), size=1)
    await admin.execute(f'drop database "{name}" with (force)')
    await admin.close()


@pytest.fixture
async def writer(servers):
    async with _database(servers, "notes") as (url, works, pool):
        made = Writer(works, pool)
        works.url = url
        works.after_commit(lambda _: made.wake())
        yield made


@pytest.fixture
async def start_relay(writer, nats_url, subject_root):
    tasks = []

    def start(url=nats_url, root=subject_root):
        relay = Relay(writer.works.url, url, "notes", root)
        writer.relays.append(relay)
        task = asyncio.create_task(relay.run())
        tasks.append((relay, task))
        return relay, task

    yield start
    for relay, task in tasks:
        relay.stop()
        await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), 10)


@dataclass
class Listener:
    """A service that keeps what it heard: every text of every note, in the order of handling."""

    works: Works
    pool: Any
    handlers: Handlers = field(default_factory=Handlers)
    heard: list[tuple[UUID, str]] = field(default_factory=list)
    refuse: Any = None

    def __post_init__(self) -> None:
        @self.handlers.on(NoteWritten)
        async def keep(work, event):
            if self.refuse:
                await self.refuse(work, event)
            known = await work.find(NOTES, key=str(event.note_id))
            if known is None:
                work.add(NOTES, Note(str(event.note_id), event.text))
            else:
                work.change(known, replace(known.state, text=known.state.text + "," + event.text))
            self.heard.append((event.note_id, event.text))

    async def kept(self) -> dict[str, str]:
        rows = await self.pool.fetch("select key, state from note")
        return {row["key"]: json.loads(row["state"])["text"] for row in rows}


@pytest.fixture
async def listener(servers):
    async with _database(servers, "listener") as (_, works, pool):
        yield Listener(works, pool)


@pytest.fixture
async def start_consumer(listener, nats_url, subject_root):
    tasks = []

    def start(url=nats_url, root=subject_root):
        consumer = Consumer(url, "listener", root, listener.handlers, listener.works)
        task = asyncio.create_task(consumer.run())
        tasks.append((consumer, task))
        return consumer, task

    yield start
    for consumer, task in tasks:
        consumer.stop()
        await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), 10)


@pytest.fixture
async def start_tail(nats_url, subject_root):
    """Collect what a stream tells, from its start."""
    tasks = []

    def start(audience="internal", url=nats_url, root=subject_root, after=0):
        told = []

        async def collect():
            async for one in Tail(url, root, audience).events(after=after):
                told.append(one)

        tasks.append(asyncio.create_task(collect()))
        return told

    yield start
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class Broker:
    """A NATS of this test alone: it can be killed, started again and lose everything."""

    root = "broken"

    def __init__(self, home) -> None:
        self._nats = Nats(home, durable=False)
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return self._nats.url

    def start(self) -> None:
        self._nats.prepare()
        log = self._nats.home / "nats.log"
        with log.open("ab") as output:
            self._process = spawn(self._nats.program(), output)
        wait_ready(self._nats, log, lambda: self._process.poll() is None)

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def wipe(self) -> None:
        shutil.rmtree(self._nats.home / "jetstream", ignore_errors=True)

    async def make_streams(self) -> None:
        await ensure_streams(self.url, self.root, max_bytes=2**25)


@pytest.fixture
async def broker(tmp_path):
    made = Broker(tmp_path / "nats")
    await made.make_streams()
    yield made
    made.kill()


@pytest.fixture
async def js(nats_url):
    connection = await open_connection(nats_url, "test")
    yield connection.client.jetstream()
    await connection.close()
