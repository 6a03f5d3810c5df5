"""Enquiries as they are shown (Anfragen)."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.enquiries import Enquiry, Sitting
from .parts import show


class QuestionPart(ViewPart):
    """One question and its answer; the question's text is null where only the answer is known."""

    number: int
    text: str | None
    answer: str | None
    state: Annotated[
        str | None,
        Field(description="answered | partly | deferred; null: open, or not answered by number"),
    ]
    until: Annotated[datetime.date | None, Field(description="Until when it is put off; null: not said")]


class DuePart(ViewPart):
    """The rule by which an answer is due."""

    rule_id: UUID
    working_days: int
    citation: str
    counted_from: Annotated[datetime.date, Field(description="The day it was received, which is not counted")]


class SittingPart(ViewPart):
    """A sitting that went by without an answer."""

    date: datetime.date | None
    body: str | None
    meeting_id: UUID | None


class EnquiryView(View):
    """An enquiry: who asked what, and how far the answer is; unknown stays null."""

    city: City | None
    name: str
    reference: Annotated[str | None, Field(description="As the paper that asks prints it")]
    state: Annotated[str, Field(description="open | answered | partly")]
    date: Annotated[datetime.date | None, Field(description="When it was received, else answered")]
    year: Annotated[int | None, Field(description="Of that date")]
    paper_id: Annotated[UUID | None, Field(description="The paper that asks")]
    asked_by: Annotated[str | None, Field(description="Everybody who asks, as printed")]
    askers: Annotated[list[str], Field(description="Factions or persons, as printed")]
    asker_ids: Annotated[list[UUID], Field(description="The organizations among them that are known")]
    received_on: Annotated[datetime.date | None, Field(description="Else the date of the paper that asks")]
    facts: Annotated[str | None, Field(description="Sachverhalt, in the words of who asks")]
    claimed_state: Annotated[str | None, Field(description="The state of affairs the enquiry claimed")]
    due: Annotated[datetime.date | None, Field(description="When an answer is due; null: not known")]
    due_rule: Annotated[DuePart | None, Field(description="The rule that says so")]
    due_unknown: Annotated[
        str | None,
        Field(description="no_rule: no rule of the city is known | not_received: nor when it was received"),
    ]
    overdue: Annotated[
        bool,
        Field(description="Its day went by, or the one an answer put it off to, and a question has none"),
    ]
    intended_for: Annotated[
        datetime.date | None, Field(description="The sitting it is meant for; null: not known (yet)")
    ]
    intended_body: str | None
    meeting_id: UUID | None
    carried_over: Annotated[bool, Field(description="Not fully answered in the sitting it was meant for")]
    carried_from: Annotated[list[SittingPart], Field(description="The sittings that went by, in order")]
    questions: list[QuestionPart]
    answer_paper_id: UUID | None
    answered_on: datetime.date | None


def render(enquiry: Enquiry, meta: Meta) -> EnquiryView:
    """The enquiry."""
    asked, given, due = enquiry.asked, enquiry.given, enquiry.due
    sitting = enquiry.intended or Sitting(date=None, body=_last_body(enquiry))
    return show(
        EnquiryView,
        enquiry,
        meta,
        reference=asked.reference if asked else None,
        year=enquiry.date.year if enquiry.date else None,
        paper_id=asked.paper_id if asked else None,
        asked_by=", ".join(asked.askers) or None if asked else None,
        askers=list(asked.askers) if asked else [],
        asker_ids=list(asked.asker_ids) if asked else [],
        received_on=asked.received_on if asked else None,
        facts=asked.facts if asked else None,
        claimed_state=(asked.claimed_state if asked else None) or (given.claimed_state if given else None),
        due=due.day if due else None,
        due_rule=due,
        due_unknown=_due_unknown(enquiry),
        intended_for=sitting.date,
        intended_body=sitting.body,
        meeting_id=sitting.meeting_id,
        carried_from=enquiry.passed,
        answer_paper_id=given.paper_id if given else None,
    )


def _last_body(enquiry: Enquiry) -> str | None:
    return enquiry.passed[-1].body if enquiry.passed else None


def _due_unknown(enquiry: Enquiry) -> str | None:
    if enquiry.due is not None:
        return None
    return "no_rule" if enquiry.asked and enquiry.asked.received_on else "not_received"
