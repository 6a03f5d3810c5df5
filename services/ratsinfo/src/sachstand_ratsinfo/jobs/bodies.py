"""Publishes the System and the bodies when the service starts."""

import asyncio

import structlog

from sachstand_common.http.runtime import Runtime

from ..usecases.publish_bodies import publish_bodies

AGAIN = 2.0
_log = structlog.get_logger()


async def publish_bodies_once(runtime: Runtime) -> None:
    """Try until it is done."""
    while True:
        try:
            async with runtime.works.open() as work:
                await publish_bodies(work)
        except Exception:
            _log.exception("the bodies could not be published")
            await asyncio.sleep(AGAIN)
        else:
            return
