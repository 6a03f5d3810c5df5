"""What a new day brings."""

import asyncio

from sachstand_common.http.runtime import Runtime

from ..usecases.transitions import return_deferred

EVERY = 600.0
"""Seconds between two looks at the calendar; a repeated look changes nothing."""


async def return_deferred_projects(runtime: Runtime) -> None:
    """Bring back the deferred projects whose day has come, while the service runs."""
    while True:
        async with runtime.works.open() as work:
            await return_deferred(work)
        await asyncio.sleep(EVERY)
