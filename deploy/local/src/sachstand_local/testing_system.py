"""The whole system inside a test: four services and the gateway, on sockets of their own, in one loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import httpx
import pytest
import uvicorn

from sachstand_common.clock import FixedClock
from sachstand_common.http.runtime import Runtime
from sachstand_common.settings import ServiceSettings
from sachstand_common.testing.services import all_told
from sachstand_common.testing.waiting import wait_until

from .settings import GATEWAY, SERVICES, package

MakeSettings = Callable[..., ServiceSettings]
_DOCUMENTS: dict[str, dict[str, Any]] = {}
"""What each service says of itself to the gateway: the same in every test, and costly to make."""


@dataclass
class System:
    """A running system: ask the gateway as the world does, or a service directly."""

    clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    settings: dict[str, ServiceSettings] = field(default_factory=dict)
    runtimes: list[Runtime] = field(default_factory=list)
    observer_url: str = ""

    @property
    def gateway(self) -> httpx.AsyncClient:
        """The outside."""
        return self.clients[GATEWAY]

    def __getitem__(self, service: str) -> httpx.AsyncClient:
        return self.clients[service]

    async def loaded(self) -> bool:
        """Whether no service misses anything: starter data, NATS, what others have to tell."""
        return await all_told(self.runtimes, self.observer_url)


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to pytest."""
        yield


@asynccontextmanager
async def serving(app: Any, listener: socket.socket) -> AsyncIterator[None]:
    """Serve an application on a socket that is bound already."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=2
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    await wait_until(lambda: server.started or task.done(), 30)
    if task.done():
        task.result()
        raise RuntimeError(f"{app} did not start")
    try:
        yield
    finally:
        server.should_exit = True
        await task


def _bound() -> tuple[socket.socket, str]:
    listener = socket.socket(proto=socket.IPPROTO_TCP)  # else asyncio does not switch off Nagle's delay
    listener.bind(("127.0.0.1", 0))
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


@dataclass
class _Builder:
    make_settings: MakeSettings
    clock: FixedClock
    stack: AsyncExitStack
    system: System

    async def start(self, name: str, url: str, listener: socket.socket, settings: ServiceSettings) -> None:
        app = import_module(f"{package(name)}.app").create_app(settings, self.clock)
        await self.stack.enter_async_context(serving(app, listener))
        if name != GATEWAY:
            self.system.runtimes.append(app.state.runtime)
            app.openapi_schema = _DOCUMENTS[name] = _DOCUMENTS.get(name) or app.openapi()
        client = httpx.AsyncClient(base_url=url, timeout=30, verify=False)  # noqa: S501 - http only, and cheaper
        self.system.clients[name] = await self.stack.enter_async_context(client)
        self.system.settings[name] = settings

    async def build(self) -> System:
        bound = {name: _bound() for name in (*SERVICES, GATEWAY)}
        public = bound[GATEWAY][1]
        for name in SERVICES:
            settings = self.make_settings(name, starter=True, public_url=public)
            await self.start(name, bound[name][1], bound[name][0], settings)
        await self.start(GATEWAY, public, bound[GATEWAY][0], self._gateway_settings(bound, public))
        return self.system

    def _gateway_settings(self, bound: dict[str, tuple[socket.socket, str]], public: str) -> ServiceSettings:
        made = self.make_settings(GATEWAY, database_url="none", public_url=public)
        kind: type[ServiceSettings] = import_module("sachstand_gateway.settings").GatewaySettings
        urls = {f"{name.replace('-', '_')}_url": bound[name][1] for name in SERVICES}
        return kind(**{**made.model_dump(), **urls})


@pytest.fixture
async def city(service_settings: MakeSettings, clock: FixedClock, observer_url: str) -> AsyncIterator[System]:
    """All services and the gateway, with the starter data of both cities loaded and told to everybody."""
    async with AsyncExitStack() as stack:
        built = await _Builder(service_settings, clock, stack, System(observer_url=observer_url)).build()
        await wait_until(built.loaded, 120)
        yield built
