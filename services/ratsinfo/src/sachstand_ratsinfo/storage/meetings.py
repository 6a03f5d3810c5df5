"""The local copy of the meetings and their agendas, told by governance."""

from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, Date, Table, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from ..domain.meetings import KnownMeeting
from ..domain.record_items import RecordItem
from .metadata import METADATA

known_meeting = Table(
    "known_meeting",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("organization_id", Uuid, nullable=False, index=True),
    Column("start", Date, nullable=False),
    Column("called_off", Boolean, nullable=False),
)
known_agenda = Table(
    "known_agenda",
    METADATA,
    Column("meeting_id", Uuid, primary_key=True),
    Column("items", JSONB, nullable=False),
)
_ITEMS: TypeAdapter[tuple[RecordItem, ...]] = TypeAdapter(tuple[RecordItem, ...])


async def keep_meeting(session: AsyncSession, meeting: KnownMeeting) -> None:
    """Keep what is known of a meeting now."""
    row = insert(known_meeting).values(**vars(meeting))
    await session.execute(row.on_conflict_do_update(index_elements=["id"], set_=vars(meeting)))


async def meetings_of(session: AsyncSession, organization_id: UUID) -> list[KnownMeeting]:
    """The meetings of one body."""
    query = select(known_meeting).where(known_meeting.c.organization_id == organization_id)
    return [KnownMeeting(**row) for row in (await session.execute(query)).mappings()]


async def keep_agenda(session: AsyncSession, meeting_id: UUID, items: tuple[RecordItem, ...]) -> None:
    """Keep the items of an agenda as they are now."""
    told = {"items": _ITEMS.dump_python(items, mode="json")}
    row = insert(known_agenda).values(meeting_id=meeting_id, **told)
    await session.execute(row.on_conflict_do_update(index_elements=["meeting_id"], set_=told))


async def agenda_of(session: AsyncSession, meeting_id: UUID) -> tuple[RecordItem, ...]:
    """The items of a meeting's agenda; none if there is no agenda."""
    query = select(known_agenda.c["items"]).where(known_agenda.c.meeting_id == meeting_id)
    return _ITEMS.validate_python((await session.execute(query)).scalar() or [])
