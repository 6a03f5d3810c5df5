"""Follow what a paper says to its steps, its enquiry and its promises."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.ratsinfo import CommitmentRecorded, EnquiryAnswered, EnquiryReceived
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.commitments import Commitment, renewed, same
from ..domain.contents import Promise
from ..domain.enquiries import Enquiry, EnquiryState, answered_by
from ..domain.papers import Paper, Relation
from ..storage.commitments import COMMITMENTS
from ..storage.enquiries import ENQUIRIES
from .cite_promises import Cited
from .facts import quietly, revise
from .plan_consultation import plan_stations
from .turn_decision import follow_resolutions


async def follow_paper(
    work: Work, paper_id: UUID, paper: Paper, fact: Fact, promised: Sequence[Cited] = ()
) -> Paper:
    """Bring steps, enquiry and commitments up to what the paper says; the paper with links to them."""
    paper = await plan_stations(work, paper_id, paper, fact)
    await _commitments(work, paper_id, paper, promised)
    paper = await follow_resolutions(work, paper_id, paper)
    if paper.kind != "answer":
        return paper
    enquiry_id = await _enquiry(work, paper_id, paper, fact)
    relation = Relation(kind="answers", label="Anfrage", enquiry_id=enquiry_id)
    others = tuple(r for r in paper.relations if r.kind != "answers")
    return replace(paper, relations=(relation, *others))


async def _enquiry(work: Work, paper_id: UUID, paper: Paper, fact: Fact) -> UUID:
    """The enquiry that an answer speaks of; known from the answer alone, its author and date are null."""
    held = await work.find(ENQUIRIES, answer_paper_id=paper_id)
    told = answered_by(paper, paper_id, paper.name, public=paper.public)
    if held is None:
        id = new_id()
        work.add(ENQUIRIES, told, _told(id, told, paper_id), fact, id)
        return id
    kept = {name: getattr(held.state, name) for name in ("paper_id", "asked_by", "received_on", "due")}
    state = replace(told, **kept)
    answered = held.state.state is EnquiryState.OPEN and state.state is not EnquiryState.OPEN
    event = _told(held.id, state, paper_id) if answered else None
    revise(work, held, state, event, fact, rendition=True)
    return held.id


def _told(id: UUID, enquiry: Enquiry, paper_id: UUID) -> EnquiryReceived:
    """An answer that leaves every question open only tells that somebody asked."""
    names = ("city", "name", "paper_id", "received_on", "due", "public")
    facts = {**{n: getattr(enquiry, n) for n in names}, "questions": len(enquiry.questions)}
    if enquiry.state is EnquiryState.OPEN:
        return EnquiryReceived(enquiry_id=id, **facts)
    on = enquiry.answered_on
    return EnquiryAnswered(enquiry_id=id, **facts, answer_paper_id=paper_id, answered_on=on)


async def _commitments(work: Work, paper_id: UUID, paper: Paper, promised: Sequence[Cited]) -> None:
    """One commitment per promise; a fuller sentence about the same thing renews it."""
    known = await work.find_all(COMMITMENTS, paper_id=paper_id)
    for cited in promised:
        held = next((h for h in known if same(_promise(h), cited.promise)), None)
        if held is None:
            _record(work, paper_id, paper, cited)
        else:
            known.remove(held)
            state = replace(renewed(held.state, cited.promise), public=cited.public, file_id=cited.file_id)
            revise(work, held, state, None, cited.fact, rendition=True)
    for held in known:
        if held.state.public and not paper.public:
            work.change(held, replace(held.state, public=False), None, quietly(held, "nicht mehr öffentlich"))


def _promise(held: Held[Commitment]) -> Promise:
    state = held.state
    return Promise(state.text, state.due, state.due_label, state.bodies)


def _record(work: Work, paper_id: UUID, paper: Paper, cited: Cited) -> None:
    id, promise = new_id(), cited.promise
    state = Commitment(
        city=paper.city,
        paper_id=paper_id,
        text=promise.text,
        due=promise.due,
        due_label=promise.due_label,
        bodies=promise.bodies,
        public=cited.public,
        file_id=cited.file_id,
    )
    event = CommitmentRecorded(
        commitment_id=id, city=paper.city, paper_id=paper_id, due=promise.due, public=cited.public
    )
    work.add(COMMITMENTS, state, event, cited.fact, id)
