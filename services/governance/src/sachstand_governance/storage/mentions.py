"""What speaks of something in another service: found by the id of that, wherever it stands."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import Text, select

from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work

S = TypeVar("S")


async def mentioning(work: Work, resource: Resource[S], id: UUID) -> list[Held[S]]:
    """All of a resource whose state names this id, for change."""
    table = resource.table
    named = table.c.state.cast(Text).contains(str(id))
    return await work.select(resource, select(table).where(named).order_by(table.c.id))
