"""Revise a paper by hand: complete a draft, publish it, or take it back."""

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from sachstand_common.contracts.ratsinfo import PaperWithdrawn
from sachstand_common.journal.changes import Fact, Held, ReasonRequired
from sachstand_common.journal.work import Work

from ..domain.consultations import Consultation, ConsultationState, ref
from ..domain.papers import Paper, PaperState, PaperWithdrawnAlready, replaced
from ..storage.commitments import COMMITMENTS
from ..storage.consultations import CONSULTATIONS
from ..storage.files import FILES
from ..storage.papers import PAPERS
from .depublish import hidden_paper
from .facts import revise
from .flag_contradictions import follow_publicity
from .intake import Placing, write_files
from .keep_enquiry import turn_enquiries
from .turn_decision import follow_resolutions


@dataclass(frozen=True, kw_only=True)
class PaperRevision:
    """What a clerk changes; None leaves it as it is."""

    name: str | None = None
    reference: str | None = None
    date: datetime.date | None = None
    unit: str | None = None
    file_reference: str | None = None
    publish: bool | None = None
    state: PaperState | None = None
    reason: str | None = None


async def revise_paper(work: Work, id: UUID, if_match: str, revision: PaperRevision) -> None:
    """Change a paper; its open steps bear its new name, and end with it when it is withdrawn.

    Raises:
        ReasonRequired: it is taken back from the public without saying why.
        PaperWithdrawnAlready: it was taken back before.
        StaleVersion: somebody changed it since.
    """
    held = await work.get(PAPERS, id, if_match)
    if held.state.state is PaperState.WITHDRAWN:
        raise PaperWithdrawnAlready(paper=str(id))
    given = {n: v for n, v in vars(revision).items() if v is not None and n not in ("reason", "publish")}
    paper = replace(held.state, **given)
    if revision.name is not None:
        paper = replace(paper, name_printed=True)
    fact = Fact(reason=revision.reason)
    if revision.publish is False and not revision.reason:
        raise ReasonRequired(fields=["public"])
    taken_back = revision.publish is False and paper.public
    if taken_back:
        paper = await hidden_paper(work, id, paper, revision.reason or "")
    if revision.publish and not paper.public:
        paper = await _publish(work, id, replace(paper, publish=True, public=True), fact)
    for step in await work.find_all(CONSULTATIONS, paper_id=id):
        paper = _follow(work, step, paper, fact)
    event = None
    if paper.state is PaperState.WITHDRAWN or taken_back:
        event = PaperWithdrawn(paper_id=id, reason=revision.reason)
    revise(work, held, paper, event, fact)


async def _publish(work: Work, id: UUID, paper: Paper, fact: Fact) -> Paper:
    """A paper is published with its files, its enquiry and its promises."""
    files = [Placing(held.id, held.state, held) for held in await work.find_all(FILES, paper_id=id)]
    for placing in files:
        placing.state = replace(placing.state, public=True, publish=True)
    write_files(work, files, fact)
    paper = await turn_enquiries(work, id, paper, fact, public=True)
    for commitment in await work.find_all(COMMITMENTS, paper_id=id):
        told = replace(fact, source=commitment.source)
        revise(work, commitment, replace(commitment.state, public=True), None, told)
    await follow_publicity(work, PAPERS, id, paper.contradictions, public=True)
    paper = await follow_resolutions(work, id, paper)
    return replace(paper, files=tuple(replace(file, public=True) for file in paper.files))


def _follow(work: Work, held: Held[Consultation], paper: Paper, fact: Fact) -> Paper:
    step = replace(held.state, name=paper.name, reference=paper.reference, paper_public=paper.public)
    if paper.state is PaperState.WITHDRAWN and step.state is ConsultationState.PLANNED:
        step = replace(step, state=ConsultationState.WITHDRAWN)
    revise(work, held, step, None, fact)
    return replace(paper, consultations=replaced(paper.consultations, ref(held.id, step)))
