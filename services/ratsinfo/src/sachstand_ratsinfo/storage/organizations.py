"""The local copy of the bodies' names, told by governance."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Column, Date, Index, PrimaryKeyConstraint, Table, Text, Uuid, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.facts import City

from ..domain.organizations import BodyName, name_key
from .metadata import METADATA

body_name = Table(
    "body_name",
    METADATA,
    Column("organization_id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    PrimaryKeyConstraint("organization_id", "key"),
    Index("body_name_key", "city", "key"),
)


async def keep_names(session: AsyncSession, names: list[BodyName]) -> None:
    """Replace the names of one body."""
    await session.execute(delete(body_name).where(body_name.c.organization_id == names[0].organization_id))
    rows = {name_key(one.name): {**vars(one), "key": name_key(one.name)} for one in names}
    await session.execute(insert(body_name).values(list(rows.values())))


async def ids_of(session: AsyncSession, city: City | None, names: Iterable[str]) -> tuple[UUID, ...]:
    """The ids of those among the printed names that are known, each once."""
    known = [await resolve(session, city, name) for name in names]
    return tuple(dict.fromkeys(body.organization_id for body in known if body))


async def resolve(session: AsyncSession, city: City | None, printed: str) -> BodyName | None:
    """The body that a printed name speaks of; None when it is unknown or more than one bears it."""
    query = select(body_name).where(body_name.c.key == name_key(printed))
    if city is not None:
        query = query.where(body_name.c.city == city)
    rows = (await session.execute(query)).mappings().all()
    if len({row["organization_id"] for row in rows}) != 1:
        return None
    row = dict(rows[0])
    row.pop("key")
    return BodyName(**{**row, "city": City(row["city"])})
