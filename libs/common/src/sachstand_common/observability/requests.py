"""Each request: its trace, its line in the log, its place in the metrics. Pure ASGI, a few microseconds."""

import asyncio
import json
import os
import sys
import time
from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import tracing
from .metrics import METHODS, REQUESTS

NO_ROUTE = "(none)"
_FLUSH_BYTES = 65_536
_FLUSH_SECONDS = 0.2
_UNLOGGED = frozenset({"/livez", "/readyz", "/metrics"})


class RequestLog:
    """Lines of requests. Ordinary reads are written together, what failed or changed something at once."""

    def __init__(self, service: str, descriptor: int | None = None) -> None:
        self._service = json.dumps(service)
        self._descriptor = descriptor
        self._waiting: list[str] = []
        self._size = 0
        self._second = 0
        self._at = ""
        self._quoted: dict[str, str] = {}

    def add(self, method: str, route: str, status: int, seconds: float, trace_id: str) -> None:
        """Log one request: the path as its template, nothing of query, headers or body."""
        name = self._quoted.get(route)
        if name is None:
            name = self._quoted[route] = json.dumps(route)
        line = (
            f'{{"at":"{self._now()}","level":"info","event":"request","service":{self._service},'
            f'"method":"{method}","route":{name},"status":{status},"ms":{seconds * 1000:.2f},'
            f'"trace_id":"{trace_id}"}}\n'
        )
        if not self._waiting:
            asyncio.get_running_loop().call_later(_FLUSH_SECONDS, self.flush)
        self._waiting.append(line)
        self._size += len(line)
        if status >= 400 or method != "GET" or self._size > _FLUSH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            text, self._waiting, self._size = "".join(self._waiting), [], 0
            os.write(sys.stderr.fileno() if self._descriptor is None else self._descriptor, text.encode())

    def _now(self) -> str:
        now = time.time()
        second = int(now)
        if second != self._second:
            self._second, self._at = second, time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
        return f"{self._at}.{int((now - second) * 1000):03d}Z"


class Observed:
    """ASGI middleware, outermost: enters the trace, then counts and logs what became of the request."""

    def __init__(self, app: ASGIApp, service: str, log: RequestLog | None = None) -> None:
        self.app = app
        self.service = service
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Observe one request; the time counts until the response begins, so that streams are comparable."""
        if scope["type"] != "http":
            await self._around_life(scope, receive, send)
            return
        begun = perf_counter()
        method, status, seconds = scope["method"], 499, 0.0
        trace, token = tracing.begin(_traceparent(scope["headers"]))
        scope["trace"] = trace

        async def watched(message: Message) -> None:
            nonlocal status, seconds
            if message["type"] == "http.response.start":
                status, seconds = message["status"], perf_counter() - begun
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            tracing.end(token)
            self._note(scope, method, status, seconds or perf_counter() - begun)

    def _note(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        route = route_of(scope)
        method = method if method in METHODS else "OTHER"
        REQUESTS.add(self.service, method, route, status, seconds)
        if self.log and (route not in _UNLOGGED or status >= 400):
            self.log.add(method, route, status, seconds, scope["trace"].trace_id)

    async def _around_life(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        finally:
            if self.log:
                self.log.flush()


def route_of(scope: Scope) -> str:
    """The template of the path; never the path itself, which holds whatever a client writes there."""
    route: Any = scope.get("route")
    return route if isinstance(route, str) else getattr(route, "path", NO_ROUTE)


def _traceparent(headers: list[tuple[bytes, bytes]]) -> str | None:
    for name, value in headers:
        if name == b"traceparent":
            return value.decode("latin-1")
    return None
