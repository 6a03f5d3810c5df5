"""What is known of public files of minutes, and of the meetings and items the minutes are about."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Table, Text, Uuid, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.facts import City
from sachstand_common.oparl.forms import Kind, Place

from ..domain.files import KnownFile
from .metadata import METADATA

FILES = Table(
    "known_file",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("minutes_id", Uuid, nullable=False, index=True),
    Column("city", Text),
    Column("name", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("master_id", Uuid),
    Column("size", BigInteger, nullable=False),
    Column("sha512", Text, nullable=False),
    Column("date", Date),
)

RECORDS = Table(
    "known_record",
    METADATA,
    Column("minutes_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("slot", Text, nullable=False),
)


async def keep_file(session: AsyncSession, file: KnownFile) -> None:
    """Remember a file as it is now."""
    values = dict(vars(file))
    newer = insert(FILES).values(values).on_conflict_do_update(index_elements=[FILES.c.id], set_=values)
    await session.execute(newer)


async def forget_file(session: AsyncSession, id: UUID) -> bool:
    """Forget a file; whether it was known."""
    gone = await session.execute(delete(FILES).where(FILES.c.id == id).returning(FILES.c.id))
    return gone.first() is not None


async def files_of(session: AsyncSession, minutes_id: UUID) -> Sequence[KnownFile]:
    """The public files of minutes."""
    found = await session.execute(select(FILES).where(FILES.c.minutes_id == minutes_id).order_by(FILES.c.id))
    return [
        KnownFile(**{**row, "city": City(row["city"]) if row["city"] else None}) for row in found.mappings()
    ]


async def keep_record(session: AsyncSession, minutes_id: UUID, place: Place) -> None:
    """Remember what minutes are about."""
    values = {"kind": place.kind, "id": place.id, "slot": place.slot}
    newer = insert(RECORDS).values(minutes_id=minutes_id, **values)
    await session.execute(newer.on_conflict_do_update(index_elements=[RECORDS.c.minutes_id], set_=values))


async def record_place(session: AsyncSession, minutes_id: UUID) -> Place | None:
    """What minutes are about, as far as they were told of."""
    query = select(RECORDS.c.kind, RECORDS.c.id, RECORDS.c.slot).where(RECORDS.c.minutes_id == minutes_id)
    found = (await session.execute(query)).first()
    return Place(Kind(found.kind), found.id, found.slot) if found else None
