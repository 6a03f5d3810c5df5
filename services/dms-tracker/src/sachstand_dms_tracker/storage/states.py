"""Reading states without taking them for change, for answers that are computed."""

from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.journal.changes import ResourceNotFound
from sachstand_common.journal.resource import Resource

S = TypeVar("S")


async def read_state(session: AsyncSession, resource: Resource[S], id: UUID) -> S:
    """The present state of one aggregate.

    Raises:
        ResourceNotFound: there is none, or it was deleted.
    """
    table = resource.table
    query = select(table.c.state).where(table.c.id == id, table.c.tombstone.is_(None))
    found = (await session.execute(query)).scalar_one_or_none()
    if found is None:
        raise ResourceNotFound(noun=resource.noun, id=str(id))
    return resource.load(found)


async def read_states(session: AsyncSession, resource: Resource[S], **columns: Any) -> dict[UUID, S]:
    """The present states of the aggregates with these column values, by their ids and in that order."""
    table = resource.table
    query = select(table.c.id, table.c.state).where(table.c.tombstone.is_(None)).order_by(table.c.id)
    found = await session.execute(query.where(*(table.c[k] == v for k, v in columns.items())))
    return {id: resource.load(state) for id, state in found}
