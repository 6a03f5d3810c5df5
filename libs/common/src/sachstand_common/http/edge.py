"""The outside of every service: one pure ASGI middleware, because each further one costs on every answer."""

from collections.abc import Mapping
from time import perf_counter

from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..observability.metrics import REQUESTS, SAMPLED, show_metrics
from ..observability.requests import RequestLog, route_of
from ..observability.tracing import begin, end
from ..settings import ServiceSettings
from .headers import Headers, asked, without_body
from .limits import BodyLimit, RateLimit
from .problems import Problems, add_problem_handlers
from .runtime import Runtime


class Edge:
    """Enters the trace, completes headers, turns errors into problems, counts and logs what was answered.

    The time of a request counts until its response begins, so that streams can be compared.
    """

    def __init__(self, app: ASGIApp, settings: ServiceSettings, service: str) -> None:
        self.app = app
        self.service = service
        self.headers = Headers(https=settings.public_url.startswith("https:"), trusted=settings.origins())
        self.problems = Problems(settings.public_url)
        self.log = RequestLog(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the life of the application."""
        if scope["type"] != "http":
            await self._live(scope, receive, send)
            return
        begun, status, seconds = perf_counter(), 0, 0.0
        method, known = scope["method"], asked(scope["headers"])
        trace, token = begin(known.get(b"traceparent"))
        added = self.headers.of(method, known, trace)

        async def answer(message: Message) -> None:
            nonlocal status, seconds
            if message["type"] == "http.response.start":
                status, seconds = message["status"], perf_counter() - begun
                self.headers.complete(message, added)
            await send(message)

        reply: Send = answer
        try:
            if method == "OPTIONS" and b"access-control-request-method" in known:
                await self.headers.preflight(known, reply)
                return
            if method == "HEAD":
                scope = {**scope, "method": "GET"}  # the server must know that no body follows
                receive, reply = without_body(receive, answer)
            await self.app(scope, receive, reply)
        except Exception as error:
            if not status:
                await self.problems.of(Request(scope, receive), error)(scope, receive, reply)
            elif method != "HEAD":
                raise
        finally:
            end(token)
            route = route_of(scope)
            REQUESTS.add(self.service, method, route, status, seconds)
            self.log.add(method, route, status, seconds, trace.trace_id)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        finally:
            self.log.flush()


def edged(
    app: ASGIApp, settings: ServiceSettings, service: str, larger: Mapping[str, int] | None = None
) -> ASGIApp:
    """Any ASGI application with limits and edge around it; `larger` names paths that take larger bodies."""
    app = BodyLimit(app, settings.max_body, larger)
    if settings.rate_limit:
        app = RateLimit(app, settings.rate_limit)
    return Edge(app, settings, service)


def add_middleware(
    app: FastAPI, settings: ServiceSettings, service: str, larger: Mapping[str, int] | None = None
) -> None:
    """Give a FastAPI application its edge; middlewares that were added before stand inside of it."""
    add_problem_handlers(app, Problems(settings.public_url))
    app.add_middleware(edged, settings=settings, service=service, larger=larger)
    app.add_route("/metrics", show_metrics, include_in_schema=False)


def watch(runtime: Runtime) -> None:
    """Show the numbers of a service that are asked only when somebody looks."""

    def size() -> float:
        return runtime.pool.get_size()

    def idle() -> float:
        return runtime.pool.get_idle_size()

    SAMPLED.watch("sachstand_db_pool_connections", "Connections of the read pool", runtime.name, size)
    SAMPLED.watch("sachstand_db_pool_idle", "Idle connections of the read pool", runtime.name, idle)
