"""Enquiries (Anfragen): what was asked, how it was answered, until when, and in which sitting.

An enquiry has two sides, each known from a paper of its own: the one that asks and the one that answers.
They come in either order; what only one of them says is null until the other is there.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sachstand_common.facts import City

from .answer_rules import AnswerRule, Due, due_by
from .contents import Answer, AnswerState, AskedQuestion


class EnquiryState(StrEnum):
    """How far the answer is; partly: at least one question was put off or left open."""

    OPEN = "open"
    ANSWERED = "answered"
    PARTLY = "partly"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question and its answer; its text is null where only the answer is known."""

    number: int
    text: str | None = None
    answer: str | None = None
    state: AnswerState | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A sitting that an enquiry is or was meant for; `meeting_id` once governance has told of it."""

    date: datetime.date | None
    body: str | None
    meeting_id: UUID | None = None
    public: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the paper says that asks (Anfrage), completed by the clerks."""

    paper_id: UUID
    name: str
    reference: str | None = None
    askers: tuple[str, ...] = ()
    asker_ids: tuple[UUID, ...] = ()
    received_on: datetime.date | None = None
    facts: str | None = None
    claimed_state: str | None = None
    questions: tuple[AskedQuestion, ...] = ()
    public: bool = False


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the paper says that answers (Stellungnahme)."""

    paper_id: UUID
    name: str
    name_printed: bool = True
    reference: str | None = None
    date: datetime.date | None = None
    claimed_state: str | None = None
    answers: tuple[Answer, ...] = ()
    public: bool = False


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """An enquiry. `said`: what a clerk says of single answers goes before what was read in the paper.

    `passed`: the sittings that went by without an answer. `told`: what was announced of it, once each.
    """

    city: City | None
    asked: Asked | None = None
    given: Given | None = None
    said: tuple[Answer, ...] = ()
    due: Due | None = None
    late: bool = False
    intended: Sitting | None = None
    passed: tuple[Sitting, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is about."""
        side = self.asked or self.given
        return side.name if side else ""

    @property
    def public(self) -> bool:
        """An enquiry is as public as the paper that asks; known from its answer alone, as that."""
        side = self.asked or self.given
        return side is not None and side.public

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers by number."""
        read = {one.number: one for one in self.given.answers} if self.given else {}
        for one in self.said if self.given else ():
            known = read.get(one.number)
            text = one.text if one.text is not None or known is None else known.text
            read[one.number] = replace(one, text=text)
        return tuple(read[number] for number in sorted(read))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question that was asked or answered, by number."""
        texts = {one.number: one.text for one in self.asked.questions} if self.asked else {}
        found = {number: Question(number=number, text=text) for number, text in texts.items()}
        for one in self.answers:
            found[one.number] = Question(
                number=one.number,
                text=texts.get(one.number),
                answer=one.text,
                state=one.state,
                until=one.until,
            )
        return tuple(found[number] for number in sorted(found))

    @property
    def state(self) -> EnquiryState:
        """Open without an answer, and while no question has one; an answer without numbers is one to all."""
        if self.given is None:
            return EnquiryState.OPEN
        if not self.answers:
            return EnquiryState.ANSWERED
        states = [question.state for question in self.questions]
        if not any(states):
            return EnquiryState.OPEN
        return EnquiryState.ANSWERED if {*states} == {"answered"} else EnquiryState.PARTLY

    @property
    def answered_on(self) -> datetime.date | None:
        """The date of the paper that answers."""
        return self.given.date if self.given and self.state is not EnquiryState.OPEN else None

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions that have no answer: passed over, or put off."""
        if self.state is EnquiryState.ANSWERED:
            return ()
        return tuple(one for one in self.questions if one.state in (None, "deferred"))

    @property
    def waits(self) -> bool:
        """Whether an answer is still owed, be it to a single question."""
        return self.state is EnquiryState.OPEN or bool(self.unanswered)

    @property
    def put_off(self) -> datetime.date | None:
        """The first day to which the answer puts off what it leaves open; None: not all of it has one."""
        days = [one.until for one in self.unanswered]
        return min((day for day in days if day), default=None) if all(days) else None

    @property
    def deadline(self) -> datetime.date | None:
        """The day after which it is late: the due one, or a later one to which the rest was put off."""
        days = (self.due.day if self.due else None, self.put_off)
        return max((day for day in days if day), default=None)

    @property
    def passes(self) -> datetime.date | None:
        """The day after which its sitting went by; what is put off does not wait before."""
        sitting = self.intended.date if self.intended else None
        return max(sitting, self.put_off or sitting) if sitting else None

    @property
    def overdue(self) -> bool:
        """Whether the day went by on which an answer was due, and a question still has none."""
        return self.late and self.waits

    @property
    def carried_over(self) -> bool:
        """Whether a sitting went by that it was meant for, and it still waits."""
        return bool(self.passed) and self.waits

    @property
    def date(self) -> datetime.date | None:
        """When it was received; where nobody says so, when it was answered."""
        received = self.asked.received_on if self.asked else None
        return received or (self.given.date if self.given else None)

    @property
    def wake(self) -> datetime.date | None:
        """The next day on which the calendar alone changes something."""
        if not self.waits:
            return None
        days = [day for day in (None if self.late else self.deadline, self.passes) if day]
        return min(days) + datetime.timedelta(days=1) if days else None


def answered(enquiry: Enquiry, given: Given, said: tuple[Answer, ...] | None = None) -> Enquiry:
    """The enquiry with its answer; one of an earlier day was not late, and no later sitting went by.

    An answer that passes a question over changes nothing of that, one that puts it off sets another day.
    """
    after = replace(enquiry, given=given, said=enquiry.said if said is None else said)
    day = after.answered_on
    if after.waits:
        after = replace(after, late=enquiry.late and after.deadline == enquiry.deadline)
    elif day and enquiry.due and day <= enquiry.due.day:
        after = replace(after, late=False)
    if day is None or (after.waits and after.put_off is None):
        return after
    passed = tuple(one for one in enquiry.passed if one.date and one.date < day)
    came_for = enquiry.passed[len(passed)] if len(passed) < len(enquiry.passed) else enquiry.intended
    return replace(after, passed=passed, intended=came_for)


def meant_for(enquiry: Enquiry, sitting: Sitting | None) -> Enquiry:
    """The enquiry with the sitting that a paper prints; what is known since of its way goes before that."""
    known = enquiry.intended
    if sitting is None or enquiry.passed:
        return enquiry
    if known is None:
        return replace(enquiry, intended=sitting)
    if (known.date, known.body) == (sitting.date, sitting.body):
        return replace(enquiry, intended=replace(known, public=known.public or sitting.public))
    return enquiry


def ruled(enquiry: Enquiry, rules: Mapping[UUID, AnswerRule]) -> Enquiry:
    """The enquiry with the day on which its answer is due; another day than before was not missed yet."""
    due = due_by(rules, enquiry.asked.received_on if enquiry.asked else None)
    dated = replace(enquiry, due=due)
    return replace(dated, late=enquiry.late and dated.deadline == enquiry.deadline)


def turned(enquiry: Enquiry, paper_id: UUID, *, public: bool) -> Enquiry:
    """The enquiry after one of its papers was published or taken back."""
    if enquiry.asked and enquiry.asked.paper_id == paper_id:
        enquiry = replace(enquiry, asked=replace(enquiry.asked, public=public))
    if enquiry.given and enquiry.given.paper_id == paper_id:
        enquiry = replace(enquiry, given=replace(enquiry.given, public=public))
    return enquiry


def shown(enquiry: Enquiry) -> Enquiry:
    """The enquiry as the public knows it: without an answer and sittings that are not public."""
    intended = enquiry.intended if enquiry.intended and enquiry.intended.public else None
    given = enquiry.given if enquiry.given and enquiry.given.public else None
    passed = tuple(one for one in enquiry.passed if one.public)
    said = enquiry.said if given else ()
    return replace(enquiry, given=given, said=said, intended=intended, passed=passed)


def as_now(past: Enquiry, now: Enquiry) -> Enquiry:
    """A past state with what is public of it at present."""
    if past.asked and now.asked:
        past = replace(past, asked=replace(past.asked, public=now.asked.public))
    if past.given and now.given:
        past = replace(past, given=replace(past.given, public=now.given.public))
    closed = {(one.date, one.body) for one in _sittings(now) if not one.public}
    hidden = [one if (one.date, one.body) not in closed else replace(one, public=False)
              for one in _sittings(past)]  # fmt: skip
    intended = hidden.pop() if past.intended else None
    return replace(past, intended=intended, passed=tuple(hidden))


def _sittings(enquiry: Enquiry) -> Iterable[Sitting]:
    return (*enquiry.passed, *((enquiry.intended,) if enquiry.intended else ()))
