"""The gateway, as a table of contents."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from sachstand_common.clock import Clock, SystemClock
from sachstand_common.http.problems import Problems, add_problem_handlers

from .api import documents
from .api.entrance import Entrance
from .api.failures import Failures
from .api.parts import Parts
from .api.proxy import Proxy
from .clients.services import Services
from .clients.upstream import AiohttpUpstream, Upstream
from .settings import GatewaySettings, gateway_settings
from .usecases.answers import Answers
from .usecases.background import background
from .usecases.table import Table
from .views.pages import STATIC

ROUTERS = (documents.router,)


def create_app(
    settings: GatewaySettings | None = None, clock: Clock | None = None, upstream: Upstream | None = None
) -> Entrance:
    """Assemble the gateway; ``upstream`` may stand in for the services' sockets."""
    settings = settings or gateway_settings()
    upstream = upstream or AiohttpUpstream(settings.services())
    services = Services(upstream)
    app = _own_application(settings)
    store = settings.data_dir / "gateway"
    table = Table(services, settings.services(), app.openapi, head(settings), store)
    answers = Answers(settings.cache_bytes)
    app.state.parts = Parts(settings, clock or SystemClock(), services, table, answers)
    app.router.lifespan_context = _lifespan(app.state.parts, upstream)
    proxy = Proxy(upstream, answers, trusted=settings.trusted_proxy)
    return Entrance(app, table, proxy, Failures(settings.public_url))


def head(settings: GatewaySettings) -> dict[str, object]:
    """What the one document says of itself."""
    return {
        "info": {"title": "Sachstand", "version": "1", "description": __doc__},
        "servers": [{"url": settings.public_url}],
    }


def _own_application(settings: GatewaySettings) -> FastAPI:
    app = FastAPI(title="Sachstand", docs_url=None, redoc_url=None, openapi_url=None)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    add_problem_handlers(app, Problems(settings.public_url))
    return app


def _lifespan(parts: Parts, upstream: Upstream) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if isinstance(upstream, AiohttpUpstream):
                await stack.enter_async_context(upstream)
            await parts.table.start()
            await stack.enter_async_context(background(parts.table.keep()))
            yield

    return lifespan
