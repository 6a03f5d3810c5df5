"""A whole service inside the test: its own database, real events, requests without a network in between."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from fastapi import FastAPI

from sachstand_common.clock import Clock, FixedClock
from sachstand_common.http.runtime import Runtime
from sachstand_common.messaging.connection import open_connection
from sachstand_common.messaging.names import stream_name
from sachstand_common.security.issuer import LocalIssuer
from sachstand_common.settings import ServiceSettings

from .databases import Database

CreateApp = Callable[[ServiceSettings, Clock], FastAPI]


class ServiceClient(httpx.AsyncClient):
    """Talks to one running service; `app` and `settings` are at hand for a closer look."""

    def __init__(self, app: FastAPI, settings: ServiceSettings) -> None:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        super().__init__(transport=transport, base_url=settings.public_url, timeout=30)
        self.app = app
        self.settings = settings


class StartService(Protocol):
    """``client = await service(create_app, "projects", starter=True)``."""

    async def __call__(self, create_app: CreateApp, name: str, **settings: Any) -> ServiceClient:
        """Start a service with its relay and consumers; further settings replace the usual ones."""
        ...


async def all_told(runtimes: Collection[Runtime], observer_url: str) -> bool:
    """Whether these services wait for nothing, and have told each other all they know."""
    before = await _told(runtimes)
    return before is not None and await _all_heard(runtimes, observer_url) and await _told(runtimes) == before


async def _told(runtimes: Collection[Runtime]) -> list[int] | None:
    """How much each has told, if that is all it has to tell."""
    count = "select array[(select count(*) from journal), (select count(*) from published)]"
    found = [await one.pool.fetchval(count) for one in runtimes]
    return [known for known, _ in found] if all(known == told for known, told in found) else None


async def _all_heard(runtimes: Collection[Runtime], observer_url: str) -> bool:
    """Whether each listens, and has taken in what it was told."""
    for one in runtimes:
        if await one.nats_fault() or await one.starter_fault():
            return False
    connection = await open_connection(observer_url, "sachstand-test", "operator")
    try:
        stream = stream_name(next(iter(runtimes)).settings.subject_root, "INTERNAL")
        consumers = await connection.client.jetstream().consumers_info(stream)
        return not any(one.num_pending or one.num_ack_pending for one in consumers)
    finally:
        await connection.close()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Run an application's lifespan in a task of its own, as a server does."""
    ready, end = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        try:
            async with app.router.lifespan_context(app):
                ready.set()
                await end.wait()
        finally:
            ready.set()

    task = asyncio.create_task(live(), name=f"lifespan of {app.title}")
    await ready.wait()
    if task.done():
        task.result()
    try:
        yield
    finally:
        end.set()
        await task


@pytest.fixture
def service_settings(
    database: Database, nats_url: str, subject_root: str, issuer: LocalIssuer, tmp_path: Path
) -> Callable[..., ServiceSettings]:
    """``service_settings("projects")``: a database, the subjects and the issuer of this test.

    With ``starter=True`` the database has the starter data already, and nobody was told of it yet.
    """

    def make(name: str, **settings: Any) -> ServiceSettings:
        usual = {
            "nats_url": nats_url,
            "subject_root": subject_root,
            "public_url": f"http://{name}.test",
            "data_dir": tmp_path / name,
            "jwks_file": issuer.jwks_file,
            "starter": False,
        }
        url = settings.pop("database_url", None) or database(name, starter=settings.get("starter", False))
        return ServiceSettings(database_url=url, **{**usual, **settings})

    return make


@pytest.fixture
async def service(
    service_settings: Callable[..., ServiceSettings], clock: FixedClock
) -> AsyncIterator[StartService]:
    """Starts services; they stop with the test."""
    async with AsyncExitStack() as stack:

        async def start(create_app: CreateApp, name: str, **settings: Any) -> ServiceClient:
            chosen = service_settings(name, **settings)
            app = create_app(chosen, clock)
            await stack.enter_async_context(lifespan(app))
            return await stack.enter_async_context(ServiceClient(app, chosen))

        yield start
