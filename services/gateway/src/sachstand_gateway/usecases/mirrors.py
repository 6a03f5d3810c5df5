"""Mirrors: ordered from each service that takes something of a source, and shown as one job."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sachstand_common.errors import Problem, Unavailable

from ..clients.services import Reading, Services
from ..domain.mirrors import Json

TAKERS = ("governance", "ratsinfo")
"""Governance takes bodies, persons and meetings; ratsinfo papers."""


@dataclass(frozen=True)
class Heard:
    """What the takers answered: views by service, who did not answer, and a refusal as it came."""

    views: dict[str, Any]
    missing: list[str]
    refusal: Reading | None = None


async def ask(services: Services, path: str, token: str | None) -> Heard:
    """Read the same path of all takers.

    Raises:
        Unavailable: none answered.
    """
    return _heard(await asyncio.gather(*(_tried(services.read(name, path, token)) for name in TAKERS)))


async def order(services: Services, body: bytes, headers: Sequence[tuple[str, str]]) -> Heard:
    """Order a mirror from all takers; where one runs it already, the other begins.

    Raises:
        Unavailable: none answered.
    """
    sent = (_tried(services.send(name, "/v1/mirrors", body, headers)) for name in TAKERS)
    return _heard(await asyncio.gather(*sent))


async def _tried(reading: Any) -> Reading | None:
    try:
        found: Reading = await reading
    except Problem:
        return None
    return found if found[0] < 500 else None


def _heard(answers: Sequence[Reading | None]) -> Heard:
    found = {name: answer for name, answer in zip(TAKERS, answers, strict=True) if answer is not None}
    if not found:
        raise Unavailable()
    views = {name: json.loads(body) for name, (status, body) in found.items() if status < 300}
    refused = [answer for answer in found.values() if answer[0] >= 400]
    missing = [name for name in TAKERS if name not in found]
    return Heard(views, missing, None if views else refused[0])


def views_of(heard: Heard) -> list[Json]:
    """The views of one mirror."""
    return list(heard.views.values())
