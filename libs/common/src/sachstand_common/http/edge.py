"""The outside of every service: problems, headers, limits, health, metrics."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

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


def watch(runtime: Runtime) -> None:
    """Show the numbers of a service that are asked only when somebody looks."""

    def size() -> float:
        return runtime.pool.get_size()

    def idle() -> float:
        return runtime.pool.get_idle_size()

    SAMPLED.watch("sachstand_db_pool_connections", "Connections of the read pool", runtime.name, size)
    SAMPLED.watch("sachstand_db_pool_idle", "Idle connections of the read pool", runtime.name, idle)
