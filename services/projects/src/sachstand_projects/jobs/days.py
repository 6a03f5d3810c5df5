"""What a new day brings."""

import asyncio
from contextlib import suppress

from sachstand_common.errors import Unavailable
from sachstand_common.http.runtime import Runtime

from ..usecases.transitions import return_deferred

EVERY = 600.0
"""Seconds between two looks at the calendar; a repeated look changes nothing."""


async def return_deferred_projects(runtime: Runtime) -> None:
    """Bring back the deferred projects whose day has come, while the service runs."""
    while True:
        with suppress(Unavailable):  # the database is away for a moment; the next look finds the same
            async with runtime.works.open() as work:
                await return_deferred(work)
        await asyncio.sleep(EVERY)
