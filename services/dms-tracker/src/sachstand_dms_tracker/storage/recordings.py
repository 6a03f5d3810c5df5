"""Recordings: one current revision per rollout, source and day, and the sums they make."""

from dataclasses import fields
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Text, UniqueConstraint, Uuid, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.recordings import Counted, Counts, Recording
from ..views.recordings import RecordingView, render_recording
from .metadata import METADATA

RECORDINGS = Resource(
    noun="progress",
    path="/v1/rollouts",  # recordings are read below their rollout
    state=Recording,
    view=RecordingView,
    render=render_recording,
    table=resource_table(
        METADATA,
        "recording",
        Column("rollout_id", Uuid, nullable=False),
        Column("source_key", Text, nullable=False),
        Column("day", Date, nullable=False),
        UniqueConstraint("rollout_id", "source_key", "day", name="recording_of_day"),
    ),
    columns=lambda r: {"rollout_id": r.rollout_id, "source_key": r.source, "day": r.day},
    filters=("rolloutId", "recordingSource", "day", "unitCodes"),
    sort="day",
    descending=True,
    full_readers=("dms-team",),
    unit_facet="unitCodes",
)


async def counted_days(session: AsyncSession, rollout_id: UUID, besides: UUID | None = None) -> list[Counted]:
    """What is recorded of a rollout, summed day by day, oldest first; without one recording."""
    table = RECORDINGS.table
    increments = table.c.state["increments"]
    sums = [func.sum(increments[f.name].astext.cast(BigInteger)).cast(BigInteger) for f in fields(Counts)]
    query = select(table.c.day, func.count(), *sums).where(table.c.rollout_id == rollout_id)
    if besides is not None:
        query = query.where(table.c.id != besides)
    rows = await session.execute(query.group_by(table.c.day).order_by(table.c.day))
    return [Counted(Counts(*counts), number, day) for day, number, *counts in rows]
