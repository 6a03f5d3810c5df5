"""Enquiries (Anfragen): what was asked, how it was answered, and what is not known of it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sachstand_common.facts import City

from .contents import Answer, AnswerState, PaperContent


class EnquiryState(StrEnum):
    """How far the answer is; partly: at least one question was put off or left open."""

    OPEN = "open"
    ANSWERED = "answered"
    PARTLY = "partly"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; its text is null where only the answer is known."""

    number: int
    text: str | None = None
    answer: str | None = None
    state: AnswerState | None = None


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """An enquiry, perhaps known from its answer alone: then who asked and when is null."""

    city: City | None
    name: str
    paper_id: UUID | None = None
    asked_by: str | None = None
    received_on: datetime.date | None = None
    claimed_state: str | None = None
    due: datetime.date | None = None
    intended_for: datetime.date | None = None
    intended_body: str | None = None
    questions: tuple[Question, ...] = ()
    answer_paper_id: UUID | None = None
    answered_on: datetime.date | None = None
    state: EnquiryState = EnquiryState.OPEN
    public: bool = False


def answered_by(content: PaperContent, paper_id: UUID, name: str, *, public: bool) -> Enquiry:
    """The enquiry that an answer speaks of: as many questions as it answers, their text unknown."""
    step = content.stations[0] if content.stations else None
    state = _state(content.answers)
    return Enquiry(
        city=content.city,
        name=name,
        claimed_state=content.claimed_state,
        intended_for=step.date if step else None,
        intended_body=step.organization_name if step else None,
        questions=tuple(_question(answer) for answer in content.answers),
        answer_paper_id=paper_id,
        answered_on=None if state is EnquiryState.OPEN else content.date,
        state=state,
        public=public,
    )


def _question(answer: Answer) -> Question:
    return Question(number=answer.number, answer=answer.text, state=answer.state)


def _state(answers: tuple[Answer, ...]) -> EnquiryState:
    if answers and all(answer.state is None for answer in answers):
        return EnquiryState.OPEN
    left = any(answer.state != "answered" for answer in answers)
    return EnquiryState.PARTLY if left else EnquiryState.ANSWERED
