"""Events of dms-tracker: how far the electronic file (e-Akte) has come, and what holds it up.

Counts are whole numbers and carry no hedge: they were counted. Stated figures ("rd. 8.000") stay in views.
"""

import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field

from ..facts import City
from .base import Event, Part
from .dms_tracker_rollouts import (
    ID,
    ROLLOUT,
    GateDecided,
    PrerequisiteFulfilled,
    PrerequisiteRefused,
    PrerequisiteRequested,
    PrerequisiteRevoked,
    RolloutCompleted,
    RolloutEvent,
    RolloutPhaseChanged,
    RolloutWentLive,
    StockState,
)

Fingerprint = Annotated[
    str, Field(description="sha256 of the inputs: the same inputs and seed, the same forecast")
]

_COUNTS = {"filesDigitised": 120, "pagesDigitised": 9600, "shelfMmFreed": 2400, "filesCreated": 3}
_TOTALS = {"filesDigitised": 840, "pagesDigitised": 67200, "shelfMmFreed": 16800, "filesCreated": 21}
_PROGRESS: dict[str, Any] = {
    **ROLLOUT,
    "recordingId": f"{ID}3",
    "recordingSource": "scan-log",
    "day": "2026-10-30",
    "revision": 1,
    "increments": _COUNTS,
    "totals": _TOTALS,
}
_BATCH: dict[str, Any] = {**ROLLOUT, "batchId": f"{ID}4", "number": 7, "round": 1, "handedOver": 200}
_FORECAST: dict[str, Any] = {
    **ROLLOUT,
    "forecastId": f"{ID}5",
    "p50": "2026-12-01",
    "p85": "2027-02-15",
    "p95": "2027-04-01",
    "observedDays": 130,
    "fingerprint": "sha256:0f3c",
}


class Counts(Part):
    """What was counted: digitised files and pages, shelf freed, files created electronically.

    Null was not counted, which is not 0.
    """

    files_digitised: int | None = None
    pages_digitised: int | None = None
    shelf_mm_freed: int | None = Field(None, description="Shelf length freed in millimetres")
    files_created: int | None = Field(None, description="New files that were electronic from the start")


class StockFacts(RolloutEvent):
    """State of the track that digitises the old files (Bestandsakten)."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **ROLLOUT,
        "state": "released",
        "previous": "preparing",
        "since": "2021-05-12",
    }
    state: StockState
    previous: StockState | None = None
    since: datetime.date | None = None
    prerequisite_ids: tuple[UUID, ...] = Field((), description="Why it is suspended")
    reason: str | None = None


class StockReleased(StockFacts):
    """Old files may be handed over (Bestand freigegeben), first or after a suspension."""

    type: ClassVar[str] = "stock.released"


class StockSuspended(StockFacts):
    """No old files may be handed over for the time being (Bestand ausgesetzt)."""

    type: ClassVar[str] = "stock.suspended"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **ROLLOUT,
        "state": "suspended",
        "previous": "running",
        "since": "2026-10-30",
        "prerequisiteIds": [f"{ID}2"],
    }


class ProgressFacts(RolloutEvent):
    """What was counted on one day (Tagesmeldung), and what that makes altogether."""

    EXAMPLE: ClassVar[dict[str, Any]] = _PROGRESS

    recording_id: UUID
    recording_source: str = Field(description="Who counts, e.g. scan-log")
    day: datetime.date
    revision: int
    increments: Counts
    totals: Counts = Field(description="Sum of the current revisions of this rollout")


class ProgressRecorded(ProgressFacts):
    """A day was recorded for the first time (Tagesmeldung erfasst)."""

    type: ClassVar[str] = "progress.recorded"


class ProgressCorrected(ProgressFacts):
    """A recorded day was corrected (Tagesmeldung berichtigt), with the reason."""

    type: ClassVar[str] = "progress.corrected"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_PROGRESS,
        "revision": 2,
        "replaced": _COUNTS,
        "reason": "counted twice",
    }

    replaced: Counts
    reason: str


class BatchFacts(RolloutEvent):
    """State of a batch of paper files (Charge) after the change."""

    EXAMPLE: ClassVar[dict[str, Any]] = _BATCH

    batch_id: UUID
    number: int
    round: int = Field(1, description="Counts the deliveries after rework")
    handed_over: int
    accepted: int | None = None


class BatchHandedOver(BatchFacts):
    """A batch left for scanning (Charge übergeben)."""

    type: ClassVar[str] = "batch.handed_over"


class BatchAccepted(BatchFacts):
    """A batch passed its check (Charge abgenommen)."""

    type: ClassVar[str] = "batch.accepted"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_BATCH, "accepted": 200}


class BatchRejected(BatchFacts):
    """A batch did not pass its check and goes back (Charge zurückgewiesen)."""

    type: ClassVar[str] = "batch.rejected"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_BATCH, "accepted": 0}


class ForecastChanged(RolloutEvent):
    """The expected end moved by a week or more, or across the target (Prognose)."""

    type: ClassVar[str] = "forecast.changed"
    EXAMPLE: ClassVar[dict[str, Any]] = _FORECAST

    forecast_id: UUID
    p50: datetime.date | None = None
    p85: datetime.date | None = None
    p95: datetime.date | None = None
    previous_p85: datetime.date | None = None
    observed_days: int
    confidence: str = Field("normal", description="normal | low | insufficient_data")
    fingerprint: Fingerprint


class TargetAtRisk(Event):
    """A target is likely to be missed (Ziel gefährdet)."""

    service: ClassVar[str] = "dms-tracker"
    type: ClassVar[str] = "target.at_risk"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        "targetId": f"{ID}8",
        "city": "braunschweig",
        "due": "2026-12-31",
        "p85": "2027-02-15",
        "probability": "0.31",
    }

    target_id: UUID
    city: City
    due: datetime.date
    p85: datetime.date | None = None
    probability: str | None = Field(None, description="Of meeting the target, as a decimal fraction")


class DataStale(RolloutEvent):
    """Nobody has reported for longer than agreed (Meldung überfällig)."""

    type: ClassVar[str] = "data.stale"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **ROLLOUT,
        "recordingSource": "scan-log",
        "lastDay": "2026-10-16",
        "workingDays": 10,
    }

    recording_source: str
    last_day: datetime.date | None = None
    working_days: int


EVENTS = (
    RolloutPhaseChanged,
    RolloutWentLive,
    RolloutCompleted,
    GateDecided,
    PrerequisiteRequested,
    PrerequisiteFulfilled,
    PrerequisiteRefused,
    PrerequisiteRevoked,
    StockReleased,
    StockSuspended,
    ProgressRecorded,
    ProgressCorrected,
    BatchHandedOver,
    BatchAccepted,
    BatchRejected,
    ForecastChanged,
    TargetAtRisk,
    DataStale,
)

__all__ = [
    "EVENTS",
    "BatchAccepted",
    "BatchHandedOver",
    "BatchRejected",
    "Counts",
    "DataStale",
    "ForecastChanged",
    "GateDecided",
    "PrerequisiteFulfilled",
    "PrerequisiteRefused",
    "PrerequisiteRequested",
    "PrerequisiteRevoked",
    "ProgressCorrected",
    "ProgressRecorded",
    "RolloutCompleted",
    "RolloutPhaseChanged",
    "RolloutWentLive",
    "StockReleased",
    "StockSuspended",
    "TargetAtRisk",
]
