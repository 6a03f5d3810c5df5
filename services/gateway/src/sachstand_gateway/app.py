"""The gateway, as a table of contents."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from sachstand_common.clock import Clock, SystemClock
from sachstand_common.http.catalogue import add_problem_catalogue
from sachstand_common.http.document import document
from sachstand_common.http.edge import edged
from sachstand_common.http.problems import Problems, add_problem_handlers
from sachstand_common.http.service import take_routes
from sachstand_common.messaging.tail import Tail
from sachstand_common.observability.health import health_router
from sachstand_common.observability.logs import configure_logging
from sachstand_common.observability.metrics import show_metrics
from sachstand_common.observability.spans import server_spans
from sachstand_common.observability.tracing import telemetry
from sachstand_common.settings import ServiceSettings

from .api import catalog, changes, documents, feeds, mirrors, overview, pages, sachstand, search, status
from .api.entrance import Entrance
from .api.failures import Failures
from .api.leaving import on_leaving
from .api.parts import Parts
from .api.proxy import Proxy
from .clients.services import Services
from .clients.upstream import AiohttpUpstream, Upstream
from .domain.openapi import Document
from .events.announcements import Announcements
from .settings import GatewaySettings, gateway_settings
from .usecases.answers import Answers
from .usecases.background import background
from .usecases.broadcast import Broadcast
from .usecases.status import Status
from .usecases.table import Table, head
from .views.pages import STATIC

ROUTERS = (
    sachstand.router,
    search.router,
    overview.router,
    changes.router,
    mirrors.router,
    status.router,
    documents.router,
    feeds.router,
    catalog.router,
    pages.router,
)
ANY_SIZE = {"/": 2**40}  # each service has its own limit


def create_app(
    settings: ServiceSettings | None = None, clock: Clock | None = None, upstream: Upstream | None = None
) -> ASGIApp:
    """Assemble the gateway with its edge; ``upstream`` may stand in for the services' sockets."""
    found = settings if isinstance(settings, GatewaySettings) else gateway_settings(settings)
    configure_logging("gateway", found.log_level)
    return outside(assemble(found, clock or SystemClock(), upstream), found)


def outside(entrance: Entrance, settings: GatewaySettings) -> ASGIApp:
    """What stands around the entrance: the edge, and where spans are recorded those of all requests."""
    app = edged(entrance, settings, "gateway", ANY_SIZE)
    return server_spans(app, "gateway", settings.otlp_endpoint)


def assemble(settings: GatewaySettings, clock: Clock, upstream: Upstream | None = None) -> Entrance:
    """Put the parts together, without the edge."""
    upstream = upstream or AiohttpUpstream(settings.services())
    names, services, app = list(settings.services()), Services(upstream), _own_application()
    table = Table(services, names, app.openapi, head(settings.public_url), settings.data_dir / "gateway")
    answers = Answers(settings.cache_bytes)
    announcements = Announcements(settings.nats_url, settings.subject_root, answers)
    tail = Tail(settings.nats_url, settings.subject_root, owner="gateway")
    broadcast = Broadcast(services, names)
    state = Status(services, table, lambda: _nats_fault(announcements, tail), clock)
    app.state.parts = Parts(settings, clock, services, table, answers, broadcast, state)
    app.state.announcements, app.state.tail, app.state.upstream = announcements, tail, upstream
    _furnish(app, settings)
    return Entrance(
        app,
        table,
        Proxy(upstream, answers, trusted=settings.trusted_proxy),
        Failures(settings.public_url),
        settings.public_url.rstrip("/"),
    )


def own_document() -> Document:
    """What the gateway itself adds to the one document."""
    return assemble(GatewaySettings(), SystemClock()).own.openapi()


def _own_application() -> FastAPI:
    return FastAPI(
        title="Sachstand",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_life,
        telemetry=telemetry("gateway", None),
    )


async def _nats_fault(announcements: Announcements, tail: Tail) -> str | None:
    """What is missing of NATS."""
    if announcements.denials.recent or tail.denials.recent:
        return "this user may not do all it has to, see the log"
    return None if await announcements.reach() else "not connected: every answer is asked for anew"


def _furnish(app: FastAPI, settings: GatewaySettings) -> None:
    async def nats() -> str | None:
        return await _nats_fault(app.state.announcements, app.state.tail)

    take_routes(app, (*ROUTERS, health_router({}, {"nats": nats})))
    app.add_route("/metrics", show_metrics, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    add_problem_handlers(app, Problems(settings.public_url))
    document(app)
    add_problem_catalogue(app, "gateway")


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    parts: Parts = app.state.parts
    async with AsyncExitStack() as stack:
        if isinstance(app.state.upstream, AiohttpUpstream):
            await stack.enter_async_context(app.state.upstream)
        await parts.table.start()
        stack.enter_context(on_leaving(parts.broadcast.end))
        for work in (
            parts.table.keep(),
            app.state.announcements.run(),
            parts.broadcast.run(app.state.tail),
            parts.broadcast.learn(),
        ):
            await stack.enter_async_context(background(work))
        yield
