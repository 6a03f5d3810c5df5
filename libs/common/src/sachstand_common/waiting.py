"""Waiting for something within the process, for a time that is limited."""

import asyncio


async def came(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event at most so long; whether it came.

    Not by `asyncio.wait_for`: before Python 3.12 it swallows a cancellation that meets the event.
    """
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
