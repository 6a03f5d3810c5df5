"""What has changed for the public, from all services' journals, with one cursor."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from sachstand_common.errors import Problem

from ..clients.services import Services
from ..domain.changes import Change, advanced, change_of, merged
from ..domain.cursors import Positions

MOST = 1000


@dataclass(frozen=True)
class Changes:
    """A page of changes, how far it leads, and which services could not be asked."""

    changes: list[Change]
    positions: Positions
    missing: list[str]


async def list_changes(services: Services, names: list[str], after: Mapping[str, int], limit: int) -> Changes:
    """List what the services' journals say after these positions; who is down is left where it was."""
    pages = await asyncio.gather(*(_page(services, name, after.get(name, 0), limit) for name in names))
    found = {name: page for name, page in zip(names, pages, strict=True) if page is not None}
    changes = merged(found, limit)
    return Changes(changes, advanced(after, changes), [name for name in names if name not in found])


async def _page(services: Services, name: str, after: int, limit: int) -> list[Change] | None:
    try:
        page = await services.json(name, "/v1/changes", {"after": str(after), "limit": str(limit)})
    except Problem:
        return None
    return [change_of(event) for event in page["data"]]


async def every_change(services: Services, names: list[str], after: Positions) -> AsyncIterator[Change]:
    """Yield every change after these positions, up to now."""
    while True:
        page = await list_changes(services, names, after, MOST)
        for change in page.changes:
            yield change
        if len(page.changes) < MOST:
            return
        after = page.positions
