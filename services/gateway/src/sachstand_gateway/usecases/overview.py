"""Asks ratsinfo for the motions and enquiries of a year."""

import asyncio

from sachstand_common.errors import Problem

from ..clients.services import Services
from ..domain.statements import Json

PATH, PATIENCE = "/v1/enquiries/overview", 10.0


async def read_overview(services: Services, year: int) -> Json | None:
    """What everybody may know; None while the service does not answer."""
    try:
        async with asyncio.timeout(PATIENCE):
            found: Json = await services.json("ratsinfo", PATH, {"year": str(year)})
            return found
    except (Problem, TimeoutError):
        return None
