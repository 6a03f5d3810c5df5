"""What stops being well while everything runs is said once, and so is its return."""

from collections.abc import Sequence
from typing import Any

import pytest

from sachstand_local.watching import watch

LETTERS = {"name": "deadLetters", "reason": "1 open"}


def report(nats: str = "ok", *degraded: dict[str, str]) -> dict[str, Any]:
    projects = {"status": "degraded" if degraded else "ok", "degraded": list(degraded)}
    return {"services": {"projects": projects}, "gateway": [], "postgres": "ok", "nats": nats}


async def watched(*reports: dict[str, Any] | None) -> Sequence[str]:
    said: list[str] = []
    coming = iter(reports)

    async def look() -> dict[str, Any] | None:
        return next(coming)

    with pytest.raises(RuntimeError, match="StopIteration"):
        await watch(look, said.append, pause=0)
    return said


async def test_an_engine_that_runs_and_does_not_answer_is_said_once_and_so_is_its_return() -> None:
    away = report("unavailable")

    said = await watched(report(), away, away, away, report(), report(), report())

    assert said == ["not everything is well: nats", "everything is well again"]


async def test_a_restart_that_is_over_at_the_next_look_is_no_news() -> None:
    assert await watched(report(), report("unavailable"), report(), None, report(), report()) == []


async def test_what_was_said_at_the_start_is_not_repeated_but_what_comes_to_it_is() -> None:
    letters, both = report("ok", LETTERS), report("unavailable", LETTERS)

    said = await watched(letters, letters, letters, both, both, None, None, letters, letters)

    assert said == [
        "not everything is well: projects (deadLetters: 1 open); nats",
        "not everything is well: the gateway does not answer",
        "not everything is well: projects (deadLetters: 1 open)",
    ]
