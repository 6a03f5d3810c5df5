"""Keep an enquiry as its two papers tell of it, whichever comes first, and announce each thing once."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sachstand_common.contracts.base import Event
from sachstand_common.contracts.ratsinfo import (
    EnquiryAnswered,
    EnquiryOverdue,
    EnquiryReceived,
    EnquiryUpdated,
)
from sachstand_common.facts import Source
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held, Tombstone
from sachstand_common.journal.retelling import conceal, reveal
from sachstand_common.journal.work import Work

from ..domain.enquiries import Asked, Enquiry, EnquiryState, Given, answered, meant_for, ruled, turned
from ..domain.enquiry_papers import asked_for, asked_in, counterpart, given_in, sitting_of
from ..domain.papers import KIND_LABELS, Paper, Relation
from ..storage.answer_rules import rules_of
from ..storage.enquiries import ENQUIRIES, find_other_sides
from ..storage.files import FILES
from ..storage.organizations import ids_of
from ..storage.papers import PAPERS
from ..storage.sittings import next_sitting
from .facts import content_of, quietly, revise

MERGED = "Anfrage und Antwort gehören zusammen"


async def follow_enquiry(
    work: Work, paper_id: UUID, paper: Paper, fact: Fact, entered: Asked | None = None
) -> UUID:
    """The enquiry that a paper asks; one that was known from its answer alone gains who asked what.

    `entered` is what a clerk says of it beside the paper.
    """
    held = await work.find(ENQUIRIES, paper_id=paper_id)
    known = held.state.asked if held else None
    asked = asked_in(paper_id, paper, known or entered)
    ids = asked.asker_ids or await ids_of(work.session, paper.city, asked.askers)
    asked = replace(asked, asker_ids=ids)
    answer = None if held and held.state.given else await _answer_of(work, paper, asked)
    known_by = held or answer
    state = known_by.state if known_by else Enquiry(city=paper.city)
    if held and answer and answer.state.given:
        state = answered(state, answer.state.given)
        _merge(work, answer)
    if known is None:
        state = replace(state, intended=None)
    state = replace(state, city=paper.city or state.city, asked=asked)
    state = await seated(work, meant_for(state, sitting_of(paper)))
    state = ruled(state, await rules_of(work, state.city))
    id = _write(work, known_by, state, fact)
    if state.given is not None:
        await relate(work, state.given.paper_id, id, state)
    return id


async def follow_answer(work: Work, paper_id: UUID, paper: Paper, fact: Fact) -> Paper:
    """The enquiry that a paper answers: the one it speaks of, else one of which nothing else is known."""
    given = given_in(paper_id, paper)
    held = await work.find(ENQUIRIES, answer_paper_id=paper_id)
    if held is None or held.state.asked is None:
        question = await _question_of(work, paper, given)
        if held and question:
            _merge(work, held)
        held = question or held
    state = answered(held.state if held else Enquiry(city=paper.city), given)
    if state.asked is None:
        state = meant_for(replace(state, city=paper.city or state.city), sitting_of(paper))
        state = await seated(work, state)
    if state.asked is not None:
        await _cite(work, paper_id, paper, public=paper.public)
    return related(paper, _write(work, held, state, fact), state)


async def seated(work: Work, enquiry: Enquiry) -> Enquiry:
    """The enquiry with the meeting that governance knows for the body and the day it is meant for."""
    sitting = enquiry.intended
    if sitting is None or sitting.meeting_id is not None or sitting.date is None:
        return enquiry
    found = await next_sitting(work.session, enquiry.city, sitting.body, sitting.date)
    if found is None or found.date != sitting.date:
        return enquiry
    return replace(enquiry, intended=replace(sitting, meeting_id=found.meeting_id))


async def _answer_of(work: Work, paper: Paper, asked: Asked) -> Held[Enquiry] | None:
    found = await find_other_sides(work, paper.city, asked)
    sides = [one.state.given for one in found if one.state.given]
    match = counterpart(asked, sides)
    return next((one for one in found if match and one.state.given == match), None)


async def _question_of(work: Work, paper: Paper, given: Given) -> Held[Enquiry] | None:
    found = await find_other_sides(work, paper.city, given)
    match = asked_for(given, [one.state.asked for one in found if one.state.asked])
    return next((one for one in found if match and one.state.asked == match), None)


def _merge(work: Work, known: Held[Enquiry]) -> None:
    """What was known from its answer alone is from now on found under the enquiry itself."""
    work.bury(known, Tombstone.MERGED, None, quietly(known, MERGED))


def _write(work: Work, held: Held[Enquiry] | None, state: Enquiry, fact: Fact) -> UUID:
    if held is None:
        id = new_id()
        state, event = announced(id, Enquiry(city=state.city), state)
        work.add(ENQUIRIES, state, event, fact, id)
        return id
    rewrite(work, held, state, fact, rendition=True)
    return held.id


def rewrite(work: Work, held: Held[Enquiry], state: Enquiry, fact: Fact, *, rendition: bool = False) -> None:
    """Change an enquiry and announce what is new of it; where nothing is, nothing happens."""
    if state != held.state:
        state, event = announced(held.id, held.state, state)
        revise(work, held, state, event, fact, rendition=rendition)


def announced(id: UUID, before: Enquiry, after: Enquiry) -> tuple[Enquiry, Event | None]:
    """The enquiry with what was announced of it, and the event: each milestone once, else what changed."""
    facts = facts_of(id, after)
    if after.state is not EnquiryState.OPEN and "answered" not in after.told and after.given:
        given = {"answer_paper_id": after.given.paper_id, "answered_on": after.answered_on}
        return _told(after, "answered"), EnquiryAnswered(**facts, **given)
    if "received" not in after.told and (after.asked or after.state is EnquiryState.OPEN):
        return _told(after, "received"), EnquiryReceived(**facts)
    if after.overdue and not before.overdue and "overdue" not in after.told:
        return _told(after, "overdue"), EnquiryOverdue(**facts)
    return after, EnquiryUpdated(**facts) if facts != facts_of(id, before) else None


def _told(enquiry: Enquiry, name: str) -> Enquiry:
    return replace(enquiry, told=(*enquiry.told, name))


def facts_of(id: UUID, enquiry: Enquiry) -> dict[str, Any]:
    """What every event of an enquiry carries."""
    sitting = enquiry.intended
    return {
        "enquiry_id": id,
        "city": enquiry.city,
        "name": enquiry.name,
        "paper_id": enquiry.asked.paper_id if enquiry.asked else None,
        "received_on": enquiry.asked.received_on if enquiry.asked else None,
        "due": enquiry.due.day if enquiry.due else None,
        "questions": len(enquiry.questions),
        "public": enquiry.public,
        "state": enquiry.state,
        "intended_for": sitting.date if sitting else None,
        "intended_body": sitting.body if sitting else None,
        "carried_over": enquiry.carried_over,
    }


def related(paper: Paper, enquiry_id: UUID, enquiry: Enquiry) -> Paper:
    """The paper that answers with its link to the enquiry, which is as public as that."""
    relation = Relation(
        kind="answers",
        label="Anfrage",
        paper_id=enquiry.asked.paper_id if enquiry.asked else None,
        enquiry_id=enquiry_id,
        public=enquiry.public,
    )
    others = tuple(one for one in paper.relations if one.kind != "answers")
    return replace(paper, relations=(relation, *others))


async def relate(work: Work, answer_paper_id: UUID, enquiry_id: UUID, enquiry: Enquiry) -> None:
    """Write that link where the paper that answers is not what is at hand."""
    held = await work.get(PAPERS, answer_paper_id)
    paper = related(held.state, enquiry_id, enquiry)
    if paper != held.state:
        work.change(held, paper, None, quietly(held, MERGED), retell=paper.public)


async def turn_enquiries(work: Work, paper_id: UUID, paper: Paper, fact: Fact, *, public: bool) -> Paper:
    """One of the two papers of an enquiry was published or taken back; the paper with its link."""
    asks = await work.find_all(ENQUIRIES, paper_id=paper_id)
    for held in (*asks, *await work.find_all(ENQUIRIES, answer_paper_id=paper_id)):
        state, event = announced(held.id, held.state, turned(held.state, paper_id, public=public))
        alone = state.asked is None or state.given is None
        cited = replace(fact, source=held.source if alone else None)
        if state.given is not None and state.given.paper_id == paper_id:
            await _cite(work, paper_id, paper, public=public)
            paper = related(paper, held.id, state)
        elif state.given is not None:
            await relate(work, state.given.paper_id, held.id, state)
        work.change(held, state, event, cited, retell=not alone)
    return paper


async def _cite(work: Work, paper_id: UUID, paper: Paper, *, public: bool) -> None:
    """A public enquiry names its answer as source only while that is public, on past days as well."""
    label = f"{KIND_LABELS[paper.kind]}: {paper.name}"
    files = await work.find_all(FILES, paper_id=paper_id)
    for source in (Source(label), *(Source(label, url=content_of(file.id)) for file in files)):
        await (reveal if public else conceal)(work.session, source)
