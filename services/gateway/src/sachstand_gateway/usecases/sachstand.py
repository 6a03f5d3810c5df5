"""Asks every service at once what held on a day, and composes the Sachstand from the answers."""

import asyncio

from sachstand_common.errors import Problem

from ..clients.services import Services
from ..domain.sachstand import LISTS, compose
from ..domain.statements import Json, Material, Point

PATIENCE = 10.0
Answer = tuple[str, list[Json] | None, str]


async def compose_sachstand(services: Services, point: Point) -> Json:
    """Compose the Sachstand of a point; a service that does not answer leaves its parts missing."""
    answers = await asyncio.gather(*(_ask(services, name, point) for name in LISTS))
    lists = {name: found for name, found, _ in answers if found is not None}
    failures = {name: reason for name, found, reason in answers if found is None}
    return compose(Material(point, lists), failures)


async def _ask(services: Services, name: str, point: Point) -> Answer:
    try:
        async with asyncio.timeout(PATIENCE):
            return name, await services.all(LISTS[name], f"/v1/{name}", point.query()), ""
    except Problem as problem:
        return name, None, problem.code
    except TimeoutError:
        return name, None, "service_timed_out"
