"""Waiting for what happens elsewhere, without guessing how long it takes."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest


async def wait_until(predicate: Callable[[], Any], timeout: float = 10.0) -> Any:  # noqa: ASYNC109  a test's patience
    """Ask again and again until the answer is truthy, and return it; fail with the last one otherwise."""
    end, pause = time.monotonic() + timeout, 0.005
    while True:
        answer = predicate()
        found = await answer if inspect.isawaitable(answer) else answer
        if found:
            return found
        if time.monotonic() > end:
            pytest.fail(f"not within {timeout} s; the last answer was {found!r}")
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, 0.1)


@pytest.fixture
def eventually() -> Callable[..., Awaitable[Any]]:
    """``await eventually(predicate)`` returns the first truthy answer; the predicate may be async."""
    return wait_until
