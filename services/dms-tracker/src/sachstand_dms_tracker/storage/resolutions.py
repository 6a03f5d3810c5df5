"""A local copy of what the council adopted, for papers that are linked to a prerequisite only later."""

from uuid import UUID

from sqlalchemy import Boolean, Column, Date, PrimaryKeyConstraint, Table, Text, Uuid, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.facts import City

from ..domain.resolutions import PaperKey, Resolution
from .metadata import METADATA

council_resolution = Table(
    "council_resolution",
    METADATA,
    Column("paper_id", Uuid, nullable=False),
    Column("decision_id", Uuid, nullable=False),
    Column("city", Text, nullable=False, index=True),
    Column("reference", Text),
    Column("organization_kind", Text, nullable=False),
    Column("organization_name", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("holds", Boolean, nullable=False),
    Column("public", Boolean, nullable=False),
    PrimaryKeyConstraint("paper_id", "decision_id"),
)


async def remember_resolution(session: AsyncSession, resolution: Resolution, *, holds: bool) -> None:
    """Keep a resolution of the council that adopts something, or that it no longer holds."""
    paper = resolution.paper
    values = {
        "city": paper.city,
        "reference": paper.reference,
        "organization_kind": resolution.organization_kind,
        "organization_name": resolution.organization_name,
        "outcome": resolution.outcome,
        "day": resolution.date,
        "public": resolution.public,
    }
    statement = insert(council_resolution).values(
        paper_id=paper.paper_id, decision_id=resolution.decision_id, holds=holds, **values
    )
    keys = ["paper_id", "decision_id"]
    await session.execute(
        statement.on_conflict_do_update(index_elements=keys, set_={**values, "holds": holds})
    )


async def turn_remembered(session: AsyncSession, decision_id: UUID, *, public: bool) -> None:
    """A decision became public, or is so no more."""
    table = council_resolution
    await session.execute(update(table).where(table.c.decision_id == decision_id).values(public=public))


async def council_resolutions(session: AsyncSession, city: City) -> list[Resolution]:
    """The adopting resolutions of a city's council that still hold, the newest first."""
    table = council_resolution
    query = select(table).where(table.c.city == city, table.c.holds).order_by(table.c.day.desc())
    return [
        Resolution(
            PaperKey(City(r.city), r.paper_id, r.reference),
            r.organization_kind,
            r.organization_name,
            r.outcome,
            (),
            r.day,
            r.decision_id,
            r.public,
        )
        for r in await session.execute(query)
    ]
