"""What a new day brings: enquiries become overdue or are carried over, embargoes end."""

import asyncio

import structlog

from sachstand_common.http.runtime import Runtime

from ..usecases.end_embargo import end_next_embargo
from ..usecases.pass_days import AT_ONCE, pass_days

EVERY = 600.0
"""Seconds between two looks at the calendar; a repeated look changes nothing."""
AGAIN = 5.0
_log = structlog.get_logger()


async def look_at_the_calendar(runtime: Runtime) -> None:
    """Write down what the date has changed, as long as the service runs."""
    while True:
        try:
            async with runtime.works.open() as work:
                more = await pass_days(work) == AT_ONCE
            async with runtime.works.open() as work:
                more = await end_next_embargo(work) or more
            pause = 0.0 if more else EVERY
        except Exception as error:
            _log.error("the calendar could not be looked at", fault=type(error).__name__)
            pause = AGAIN
        await asyncio.sleep(pause)
