"""Enter an enquiry by hand, complete it, and say what became of its questions."""

import datetime
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sachstand_common.errors import Conflict, RuleViolated
from sachstand_common.facts import City
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held, Tombstone
from sachstand_common.journal.work import Work

from ..domain.contents import Answer, AskedQuestion, Station
from ..domain.enquiries import Asked, Enquiry, Sitting, answered, ruled
from ..domain.enquiry_papers import given_in
from ..domain.papers import Paper
from ..storage.answer_rules import rules_of
from ..storage.enquiries import ENQUIRIES
from ..storage.organizations import ids_of
from ..storage.papers import PAPERS
from .facts import quietly
from .keep_enquiry import MERGED, follow_enquiry, relate, rewrite, seated
from .plan_consultation import plan_stations
from .register_document import registered

_ASKED = ("received_on", "claimed_state", "facts", "askers", "questions")


class EnquiryNotFiled(Conflict):
    """Only the answer is known: register the enquiry itself, and the two are brought together."""


class EnquiryNotAnswered(Conflict):
    """There is no answer yet of which anything could be said."""


class AnsweredElsewhere(Conflict):
    """Another paper answers this enquiry, or that paper another enquiry."""


class NotAnAnswer(RuleViolated):
    """That paper is no answer (Stellungnahme)."""


class QuestionUnknown(RuleViolated):
    """Nobody asked a question with that number."""


@dataclass(frozen=True, kw_only=True)
class NewEnquiry:
    """An enquiry as a clerk enters it."""

    city: City
    name: str
    reference: str | None = None
    date: datetime.date | None = None
    received_on: datetime.date | None = None
    askers: tuple[str, ...] = ()
    facts: str | None = None
    claimed_state: str | None = None
    questions: tuple[AskedQuestion, ...] = ()
    intended_body: str | None = None
    intended_for: datetime.date | None = None
    public: bool = False


@dataclass(frozen=True, kw_only=True)
class EnquiryRevision:
    """What a clerk changes; None leaves it as it is."""

    received_on: datetime.date | None = None
    claimed_state: str | None = None
    facts: str | None = None
    askers: tuple[str, ...] | None = None
    questions: tuple[AskedQuestion, ...] | None = None
    intended_body: str | None = None
    intended_for: datetime.date | None = None
    answer_paper_id: UUID | None = None
    answers: tuple[Answer, ...] = ()
    reason: str | None = None


async def enter_enquiry(work: Work, new: NewEnquiry) -> UUID:
    """Register the paper that asks, with its step to the sitting it is meant for; the id of the enquiry."""
    id = new_id()
    steps = (
        (Station(new.intended_body, new.intended_for, None, public=new.public or None),)
        if new.intended_body
        else ()
    )
    paper = Paper(
        city=new.city,
        kind="enquiry",
        name=new.name,
        reference=new.reference,
        date=new.date,
        originators=new.askers,
        originator_ids=await ids_of(work.session, new.city, new.askers),
        facts=new.facts,
        claimed_state=new.claimed_state,
        questions=new.questions,
        stations=steps,
        public=new.public,
        publish=new.public,
    )
    fact = Fact(effective=new.received_on or new.date)
    paper = await plan_stations(work, id, paper, fact)
    work.add(PAPERS, paper, registered(id, paper), fact, id)
    return await follow_enquiry(work, id, paper, fact, _entered(id, new))


def _entered(paper_id: UUID, new: NewEnquiry) -> Asked:
    return Asked(paper_id=paper_id, name=new.name, received_on=new.received_on)


async def revise_enquiry(work: Work, id: UUID, if_match: str, revision: EnquiryRevision) -> None:
    """Complete an enquiry, tie an answer to it, or say how far single questions are answered.

    Raises:
        EnquiryNotFiled: what was asked cannot be changed while nobody has asked.
        EnquiryNotAnswered, QuestionUnknown: there is nothing of which that could be said.
        NotAnAnswer, AnsweredElsewhere: that paper cannot answer it.
        StaleVersion: somebody changed it since.
    """
    held = await work.get(ENQUIRIES, id, if_match)
    state = await _asked(work, held.state, revision)
    if revision.answer_paper_id is not None:
        state = await _tied(work, held, state, revision.answer_paper_id)
    if revision.answers:
        state = _said(state, revision.answers)
    if revision.intended_body or revision.intended_for:
        state = await seated(work, replace(state, intended=_sitting(state, revision)))
    state = ruled(state, await rules_of(work, state.city))
    rewrite(work, held, state, Fact(reason=revision.reason))
    if revision.answer_paper_id is not None:
        await relate(work, revision.answer_paper_id, id, state)


async def _asked(work: Work, enquiry: Enquiry, revision: EnquiryRevision) -> Enquiry:
    given: dict[str, Any] = {n: v for n in _ASKED if (v := getattr(revision, n)) is not None}
    if not given:
        return enquiry
    if enquiry.asked is None:
        raise EnquiryNotFiled(fields=sorted(given))
    if "askers" in given:
        given["asker_ids"] = await ids_of(work.session, enquiry.city, given["askers"])
    return replace(enquiry, asked=replace(enquiry.asked, **given))


async def _tied(work: Work, held: Held[Enquiry], enquiry: Enquiry, paper_id: UUID) -> Enquiry:
    """The enquiry with that answer; what was known from the answer alone merges into it."""
    paper = (await work.get(PAPERS, paper_id)).state
    if paper.kind != "answer":
        raise NotAnAnswer(paper=str(paper_id), kind=paper.kind)
    other = await work.find(ENQUIRIES, answer_paper_id=paper_id)
    elsewhere = other is not None and other.id != held.id and other.state.asked is not None
    if elsewhere or (enquiry.given is not None and enquiry.given.paper_id != paper_id):
        raise AnsweredElsewhere(paper=str(paper_id))
    if other is not None and other.id != held.id:
        work.bury(other, Tombstone.MERGED, None, quietly(other, MERGED))
    return answered(enquiry, given_in(paper_id, paper))


def _said(enquiry: Enquiry, answers: tuple[Answer, ...]) -> Enquiry:
    if enquiry.given is None:
        raise EnquiryNotAnswered()
    unknown = {one.number for one in answers} - {one.number for one in enquiry.questions}
    if unknown:
        raise QuestionUnknown(numbers=sorted(unknown))
    said = {one.number: one for one in (*enquiry.said, *answers)}
    return answered(enquiry, enquiry.given, tuple(said[n] for n in sorted(said)))


def _sitting(enquiry: Enquiry, revision: EnquiryRevision) -> Sitting:
    known = enquiry.intended or Sitting(date=None, body=None)
    body, day = revision.intended_body or known.body, revision.intended_for or known.date
    return Sitting(date=day, body=body, public=enquiry.public)
