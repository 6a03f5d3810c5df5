"""Enquiries as they are shown (Anfragen)."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.enquiries import Enquiry
from .parts import show


class QuestionPart(ViewPart):
    """One question and its answer; the question's text is null where only the answer is known."""

    number: int
    text: str | None
    answer: str | None
    state: Annotated[str | None, Field(description="answered | deferred; null: open")]


class EnquiryView(View):
    """An enquiry: who asked what, and how far the answer is; unknown stays null."""

    city: City | None
    name: str
    state: Annotated[str, Field(description="open | answered | partly")]
    paper_id: UUID | None
    asked_by: str | None
    received_on: datetime.date | None
    claimed_state: Annotated[str | None, Field(description="The state of affairs the enquiry claimed")]
    due: datetime.date | None
    intended_for: Annotated[datetime.date | None, Field(description="The sitting it was meant for")]
    intended_body: str | None
    questions: list[QuestionPart]
    answer_paper_id: UUID | None
    answered_on: datetime.date | None


def render(enquiry: Enquiry, meta: Meta) -> EnquiryView:
    """The enquiry."""
    return show(EnquiryView, enquiry, meta)
