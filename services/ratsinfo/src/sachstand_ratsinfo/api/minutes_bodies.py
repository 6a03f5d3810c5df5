"""What is sent to /v1/minutes."""

from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from sachstand_common.http import Body
from sachstand_common.http.dates import Day
from sachstand_common.http.transitions import TransitionBody

from ..domain.contents import Attendee, Contribution, Mode
from ..domain.minutes import MinutesState
from ..domain.record_items import ItemText
from ..usecases.advance_minutes import Step
from .paper_bodies import MotionItemBody


class AttendeeBody(Body):
    """One line of the attendance list (Anwesenheitsliste)."""

    name: str = Field(min_length=1, max_length=200)
    group: str = Field("Mitglieder", min_length=1, max_length=100, examples=["Verwaltung"])
    organization: str | None = Field(None, max_length=200, description="Faction or unit")
    remark: str | None = Field(None, max_length=500, examples=["bis TOP 4"])
    present: bool = True


class ContributionBody(Body):
    """What one speaker said (Wortmeldung)."""

    speaker: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, max_length=50_000)
    function: str | None = Field(None, max_length=100)
    faction: str | None = Field(None, max_length=100)
    unit: str | None = Field(None, max_length=200)
    mode: Mode = "statement"
    questions: tuple[str, ...] = Field((), max_length=50)

    def to_contribution(self) -> Contribution:
        """The contribution it describes."""
        return Contribution(**self.model_dump())


class RecordItemBody(Body):
    """What the minutes say of one item; what stands on the agenda need not be sent again."""

    item_number: str = Field(min_length=1, max_length=20, examples=["4a"])
    subject: str | None = Field(None, min_length=1, max_length=500)
    public: bool | None = Field(None, description="Never wider than the agenda says; of others false")
    paper_reference: str | None = Field(None, min_length=1, max_length=60)
    rapporteurs: tuple[str, ...] = Field((), max_length=20)
    motion_items: tuple[MotionItemBody, ...] = Field((), max_length=50)
    contributions: tuple[ContributionBody, ...] = Field((), max_length=500)
    result_text: str | None = Field(None, max_length=20_000, description="The result is read from it")
    dropped: bool = Field(False, description="It was no item of this sitting; one of the agenda stays")

    def to_text(self) -> ItemText:
        """The item it describes."""
        told = {n: getattr(self, n) for n in type(self).model_fields}
        motion = tuple(one.to_item() for one in self.motion_items)
        said = tuple(one.to_contribution() for one in self.contributions)
        return ItemText(**{**told, "motion_items": motion, "contributions": said})


class MinutesChange(Body):
    """What the keeper writes; what is left out stays, of the items those that are not named."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "chair": "BM Muster",
                    "keeper": "Frau Beispiel",
                    "attendance": [{"name": "RM Ahorn", "organization": "Liste Stadt"}],
                    "items": [
                        {
                            "itemNumber": "4",
                            "subject": "Bänke am Ufer",
                            "resultText": "Der Ausschuss stimmt einstimmig zu.",
                        }
                    ],
                }
            ]
        }
    )

    number: str | None = Field(None, min_length=1, max_length=20)
    chair: str | None = Field(None, min_length=1, max_length=200)
    keeper: str | None = Field(None, min_length=1, max_length=200, description="Schriftführung, as signed")
    attendance: tuple[AttendeeBody, ...] | None = Field(None, max_length=500)
    items: tuple[RecordItemBody, ...] | None = Field(None, max_length=200)
    reason: str | None = Field(None, max_length=2000, description="Needed once they are submitted")

    def to_text(self) -> dict[str, Any]:
        """What is written, by the names of the fields."""
        told: dict[str, Any] = {name: getattr(self, name) for name in ("number", "chair", "keeper")}
        if self.attendance is not None:
            told["attendance"] = tuple(Attendee(**one.model_dump()) for one in self.attendance)
        if self.items is not None:
            told["items"] = tuple(one.to_text() for one in self.items)
        return {name: value for name, value in told.items() if value is not None}


class MinutesStep(TransitionBody):
    """What becomes of the minutes; an approval names the meeting and its day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"to": "submitted"},
                {
                    "to": "approved",
                    "meetingId": "0197a000-0000-7000-8000-000000000002",
                    "approvedOn": "2026-12-15",
                },
                {"to": "depublished", "reason": "Enthält Personaldaten"},
            ]
        }
    )

    to: MinutesState
    meeting_id: UUID | None = Field(None, description="The next meeting of the body")
    approved_on: Day | None = Field(None, description="The day of that meeting")

    @model_validator(mode="after")
    def _approved_in_a_meeting(self) -> Self:
        if self.to is MinutesState.APPROVED and (self.meeting_id is None or self.approved_on is None):
            raise ValueError("an approval names meetingId and approvedOn")
        return self

    def to_step(self) -> Step:
        """The step as the use case takes it."""
        return Step(self.to, self.reason, self.meeting_id, self.approved_on, self.effective)
