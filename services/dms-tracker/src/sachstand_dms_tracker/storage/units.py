"""A local copy of the units of the administration; their register belongs to governance."""

from collections.abc import Sequence

from sqlalchemy import Column, PrimaryKeyConstraint, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.facts import City

from ..domain.rollouts import UnitRef
from .metadata import METADATA

known_unit = Table(
    "known_unit",
    METADATA,
    Column("city", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("parent_code", Text),
    PrimaryKeyConstraint("city", "code"),
)


async def remember_unit(
    session: AsyncSession, city: City, unit: UnitRef, kind: str, parent: str | None
) -> None:
    """Keep what the register says of a unit."""
    values = {"unit_id": unit.unit_id, "name": unit.name, "kind": kind, "parent_code": parent}
    statement = insert(known_unit).values(city=city, code=unit.code, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["city", "code"], set_=values))


async def known_units(session: AsyncSession, city: City, codes: Sequence[str]) -> tuple[UnitRef, ...]:
    """The units of these codes in the same order; name and id are null where the register is not known."""
    query = select(known_unit).where(known_unit.c.city == city, known_unit.c.code.in_(codes))
    rows = {row.code: row for row in (await session.execute(query)).all()}
    return tuple(
        UnitRef(code, rows[code].name, rows[code].unit_id) if code in rows else UnitRef(code)
        for code in codes
    )
