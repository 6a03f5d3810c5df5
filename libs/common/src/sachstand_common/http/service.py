"""Builds a service: one readable declaration in, one FastAPI application out."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import MetaData

from ..clock import Clock
from ..journal.resource import Resource
from ..journal.starter import Starter
from ..messaging.handlers import Handlers
from ..observability.health import health_router
from ..observability.logs import configure_logging
from ..observability.tracing import telemetry
from ..oparl.forms import PREFIX
from ..security.access import required_roles
from ..security.authentication import Authentication
from ..security.oidc import token_verifier
from ..settings import ServiceSettings, service_settings
from .caching import CacheMiddleware
from .catalogue import add_problem_catalogue
from .changes import changes_router
from .commands import UNSAFE
from .document import document
from .edge import add_middleware, watch
from .fast import FastReads
from .runtime import Job, Runtime
from .search import search_router


@dataclass(frozen=True)
class Service:
    """What a service consists of; its `app.py` is a table of contents made of this."""

    name: str
    title: str
    description: str
    metadata: MetaData
    resources: tuple[Resource[Any], ...]
    routers: tuple[APIRouter, ...]
    handlers: tuple[Handlers, ...] = ()
    jobs: tuple[Job, ...] = ()
    starter: Starter | None = None
    larger_bodies: Mapping[str, int] = field(default_factory=dict)
    version: str = "0.1.0"


class UnguardedRoute(RuntimeError):
    """A route that changes something names no role: default deny means it must not start."""


def build_service(service: Service, settings: ServiceSettings | None, clock: Clock) -> FastAPI:
    """Assemble an application from its declaration.

    Raises:
        UnguardedRoute: an unsafe route has no `allow(…)`.
    """
    settings = settings or service_settings(service.name)
    configure_logging(service.name, settings.log_level)
    runtime = Runtime(
        service.name, settings, clock, Handlers.joined(service.handlers), service.jobs, service.starter
    )

    app = _application(service, runtime)
    _include(app, service, runtime)
    _refuse_unguarded(app)
    reads = [route for router in service.routers for route in router.routes if isinstance(route, APIRoute)]
    app.add_middleware(FastReads, routes=reads)
    app.add_middleware(Authentication, verifier=token_verifier(settings))
    scopes = [PREFIX, *(resource.path for resource in service.resources)]
    app.add_middleware(CacheMiddleware, cache=runtime.cache, scopes=scopes)
    add_middleware(app, settings, service.name, service.larger_bodies)
    watch(runtime)
    document(app)
    add_problem_catalogue(app, service.name)
    return app


def _application(service: Service, runtime: Runtime) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with runtime.running():
            yield

    app = FastAPI(
        title=service.title,
        description=service.description,
        version=service.version,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        separate_input_output_schemas=False,
        telemetry=telemetry(service.name, runtime.settings.otlp_endpoint),
    )
    app.state.runtime = runtime
    return app


def take_routes(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Take routes as they are: `include_router` would build each of them a second time."""
    for router in routers:
        app.router.routes += router.routes


def _include(app: FastAPI, service: Service, runtime: Runtime) -> None:
    routers = [*service.routers, changes_router(service.name)]
    if any(resource.search is not None for resource in service.resources):
        routers.append(search_router(service.name, service.resources))
    missed = {
        "nats": runtime.nats_fault,
        "starter": runtime.starter_fault,
        "deadLetters": runtime.dead_letters_fault,
    }
    routers.append(health_router({"database": runtime.database_fault}, missed))
    take_routes(app, routers)


def _refuse_unguarded(app: FastAPI) -> None:
    for route in app.routes:
        methods = set(getattr(route, "methods", None) or ())
        if methods & UNSAFE and not required_roles(route):
            raise UnguardedRoute(f"{sorted(methods)} {getattr(route, 'path', route)} names no role")
