"""What a running service holds: its database, its relay and consumer, its cache, its jobs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import structlog

from ..clock import Clock
from ..db.connections import LOST, Pool, make_engine, make_pool
from ..journal.starter import Progress, Starter, apply_starter
from ..journal.works import Works
from ..messaging.consumer import Consumer
from ..messaging.deadletters import count_dead_letters
from ..messaging.handlers import Handlers
from ..messaging.relay import Relay
from ..settings import ServiceSettings
from ..waiting import came
from .cache import ResponseCache

Job = Callable[["Runtime"], Awaitable[None]]
_RETRY = 5.0
_log = structlog.get_logger()


class Runtime:
    """The parts of one service process; they exist while `running`."""

    pool: Pool
    works: Works
    relay: Relay

    def __init__(
        self,
        name: str,
        settings: ServiceSettings,
        clock: Clock,
        handlers: Handlers,
        jobs: tuple[Job, ...] = (),
        starter: Starter | None = None,
    ) -> None:
        self.name = name
        self.settings = settings
        self.clock = clock
        self.handlers = handlers
        self.jobs = jobs
        self.starter = starter if settings.starter else None
        self.progress = Progress()
        self.public_url = settings.public_url.rstrip("/")
        self.cache = ResponseCache(settings.cache_bytes, settings.cache_seconds)
        self.consumer: Consumer | None = None
        self._committed = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start everything, and stop it in the reverse order."""
        async with AsyncExitStack() as stack:
            engine = make_engine(self.settings.database_url, pool_size=10, max_overflow=0, pool_pre_ping=True)
            stack.push_async_callback(engine.dispose)
            self.pool = await make_pool(self.settings.database_url)
            stack.push_async_callback(self.pool.close)
            self.works = Works(self.name, engine, self.clock)
            self._start_messaging(stack)
            for job in self.jobs:
                self._background(stack, job(self))
            if self.starter:
                self._background(stack, self._load(self.starter))
            yield

    def _start_messaging(self, stack: AsyncExitStack) -> None:
        settings = self.settings
        self.relay = Relay(settings.database_url, settings.nats_url, self.name, settings.subject_root)
        self.works.after_commit(self.cache.invalidate)
        self.works.after_commit(lambda _: self._wake())
        self._background(stack, self.relay.run(), stop=self.relay.stop)
        if self.handlers.all():
            self.consumer = Consumer(
                settings.nats_url, self.name, settings.subject_root, self.handlers, self.works
            )
            self._background(stack, self.consumer.run(), stop=self.consumer.stop)

    async def database_fault(self) -> str | None:
        """What is wrong with the own database; without it the service is not ready."""
        await self.pool.fetchval("select 1")
        return None

    async def nats_fault(self) -> str | None:
        """What is missing of NATS; writes go on without it. A relay in waiting misses nothing."""
        relay = await self.relay.status()
        consumer = await self.consumer.status() if self.consumer else None
        if relay.denied or (consumer and consumer.denied):
            return f"this user may not do all it has to, see the log; {relay.backlog} events wait"
        if relay.active and not relay.connected:
            return f"not connected; {relay.backlog} events wait"
        return "not listening" if consumer and not consumer.connected else None

    async def starter_fault(self) -> str | None:
        """How far the starter data is while it is not all loaded."""
        progress = self.progress
        if self.starter is None or progress.state == "loaded":
            return None
        return f"{progress.state} {progress.applied} of {progress.total}"

    async def dead_letters_fault(self) -> str | None:
        """What others have told this service that it could not take, so that it may miss it."""
        with suppress(*LOST):  # of its database the service speaks itself
            count = await count_dead_letters(self.pool)
            return f"{count} open, see `sachstand events dlq list`" if count else None
        return None

    def _wake(self) -> None:
        self.relay.wake()
        self._committed.set()
        self._committed = asyncio.Event()

    async def committed(self, seconds: float) -> None:
        """Wait for the next commit of this process, at most so long."""
        await came(self._committed, seconds)

    def _background(
        self,
        stack: AsyncExitStack,
        work: Coroutine[Any, Any, None] | Awaitable[None],
        stop: Callable[[], None] | None = None,
    ) -> None:
        task = asyncio.ensure_future(work)

        async def end() -> None:
            if stop:
                stop()
                await asyncio.wait([task], timeout=5)
            while not task.done():  # a library may swallow a cancellation that meets its own result
                task.cancel()
                await asyncio.wait([task], timeout=1)

        task.add_done_callback(_report)
        stack.push_async_callback(end)

    async def _load(self, starter: Starter) -> None:
        while self.progress.state != "loaded":
            try:
                await apply_starter(starter, self.works, self.progress)
            except Exception as error:
                self.progress.state, self.progress.error = "failed", type(error).__name__
                _log.exception("starter data could not be loaded", applied=self.progress.applied)
                await asyncio.sleep(_RETRY)


def _report(task: "asyncio.Future[None]") -> None:
    if not task.cancelled() and task.exception() is not None:
        _log.error("background task ended", exc_info=task.exception())
