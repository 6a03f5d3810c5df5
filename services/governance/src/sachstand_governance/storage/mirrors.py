"""What a mirror asks of many resources at once."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work
from sachstand_common.oparl.mirrors import mirrored

S = TypeVar("S")


async def natives(work: Work, resource: Resource[S], where: Any) -> list[tuple[UUID, S]]:
    """Those that no mirror brought: they are kept here, and a mirror leaves them as they are."""
    table = resource.table
    brought = select(mirrored.c.native_id).where(mirrored.c.native_id == table.c.id, ~mirrored.c.linked)
    return await _states(work, resource, where, ~brought.exists())


async def states(work: Work, resource: Resource[S], ids: Iterable[UUID]) -> dict[UUID, S]:
    """Those of these that are here, to be read only."""
    wanted = sorted(set(ids))
    return dict(await _states(work, resource, resource.table.c.id.in_(wanted))) if wanted else {}


async def _states(work: Work, resource: Resource[S], *where: Any) -> list[tuple[UUID, S]]:
    table = resource.table
    query = select(table.c.id, table.c.state).where(table.c.tombstone.is_(None), *where).order_by(table.c.id)
    return [(row.id, resource.load(row.state)) for row in await work.session.execute(query)]
