"""Follow what a paper says to its steps, its enquiry and its promises."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.commitments import Commitment, renewed, same
from ..domain.contents import Promise
from ..domain.papers import Paper
from ..storage.commitments import COMMITMENTS
from .announce_commitment import recorded, updated
from .cite_promises import Cited
from .facts import quietly, revise
from .keep_enquiry import follow_answer, follow_enquiry
from .plan_consultation import plan_stations
from .turn_decision import follow_resolutions


async def follow_paper(
    work: Work, paper_id: UUID, paper: Paper, fact: Fact, promised: Sequence[Cited] = ()
) -> Paper:
    """Bring steps, enquiry and commitments up to what the paper says; the paper with links to them."""
    paper = await plan_stations(work, paper_id, paper, fact)
    await _commitments(work, paper_id, paper, promised)
    paper = await follow_resolutions(work, paper_id, paper)
    if paper.kind == "enquiry":
        await follow_enquiry(work, paper_id, paper, fact)
    return await follow_answer(work, paper_id, paper, fact) if paper.kind == "answer" else paper


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
            revise(work, held, state, updated(held.id, state), cited.fact, rendition=True)
    for held in known:
        if held.state.public and not paper.public:
            hidden = replace(held.state, public=False)
            work.change(held, hidden, updated(held.id, hidden), quietly(held, "nicht mehr öffentlich"))


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
    work.add(COMMITMENTS, state, recorded(id, state), cited.fact, id)
