"""The line that each request leaves in the log, and the name of its route."""

import asyncio
import json
import os
import sys
import time
from typing import Any

from starlette.types import Scope

from .metrics import METHODS

NO_ROUTE = "(none)"
_FLUSH_BYTES = 65_536
_FLUSH_SECONDS = 0.2
_UNLOGGED = frozenset({"/livez", "/readyz", "/metrics", "/v1/status"})


class RequestLog:
    """Lines of requests. Ordinary reads are written together, what failed or changed something at once.

    A line is put together by hand: structlog takes as long for it as a cached answer takes altogether.
    """

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
        if route in _UNLOGGED and status < 400:
            return
        name = self._quoted.get(route)
        if name is None:
            name = self._quoted[route] = json.dumps(route)
        line = (
            f'{{"at":"{self._now()}","level":"info","event":"request","service":{self._service},'
            f'"method":"{method if method in METHODS else "OTHER"}","route":{name},"status":{status},'
            f'"ms":{seconds * 1000:.2f},"trace_id":"{trace_id}"}}\n'
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


def route_of(scope: Scope) -> str:
    """The template of the path; never the path itself, which holds whatever a client writes there."""
    route: Any = scope.get("route")
    return route if isinstance(route, str) else getattr(route, "path", NO_ROUTE)
