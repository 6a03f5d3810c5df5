"""Recordings: one current revision per rollout, source and day."""

from sqlalchemy import Column, Date, Text, UniqueConstraint, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.recordings import Recording
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
