"""A local copy of the units (Organisationseinheiten) that governance keeps."""

from sqlalchemy import Column, PrimaryKeyConstraint, Table, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.facts import City
from sachstand_common.identifiers import normalise_unit_code

from .metadata import METADATA

UNITS = Table(
    "unit",
    METADATA,
    Column("city", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("parent_code", Text),
    PrimaryKeyConstraint("city", "code"),
)


async def keep_unit(session: AsyncSession, unit: dict[str, str | None]) -> None:
    """Insert or replace the copy of one unit."""
    statement = insert(UNITS).values(**unit)
    newer = {name: statement.excluded[name] for name in ("name", "kind", "parent_code")}
    await session.execute(statement.on_conflict_do_update(index_elements=["city", "code"], set_=newer))


async def unit_name(session: AsyncSession, city: City, code: str | None) -> str | None:
    """What a unit is called; none where the unit is not known here (yet)."""
    if code is None:
        return None
    found = select(UNITS.c.name).where(UNITS.c.city == city, UNITS.c.code == normalise_unit_code(code))
    name: str | None = await session.scalar(found)
    return name
