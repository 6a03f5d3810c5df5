"""Runs a service under uvicorn, as `python -m sachstand_<service>` does."""

from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from ..settings import ServiceSettings, service_settings

KEEP_ALIVE = 75
"""Seconds; longer than the gateway keeps an idle connection, so that it never reuses a closed one."""


def run(create_app: Callable[[ServiceSettings], ASGIApp], service: str) -> None:
    """Serve until a signal ends it; connections are given time to finish."""
    settings = service_settings(service)
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=10,
        lifespan="on",
    )
