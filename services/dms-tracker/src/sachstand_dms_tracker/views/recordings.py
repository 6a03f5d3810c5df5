"""Recordings as they are shown."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View

from ..domain.recordings import Recording
from .quantities import CountsPart, counts_part


class RecordingView(View):
    """What one source counted for a rollout on one day (Tagesmeldung), in its current revision."""

    rollout_id: UUID
    rollout_key: str
    city: City
    unit_codes: list[str]
    recording_source: Annotated[str, Field(description="Who counts, e.g. scan-log")]
    day: date
    increments: CountsPart
    revision: Annotated[int, Field(description="1, and one more with each correction")]
    reason: Annotated[str | None, Field(description="Why it was corrected")]
    note: Annotated[str | None, INTERNAL] = None
    reporter: Annotated[str | None, INTERNAL] = None
    owner: Annotated[str | None, INTERNAL] = None


def render_recording(recording: Recording, meta: Meta) -> RecordingView:
    """Show a recording."""
    return RecordingView(
        **meta.fields(),
        rollout_id=recording.rollout_id,
        rollout_key=recording.rollout_key,
        city=recording.city,
        unit_codes=list(recording.unit_codes),
        recording_source=recording.source,
        day=recording.day,
        increments=counts_part(recording.increments),
        revision=recording.revision,
        reason=recording.reason,
        note=recording.note,
        reporter=recording.reporter,
        owner=recording.owner,
    )
