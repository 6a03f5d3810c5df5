"""The relay: tells NATS what the journal holds, in the journal's order, until it is acknowledged."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import structlog
from nats.errors import Error as NatsError

from ..contracts.base import AUDIENCES
from ..waiting import came
from . import metrics
from .cloudevents import Entry
from .connection import Denials, Lost, open_connection
from .outbox import Outbox
from .pipeline import Pipeline
from .publishing import Outcome, Publisher, Refused
from .reconcile import floor
from .streams import StreamsMissing
from .watch import StreamWatch

_log = structlog.get_logger(__name__)
WINDOW = 200
BULK = 1000
POLL_SECONDS = 1.0
_LONGEST_PAUSE = 1.0


@dataclass(frozen=True)
class RelayStatus:
    """How far the telling is behind the recording."""

    connected: bool
    active: bool
    backlog: int
    oldest: datetime | None
    error: str | None
    denied: bool = False


class Relay:
    """Publishes the journal of one service database; of several relays one is active, the others wait."""

    def __init__(self, dsn: str, nats_url: str, service: str, subject_root: str = "sachstand") -> None:
        self._dsn = dsn
        self._nats_url = nats_url
        self._service = service
        self._root = subject_root
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._cursor = 0
        self._head = 0
        self._bulk = False
        self._watch: StreamWatch
        self._oldest: datetime | None = None
        self._active = False
        self._connected = False
        self._error: str | None = None
        self._denials = Denials()

    def wake(self) -> None:
        """Say that something was committed in this process."""
        self._woken.set()

    def stop(self) -> None:
        """End `run` after the window under way (a task that publishes must not be cancelled)."""
        self._stopping.set()
        self._woken.set()

    async def status(self) -> RelayStatus:
        """What is known without asking anybody; at most a poll old."""
        backlog = max(0, self._head - self._cursor)
        oldest = self._oldest if backlog else None
        return RelayStatus(self._connected, self._active, backlog, oldest, self._error, self._denials.recent)

    async def run(self) -> None:
        """Publish until `stop`; every fault is logged, waited out and tried again."""
        pause = 0.05
        while not self._stopping.is_set():
            try:
                async with Outbox.open(self._dsn) as outbox:
                    pause = 0.05
                    await self._serve(outbox)
            except Exception as error:
                self._failed(error)
                await self._rest(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            finally:
                self._active = self._connected = False

    async def _serve(self, outbox: Outbox) -> None:
        """Wait for the lead, then publish as long as the database connection stands."""
        while not self._stopping.is_set() and not await outbox.take_lead():
            await self._survey(outbox)
            await self._rest(POLL_SECONDS)
        self._active = True
        pause = 0.05
        while not self._stopping.is_set():
            before = self._cursor
            try:
                await self._publish_over_one_connection(outbox)
            except (NatsError, OSError, TimeoutError, StreamsMissing) as error:
                if not outbox.alive:
                    raise
                self._failed(error)
                pause = 0.05 if self._cursor > before else min(2 * pause, _LONGEST_PAUSE)
                await self._survey(outbox)
                await self._rest(pause)
            finally:
                self._connected = False

    async def _publish_over_one_connection(self, outbox: Outbox) -> None:
        connection = await open_connection(self._nats_url, "sachstand-relay", self._service, self._denials)
        connection.on_loss(self._woken.set)
        pipeline = Pipeline(outbox)
        try:
            publisher = Publisher(connection, self._service, self._root)
            js = connection.client.jetstream()
            self._watch = StreamWatch(js, self._root)
            for audience in reversed(AUDIENCES):
                publisher.floors[audience] = await floor(outbox, js, self._root, audience)
            self._cursor = await self._start(outbox, publisher)
            self._head = await outbox.head()
            self._connected, self._error = True, None
            _log.info("relay_connected", service=self._service, cursor=self._cursor)
            while not self._stopping.is_set():
                await self._step(outbox, publisher, pipeline)
                if not connection.alive:
                    raise Lost("the connection to NATS broke")
        finally:
            await pipeline.close()
            await connection.close()

    async def _start(self, outbox: Outbox, publisher: Publisher) -> int:
        """Where to go on: behind the last position that both streams hold."""
        floors = publisher.floors
        newest_public = await outbox.newest("public", 2**62)
        if newest_public is None or newest_public.position == floors["public"]:
            return floors["internal"]
        return min(floors.values())

    async def _step(self, outbox: Outbox, publisher: Publisher, pipeline: Pipeline) -> None:
        """Tell the next entries, or wait until there are some."""
        self._woken.clear()
        self._bulk = self._bulk or self._head - self._cursor > BULK
        limit = BULK if self._bulk else WINDOW
        entries, fresh = await pipeline.entries(self._cursor, limit)
        if len(entries) == limit:
            pipeline.read_ahead(entries[-1].position, limit)
        if entries:
            await self._publish(publisher, pipeline, entries)
        if len(entries) == limit:
            self._head = max(self._head, self._cursor) if self._bulk else await outbox.head()
            return
        self._bulk = False
        if fresh:
            self._head, self._oldest = self._cursor, None
            await self._await_work(outbox, pipeline)

    async def _publish(self, publisher: Publisher, pipeline: Pipeline, entries: list[Entry]) -> None:
        """Publish entries, remember the acknowledged prefix, then raise what stopped the rest."""
        self._head = max(self._head, entries[-1].position)
        self._oldest = entries[0].recorded
        outcome = await self._send(publisher, entries)
        if outcome.acknowledged:
            await publisher.forget(entries[: len(outcome.acknowledged)])
            self._cursor = outcome.acknowledged[-1].position
            await pipeline.mark(outcome.acknowledged)
            metrics.PUBLISHED.labels(self._service).inc(len(outcome.acknowledged))
        metrics.BACKLOG.labels(self._service).set(self._head - self._cursor)
        if outcome.error is not None:
            raise Lost(f"not acknowledged: {outcome.error!r}") from outcome.error

    async def _send(self, publisher: Publisher, entries: list[Entry]) -> Outcome:
        if len(entries) > WINDOW:
            try:
                return Outcome(await publisher.batch(entries))
            except Refused as refusal:
                _log.info("batch_refused", service=self._service, reason=str(refusal))
        acknowledged = []
        for start in range(0, len(entries), WINDOW):
            outcome = await publisher.window(entries[start : start + WINDOW])
            acknowledged += outcome.acknowledged
            if outcome.error is not None:
                return Outcome(acknowledged, outcome.error)
        return Outcome(acknowledged)

    async def _await_work(self, outbox: Outbox, pipeline: Pipeline) -> None:
        """Wait to be woken; after a poll's time look whether the database connection still stands."""
        if await came(self._woken, POLL_SECONDS):
            return
        await pipeline.settle()
        await outbox.check_lead()
        await self._watch.look()

    async def _survey(self, outbox: Outbox) -> None:
        """Keep the status true while nothing can be published."""
        self._head = await outbox.head()
        if not self._active:
            newest = await outbox.newest("internal", 2**62)
            self._cursor = newest.position if newest else 0
        waiting = await outbox.after(self._cursor, 1) if self._head > self._cursor else []
        self._oldest = waiting[0].recorded if waiting else None
        waiting = await outbox.after(self._cursor, 1)
        self._oldest = waiting[0].recorded if waiting else None
        metrics.BACKLOG.labels(self._service).set(self._head - self._cursor)

    async def _rest(self, seconds: float) -> None:
        """A pause that `stop` cuts short."""
        await came(self._stopping, seconds)

    def _failed(self, error: Exception) -> None:
        text = str(error) or repr(error)
        if text != self._error:
            _log.warning("relay_interrupted", service=self._service, error=text)
        self._error = text
