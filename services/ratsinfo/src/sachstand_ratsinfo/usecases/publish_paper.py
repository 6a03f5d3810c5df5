"""Publish a paper with all that belongs to it: at a clerk's word, or when its embargo is over."""

import datetime
from dataclasses import replace
from uuid import UUID

from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.consultations import Consultation, ConsultationState, ref
from ..domain.embargoes import opened
from ..domain.papers import Paper, PaperState, replaced
from ..storage.commitments import COMMITMENTS
from ..storage.consultations import CONSULTATIONS
from ..storage.files import FILES
from ..storage.papers import PAPERS
from .announce_commitment import updated
from .facts import revise
from .flag_contradictions import follow_publicity
from .intake import Placing, write_files
from .keep_enquiry import turn_enquiries
from .turn_decision import follow_resolutions


async def publish_paper(work: Work, id: UUID, paper: Paper, fact: Fact, *, embargoed: bool = False) -> Paper:
    """A paper is published with its files, its enquiry and its promises.

    `embargoed`: only with those files that were closed with it, and what they promise; what came later
    and was said to be public by nobody stays internal.
    """
    paper = replace(paper, publish=True, public=True, embargo_until=None)
    files = [Placing(held.id, held.state, held) for held in await work.find_all(FILES, paper_id=id)]
    closed = _still_closed(files, work.clock.today()) if embargoed else set()
    for placing in files:
        if placing.id not in closed:
            publish = placing.state.publish or not embargoed
            placing.state = replace(placing.state, public=True, publish=publish, embargo_until=None)
    write_files(work, files, fact)
    paper = await turn_enquiries(work, id, paper, fact, public=True)
    for commitment in await work.find_all(COMMITMENTS, paper_id=id):
        if commitment.state.file_id not in closed:
            told = replace(fact, source=commitment.source)
            shown = replace(commitment.state, public=True)
            revise(work, commitment, shown, updated(commitment.id, shown), told)
    await follow_publicity(work, PAPERS, id, paper.contradictions, public=True)
    paper = await follow_resolutions(work, id, paper)
    return replace(paper, files=tuple(replace(f, public=f.id not in closed) for f in paper.files))


def _still_closed(files: list[Placing], today: datetime.date) -> set[UUID]:
    """The files that are not public with the paper; an annex is as public as the text it was found in."""
    closed = {placing.id for placing in files if not opened(placing.state, today).public}
    return {p.id for p in files if (p.state.master_id if p.state.role == "annex" else p.id) in closed}


async def close_paper(work: Work, id: UUID, paper: Paper, until: datetime.date | None, fact: Fact) -> Paper:
    """An internal paper is public from a day on, with the files that it has now; None: on no day."""
    for held in await work.find_all(FILES, paper_id=id):
        if not held.state.public:
            revise(work, held, replace(held.state, embargo_until=until), None, fact)
    return replace(paper, embargo_until=until)


async def with_steps(work: Work, id: UUID, paper: Paper, fact: Fact) -> Paper:
    """The paper with its steps brought up to its name and publicity, and ended where it is withdrawn."""
    for held in await work.find_all(CONSULTATIONS, paper_id=id):
        paper = _follow(work, held, paper, fact)
    return paper


def _follow(work: Work, held: Held[Consultation], paper: Paper, fact: Fact) -> Paper:
    step = replace(held.state, name=paper.name, reference=paper.reference, paper_public=paper.public)
    if paper.state is PaperState.WITHDRAWN and step.state is ConsultationState.PLANNED:
        step = replace(step, state=ConsultationState.WITHDRAWN)
    revise(work, held, step, None, fact)
    return replace(paper, consultations=replaced(paper.consultations, ref(held.id, step)))
