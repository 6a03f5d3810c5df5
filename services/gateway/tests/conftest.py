"""Servers on real sockets: services as plain ASGI functions, and the gateway in front of them."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from hypothesis import settings as hypothesis_settings
from starlette.types import ASGIApp

from sachstand_common.clock import Clock
from sachstand_gateway.app import assemble, outside
from sachstand_gateway.settings import GatewaySettings

hypothesis_settings.register_profile("gateway", deadline=None)
hypothesis_settings.load_profile("gateway")

SERVICES = ("projects", "governance", "ratsinfo", "dms-tracker")


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


def free_socket() -> socket.socket:
    found = socket.socket(proto=socket.IPPROTO_TCP)
    found.bind(("127.0.0.1", 0))
    return found


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, sock: socket.socket | None = None, **more: Any) -> AsyncIterator[str]:
    sock = sock or free_socket()
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1, **more)
    server = _Server(config)
    task = asyncio.create_task(server.serve([sock]))
    while not server.started:
        assert not task.done(), task.result()
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


class FakeService:
    """A service: its document, and one function that answers everything else."""

    def __init__(self, name: str, *paths: str, methods: str = "get") -> None:
        self.name = name
        self.requests: list[dict[str, Any]] = []
        self.answer: Callable[..., Awaitable[None]] | None = None
        operations = {m: {"operationId": f"{name}_{m}", "responses": {}} for m in methods.split()}
        self.document: dict[str, Any] = {
            "openapi": "3.1.0",
            "info": {"title": name, "version": "1"},
            "paths": {
                path: {m: {**o, "operationId": f"{m} {path}"} for m, o in operations.items()}
                for path in paths
            },
        }

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return
        if scope["path"] == "/openapi.json":
            await self.reply(send, json.dumps(self.document).encode())
            return
        if scope["query_string"] == b"limit=1":
            await self.reply(send, b"{}", x_event_position="0")
            return
        self.requests.append({**scope, "header": dict(scope["headers"])})
        assert self.answer is not None
        await self.answer(scope, receive, send)

    @staticmethod
    async def reply(send: Any, body: bytes, status: int = 200, **headers: str) -> None:
        listed = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
        listed.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": status, "headers": listed})
        await send({"type": "http.response.body", "body": body})


class Town:
    """Some services and the gateway before them."""

    def __init__(self, stack: AsyncExitStack, data_dir: Path, clock: Clock) -> None:
        self._stack, self._data_dir, self._clock = stack, data_dir, clock
        self.base = ""

    async def open(
        self, *services: FakeService, gone: tuple[str, ...] = (), **settings: Any
    ) -> httpx.AsyncClient:
        there = {service.name: service for service in services}
        there |= {name: FakeService(name) for name in SERVICES if name not in there and name not in gone}
        base = await self._stack.enter_async_context(serving(_by_first_segment(there), lifespan="off"))
        urls = {name: f"{base}/{name}" if name in there else "http://127.0.0.1:1" for name in SERVICES}
        for key in [key for key in settings if key.endswith("_url") and key != "nats_url"]:
            urls[key.removesuffix("_url").replace("_", "-")] = settings.pop(key)
        named = {f"{name.replace('-', '_')}_url": url for name, url in urls.items()}
        made = GatewaySettings(
            data_dir=self._data_dir, **{"nats_url": "nats://127.0.0.1:1", **settings}, **named
        )
        entrance = assemble(made, self._clock)
        self.parts = entrance.own.state.parts
        self.answers = self.parts.answers
        self.base = await self._stack.enter_async_context(serving(outside(entrance, made), lifespan="on"))
        return await self._stack.enter_async_context(httpx.AsyncClient(base_url=self.base, timeout=20))


def _by_first_segment(services: dict[str, FakeService]) -> ASGIApp:
    """Several services on one socket: /projects/v1/… goes to projects as /v1/…"""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        name = scope["path"].split("/")[1]
        cut = len(name) + 1
        inner = {**scope, "path": scope["path"][cut:], "raw_path": scope["raw_path"][cut:]}
        await services[name](inner, receive, send)

    return app


@pytest.fixture
def fake_service() -> type[FakeService]:
    return FakeService


@pytest.fixture
async def town(tmp_path: Path, clock: Clock) -> AsyncIterator[Town]:
    async with AsyncExitStack() as stack:
        yield Town(stack, tmp_path, clock)
