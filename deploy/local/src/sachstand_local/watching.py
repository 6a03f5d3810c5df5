"""Watches a running instance: a process may run and answer nobody, which its supervisor cannot see."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from .status import missing, unwell

Look = Callable[[], Awaitable[dict[str, Any] | None]]

_PAUSE = 5.0


async def watch(look: Look, say: Callable[[str], None], pause: float = _PAUSE) -> None:
    """Say what stops being well, and when all is again; for ever.

    What is seen once may be a restart, of which the supervisor tells: two looks in a row must agree.
    """
    said = before = unwell(await look())
    while True:
        await asyncio.sleep(pause)
        report = await look()
        now = unwell(report)
        if now == before and now != said:
            said = now
            say(f"not everything is well: {missing(report)}" if now else "everything is well again")
        before = now
