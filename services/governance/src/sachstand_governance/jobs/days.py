"""What a new day brings: tasks become overdue, evaluations due."""

import asyncio

from sachstand_common.http.runtime import Runtime

from ..usecases.keep_strategy import mark_due
from ..usecases.keep_task import mark_overdue

EVERY = 600.0
"""Seconds between two looks at the calendar; a repeated look changes nothing."""


async def look_at_the_calendar(runtime: Runtime) -> None:
    """Write down what the date has changed, as long as the service runs."""
    while True:
        async with runtime.works.open() as work:
            await mark_overdue(work)
            await mark_due(work)
        await asyncio.sleep(EVERY)
