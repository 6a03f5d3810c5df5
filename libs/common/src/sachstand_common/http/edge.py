"""The outside of every service: problems, headers, limits, health, metrics."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from ..observability.health import health_router
from ..observability.metrics import SAMPLED, show_metrics
from ..observability.requests import Observed, RequestLog
from ..settings import ServiceSettings
from .headers import EdgeHeaders
from .limits import BodyLimit, RateLimit
from .problems import ProblemBoundary, Problems, add_problem_handlers
from .runtime import Runtime

Layer = tuple[Callable[..., ASGIApp], dict[str, Any]]


def layers(settings: ServiceSettings, service: str, larger: Mapping[str, int] | None = None) -> list[Layer]:
    """The middlewares of an edge, outermost first; `larger` names paths that take larger bodies."""
    limited: list[Layer] = [(RateLimit, {"per_minute": settings.rate_limit})] if settings.rate_limit else []
    return [
        (Observed, {"service": service, "log": RequestLog(service)}),
        (EdgeHeaders, {"https": settings.public_url.startswith("https:")}),
        (ProblemBoundary, {"problems": Problems(settings.public_url)}),
        *limited,
        (BodyLimit, {"limit": settings.max_body, "larger": larger}),
    ]


def edged(
    app: ASGIApp, settings: ServiceSettings, service: str, larger: Mapping[str, int] | None = None
) -> ASGIApp:
    """Any ASGI application with the edge around it."""
    for kind, options in reversed(layers(settings, service, larger)):
        app = kind(app, **options)
    return app


def add_middleware(
    app: FastAPI, settings: ServiceSettings, service: str, larger: Mapping[str, int] | None = None
) -> None:
    """Problems, headers, limits, metrics; middlewares that were added before stand inside of these."""
    add_problem_handlers(app, Problems(settings.public_url))
    for kind, options in reversed(layers(settings, service, larger)):
        app.add_middleware(kind, **options)
    app.add_route("/metrics", show_metrics, include_in_schema=False)


def add_edge(app: FastAPI, runtime: Runtime, larger: Mapping[str, int] | None = None) -> None:
    """Give a service all of its edge, its health and its sampled numbers included."""
    add_middleware(app, runtime.settings, runtime.name, larger)
    needed = {"database": partial(_database, runtime)}
    missed = {"nats": partial(_nats, runtime), "starter": partial(_starter, runtime)}
    app.include_router(health_router(needed, missed))
    for name, meaning, source in _SAMPLES:
        SAMPLED.watch(name, meaning, runtime.name, partial(source, runtime))


async def _database(runtime: Runtime) -> None:
    """Without its own database a service is not ready."""
    await runtime.pool.fetchval("select 1", timeout=1.5)


async def _nats(runtime: Runtime) -> str | None:
    """Writes go on without NATS; events wait. A relay that is not active needs no connection."""
    relay = await runtime.relay.status()
    if relay.error or (relay.active and not relay.connected):
        return f"not connected, {relay.backlog} changes wait to be announced"
    if runtime.consumer is None:
        return None
    consumer = await runtime.consumer.status()
    if not consumer.connected:
        return "not connected, events of other services wait"
    return f"{consumer.gaps} subjects wait for a version that is missing" if consumer.gaps else None


async def _starter(runtime: Runtime) -> str | None:
    """How far the starter data is, while it is not all loaded."""
    progress = runtime.progress
    if runtime.starter is None or progress.state == "loaded":
        return None
    return f"{progress.state}, {progress.applied} of {progress.total}"


def _pool_size(runtime: Runtime) -> float:
    return runtime.pool.get_size()


def _pool_idle(runtime: Runtime) -> float:
    return runtime.pool.get_idle_size()


_SAMPLES = (
    ("sachstand_db_pool_connections", "Connections of the read pool", _pool_size),
    ("sachstand_db_pool_idle", "Idle connections of the read pool", _pool_idle),
)
