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
from .organizations import short_key


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
    def overdue(self) -> bool:
        """Whether the day went by on which an answer was due, and there still is none."""
        return self.late and self.state is EnquiryState.OPEN

    @property
    def carried_over(self) -> bool:
        """Whether a sitting went by that it was meant for, and it still waits."""
        return bool(self.passed) and self.state is EnquiryState.OPEN

    @property
    def date(self) -> datetime.date | None:
        """When it was received; where nobody says so, when it was answered."""
        received = self.asked.received_on if self.asked else None
        return received or (self.given.date if self.given else None)

    @property
    def wake(self) -> datetime.date | None:
        """The next day on which the calendar alone changes something."""
        if self.state is not EnquiryState.OPEN:
            return None
        due = self.due.day if self.due and not self.late else None
        days = [day for day in (due, self.intended.date if self.intended else None) if day]
        return min(days) + datetime.timedelta(days=1) if days else None


def answered(enquiry: Enquiry, given: Given) -> Enquiry:
    """The enquiry with its answer; one of an earlier day was not late, and no later sitting went by."""
    enquiry = replace(enquiry, given=given)
    day = enquiry.answered_on
    if day is None:
        return enquiry
    passed = tuple(one for one in enquiry.passed if one.date and one.date < day)
    came_for = enquiry.passed[len(passed)] if len(passed) < len(enquiry.passed) else enquiry.intended
    late = enquiry.late and not (enquiry.due and day <= enquiry.due.day)
    return replace(enquiry, passed=passed, intended=came_for, late=late)


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
    same = enquiry.due is not None and due is not None and due.day == enquiry.due.day
    return replace(enquiry, due=due, late=enquiry.late and same)


def passing(enquiry: Enquiry, today: datetime.date) -> Sitting | None:
    """The sitting that went by without an answer, if there is one."""
    sitting = enquiry.intended if enquiry.state is EnquiryState.OPEN else None
    return sitting if sitting and sitting.date and sitting.date < today else None


def carried(enquiry: Enquiry, upcoming: Sitting | None) -> Enquiry:
    """The enquiry carried over to the next sitting; None: that is not known yet."""
    passed = (*enquiry.passed, enquiry.intended) if enquiry.intended else enquiry.passed
    return replace(enquiry, passed=passed, intended=_as_public(upcoming, passed))


def _as_public(sitting: Sitting | None, passed: tuple[Sitting, ...]) -> Sitting | None:
    """A sitting to which is carried over what was not to be seen in the last one is not to be seen either."""
    known = passed[-1].public if passed else True
    return sitting and replace(sitting, public=sitting.public and known)


def told_of(enquiry: Enquiry, sitting: Sitting, upcoming: Sitting | None, *, called_off: bool) -> Enquiry:
    """What a sitting that became known, or moved, or was called off, means for an enquiry that waits."""
    known = enquiry.intended
    if enquiry.state is not EnquiryState.OPEN:
        return enquiry
    if known is not None and known.meeting_id == sitting.meeting_id:
        moved = replace(known, date=sitting.date)
        return carried(enquiry, upcoming) if called_off else replace(enquiry, intended=moved)
    if called_off:
        return enquiry
    if known is None and enquiry.passed and _same_body(enquiry.passed[-1], sitting):
        return replace(enquiry, intended=_as_public(sitting, enquiry.passed))
    if known and known.meeting_id is None and known.date == sitting.date and _same_body(known, sitting):
        return replace(enquiry, intended=replace(known, meeting_id=sitting.meeting_id))
    return enquiry


def _same_body(one: Sitting, other: Sitting) -> bool:
    return short_key(one.body or "") == short_key(other.body or "")


def on_day(enquiry: Enquiry, today: datetime.date, upcoming: Sitting | None) -> Enquiry:
    """What the calendar makes of an unanswered enquiry: late once its day went by, and carried over."""
    if enquiry.state is not EnquiryState.OPEN:
        return enquiry
    if passing(enquiry, today):
        enquiry = carried(enquiry, upcoming)
    late = enquiry.due is not None and enquiry.due.day < today
    return replace(enquiry, late=enquiry.late or late)


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
