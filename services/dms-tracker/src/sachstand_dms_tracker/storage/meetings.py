"""A local copy of the council's sittings; meetings belong to governance."""

from sqlalchemy import Column, Date, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.facts import City

from ..domain.meetings import CouncilMeeting
from .metadata import METADATA

council_meeting = Table(
    "council_meeting",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("city", Text, nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("state", Text, nullable=False),
)


async def remember_meeting(session: AsyncSession, meeting: CouncilMeeting) -> None:
    """Keep what is known of a sitting of the council."""
    values = {"city": meeting.city, "day": meeting.on, "state": meeting.state}
    statement = insert(council_meeting).values(id=meeting.id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


async def council_meetings(session: AsyncSession, city: City) -> list[CouncilMeeting]:
    """All sittings of a city's council that are known, in the order of their days."""
    query = select(council_meeting).where(council_meeting.c.city == city)
    rows = await session.execute(query.order_by(council_meeting.c.day, council_meeting.c.id))
    return [CouncilMeeting(r.id, City(r.city), r.day, r.state) for r in rows]
