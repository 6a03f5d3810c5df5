"""Asks every service the same question at once, for the same reader."""

import asyncio
from collections.abc import Mapping

from sachstand_common.errors import Problem, Unavailable

from ..clients.services import Services
from ..domain.search import Json, merged

PATIENCE = 5.0


async def search(
    services: Services, names: list[str], asked: Mapping[str, str], page: tuple[int, int], token: str | None
) -> Json:
    """Hits of all services; who does not answer is named under `missing`.

    Raises:
        Unavailable: no service answered.
    """
    offset, limit = page
    query = {**asked, "offset": "0", "limit": str(offset + limit)}
    answers = await asyncio.gather(*(_ask(services, name, query, token) for name in names))
    found = [answer for answer in answers if answer is not None]
    if not found:
        raise Unavailable()
    missing = [name for name, answer in zip(names, answers, strict=True) if answer is None]
    return {**merged(found, offset, limit), "missing": missing}


async def _ask(services: Services, name: str, query: Mapping[str, str], token: str | None) -> Json | None:
    try:
        async with asyncio.timeout(PATIENCE):
            found: Json = await services.json(name, "/v1/search", query, token)
            return found
    except (Problem, TimeoutError):
        return None
