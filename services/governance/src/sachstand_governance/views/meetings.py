"""Meetings (Sitzungen) as JSON."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.clock import printed
from sachstand_common.journal.views import INTERNAL, Meta

from ..domain.meetings import Meeting, MeetingMode, MeetingState, Origin
from .parts import BodyFields, body_fields


class MeetingView(BodyFields):
    """A meeting (Sitzung) of one body."""

    start: date = Field(description="The day, in Braunschweig's and Stuttgart's own time")
    starts_at: datetime | None = Field(description="null: the source gives no time of day")
    ends_at: datetime | None
    state: MeetingState
    origin: Origin
    number: str | None
    source_number: str | None = Field(description="Number of the Niederschrift it is known from")
    place: str | None
    mode: MeetingMode | None
    public: bool
    profile_id: UUID | None = Field(description="The rule profile pinned when it was convened")
    profile_citation: str | None
    convened_on: date | None
    notice_required: int | None
    notice_given: int | None
    urgency_reason: str | None
    reason: str | None = Field(description="Why it was cancelled or postponed")
    minutes_id: UUID | None = Field(description="null: none, or not public")
    internal_minutes_id: Annotated[UUID | None, INTERNAL]
    agenda_id: UUID = Field(description="Its agenda (Tagesordnung), which is there once it has an item")
    note: Annotated[str | None, INTERNAL]


def render(state: Meeting, meta: Meta, agenda_id: UUID) -> MeetingView:
    """Render a meeting."""
    own = {k: v for k, v in vars(state).items() if k not in ("body", "minutes_public")}
    own |= {"internal_minutes_id": state.minutes_id}
    if not state.minutes_public:
        own["minutes_id"] = None
    times = {k: printed(own[k]) for k in ("starts_at", "ends_at") if own[k]}
    return MeetingView.model_validate(
        {**meta.fields(), **body_fields(state.body), **own, **times, "agenda_id": agenda_id}
    )
