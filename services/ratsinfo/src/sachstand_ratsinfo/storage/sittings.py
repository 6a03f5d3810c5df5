"""The local copy of the sittings to come, told by governance."""

import datetime

from sqlalchemy import Boolean, Column, Date, Index, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.facts import City

from ..domain.enquiries import Sitting
from ..domain.organizations import short_key
from .metadata import METADATA

CALLED_OFF = ("draft", "cancelled", "postponed")
"""States in which a meeting does not take place on its day."""

sitting = Table(
    "sitting",
    METADATA,
    Column("meeting_id", Uuid, primary_key=True),
    Column("city", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("called_off", Boolean, nullable=False),
    Index("sitting_next", "city", "key", "date"),
)


async def keep_sitting(session: AsyncSession, city: City, sat: Sitting, *, called_off: bool) -> None:
    """Know a sitting under the name of its body; told again, it replaces what was known."""
    values = {
        "city": city,
        "key": short_key(sat.body or ""),
        "body": sat.body,
        "date": sat.date,
        "public": sat.public,
        "called_off": called_off,
    }
    known = insert(sitting).values(meeting_id=sat.meeting_id, **values)
    await session.execute(known.on_conflict_do_update(index_elements=["meeting_id"], set_=values))


async def next_sitting(
    session: AsyncSession, city: City | None, body: str | None, not_before: datetime.date
) -> Sitting | None:
    """The next sitting of a body that takes place, from a day on; None while none is known."""
    if city is None or body is None:
        return None
    query = (
        select(sitting)
        .where(sitting.c.city == city, sitting.c.key == short_key(body), sitting.c.date >= not_before)
        .where(sitting.c.called_off.is_(False))
        .order_by(sitting.c.date, sitting.c.meeting_id)
        .limit(1)
    )
    row = (await session.execute(query)).mappings().first()
    if row is None:
        return None
    return Sitting(date=row["date"], body=row["body"], meeting_id=row["meeting_id"], public=row["public"])
