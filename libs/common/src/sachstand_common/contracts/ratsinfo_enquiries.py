"""Events of ratsinfo about enquiries: asked, answered, late, and what else of them changed.

Read them from ``contracts.ratsinfo``, which joins all of them.
"""

import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from ..facts import City
from .ratsinfo_resolutions import ID, Ratsinfo

_ENQUIRY = {"enquiryId": f"{ID}6", "city": "braunschweig", "name": "Sachstand", "questions": 3}
_SITTING = {"intendedFor": "2021-05-11", "intendedBody": "Rat der Stadt Braunschweig"}


class EnquiryReceived(Ratsinfo):
    """Somebody in the council asked (Anfrage eingegangen); unknown stays null."""

    type: ClassVar[str] = "enquiry.received"
    EXAMPLE: ClassVar[dict[str, Any]] = _ENQUIRY

    enquiry_id: UUID
    city: City | None = None
    name: str
    paper_id: UUID | None = None
    received_on: datetime.date | None = None
    due: datetime.date | None = Field(None, description="null: no rule of the city is known")
    questions: int = 0
    public: bool = False
    state: str = Field(
        "open", description="open | partly | answered; an enquiry may come to be known after its answer"
    )
    intended_for: datetime.date | None = Field(None, description="The sitting it is meant for")
    intended_body: str | None = None
    carried_over: bool = Field(False, description="Unanswered in the sitting it was meant for")


class EnquiryAnswered(EnquiryReceived):
    """The administration answered (Stellungnahme zur Anfrage)."""

    type: ClassVar[str] = "enquiry.answered"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_ENQUIRY,
        "state": "answered",
        "answerPaperId": f"{ID}1",
        "answeredOn": "2021-03-24",
    }

    answer_paper_id: UUID
    answered_on: datetime.date | None = None


class EnquiryOverdue(EnquiryReceived):
    """No answer came in time (Anfrage überfällig)."""

    type: ClassVar[str] = "enquiry.overdue"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_ENQUIRY, "due": "2021-03-23"}


class EnquiryUpdated(EnquiryReceived):
    """Its name, its day, its sitting or who may know of it changed (Anfrage fortgeschrieben)."""

    type: ClassVar[str] = "enquiry.updated"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_ENQUIRY, **_SITTING, "carriedOver": True}
