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
    """A page of changes, how far it leads, whether there is more now, which services could not be asked."""

    changes: list[Change]
    positions: Positions
    more: bool
    missing: list[str]


@dataclass(frozen=True)
class _Page:
    """What one service listed, and whether it has more."""

    changes: list[Change]
    more: bool


async def list_changes(services: Services, names: list[str], after: Mapping[str, int], limit: int) -> Changes:
    """List what the services' journals say after these positions; who is down is left where it was."""
    pages = await asyncio.gather(*(_page(services, name, after.get(name, 0), limit) for name in names))
    found = {name: page for name, page in zip(names, pages, strict=True) if page is not None}
    changes = merged({name: page.changes for name, page in found.items()}, limit)
    more = any(page.more for page in found.values()) or len(changes) < sum(
        len(page.changes) for page in found.values()
    )
    return Changes(changes, advanced(after, changes), more, [name for name in names if name not in found])


async def _page(services: Services, name: str, after: int, limit: int) -> _Page | None:
    try:
        page = await services.json(name, "/v1/changes", {"after": str(after), "limit": str(limit)})
    except Problem:
        return None
    return _Page([change_of(event) for event in page["data"]], "next" in page["links"])


async def every_change(services: Services, names: list[str], after: Positions) -> AsyncIterator[Change]:
    """Yield every change after these positions, up to now."""
    while True:
        page = await list_changes(services, names, after, MOST)
        for change in page.changes:
            yield change
        if not page.more:
            return
        after = page.positions
