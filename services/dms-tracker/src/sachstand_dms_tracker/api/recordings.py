"""Recordings: what a source counted for a rollout on a day."""

from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Query
from pydantic import ConfigDict, Field, model_validator
from starlette.responses import Response

from sachstand_common.http import Body, CommandRouter, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.security.access import ContractNotOwn, UnitNotOwn

from ..domain.quantities import DigitisedExceedsStock
from ..domain.recordings import (
    Counts,
    DayOutsideProgramme,
    ForeignRecording,
    IfMatchRequired,
    MonthFrozen,
    Report,
    TotalNegative,
)
from ..domain.rollouts import NotProductive, StockNotReleased
from ..domain.transitions import ReasonRequired
from ..storage.recordings import RECORDINGS
from ..usecases.recordings import RecordedDay, record_day
from ..views.recordings import RecordingView
from .parts import READ_PROBLEMS, WRITE_PROBLEMS, Count, OfRolloutQuery, OptionalIfMatch, Text

router = CommandRouter(
    prefix="/v1/rollouts/{rollout_id}/recordings", tags=["recordings"], responses=READ_PROBLEMS
)
_DAY_PROBLEMS = (
    UnitNotOwn,
    ContractNotOwn,
    ForeignRecording,
    MonthFrozen,
    StockNotReleased,
    NotProductive,
    DayOutsideProgramme,
    TotalNegative,
    DigitisedExceedsStock,
    ReasonRequired,
    IfMatchRequired,
)
ANSWERS: dict[int | str, dict[str, Any]] = {
    201: {"description": "Recorded for the first time", "model": RecordingView},
    **problem_responses(*WRITE_PROBLEMS, *_DAY_PROBLEMS),
}
SourceKey = Annotated[
    str,
    Path(
        pattern=r"^[a-z0-9][a-z0-9-]{0,62}$",
        description="Who counts; one count per source and day",
        examples=["scan-log"],
    ),
]


class RecordingQuery(OfRolloutQuery):
    """Filters of the list."""

    recording_source: str | None = Field(None, alias="recordingSource", description="Who counts")
    recorded_day: Day | None = Field(None, alias="day", description="Counted on this day")


class RecordingPut(Body):
    """The increments of a day, at least one; a negative count is an adjustment, an omitted one is unknown."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"filesCreated": 3}]})

    files_digitised: Count | None = None
    pages_digitised: Count | None = None
    shelf_mm_freed: Annotated[Count | None, Field(description="Millimetres of shelf that became free")] = None
    files_created: Annotated[Count | None, Field(description="New files, electronic from the start")] = None
    note: Annotated[Text | None, Field(description="Internal")] = None
    reason: Annotated[Text | None, Field(description="Needed to correct a recorded day")] = None

    @model_validator(mode="after")
    def _something_counted(self) -> Self:
        counts = (self.files_digitised, self.pages_digitised, self.shelf_mm_freed, self.files_created)
        if all(one is None for one in counts):
            raise ValueError("name at least one count; what was not counted is left out")
        return self

    def to_command(self) -> Report:
        """As the use case takes it."""
        counts = self.model_dump(exclude={"note", "reason"})
        return Report(Counts(**counts), self.note, self.reason)


@router.get("", response_model=Page[RecordingView], summary="List the recordings of a rollout")
async def list_recordings(
    reads: Reads, rollout_id: UUID, query: Annotated[RecordingQuery, Query()]
) -> Response:
    """The current revision of every recorded day, newest first; `asOf` shows what was recorded by then."""
    return await reads.list(RECORDINGS, query.of(rollout_id))


@router.put(
    "/{source}/{day}",
    response_model=RecordingView,
    summary="Record a day",
    dependencies=[allow("dms-team", "beauftragte", "vendor")],
    responses=ANSWERS,
)
async def put_recording(
    work: WorkDep,
    rollout_id: UUID,
    source: SourceKey,
    day: Day,
    body: RecordingPut,
    if_match: OptionalIfMatch = None,
) -> Response:
    """Hand in what was counted on a day (Tagesmeldung).

    The same counts again change nothing. Other counts for a recorded day make its next revision and need
    If-Match and a reason. Late days are welcome, closed months are not. Old files are counted only for days
    on which their stock track was released or running, new ones from the first productive day on.
    """
    key = RecordedDay(rollout_id, source, day)
    recording_id, new = await record_day(work, key, body.to_command(), if_match)
    return await work.answer(RECORDINGS, recording_id, 201 if new else 200)
