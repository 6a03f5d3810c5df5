"""Why a change happens: the event that is being handled."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ..facts import Dating, Source


@dataclass(frozen=True)
class Cause:
    """The event behind a change; the change takes over its date, source and correlation."""

    event_id: UUID
    type: str
    service: str
    correlation: UUID
    effective: date | None = None
    dating: Dating = Dating.EXACT
    source: Source | None = None
    traceparent: str | None = None
    recorded: datetime | None = None
