"""Turn what a decision means for its paper public, or internal again, on past days as well."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.journal.work import Work

from ..domain.consultations import ref
from ..domain.papers import Paper, replaced
from ..storage.consultations import CONSULTATIONS
from ..storage.papers import PAPERS
from ..storage.resolutions import RESOLUTIONS
from .announce_resolution import ref_of, turned
from .facts import quietly

REASON = "Veröffentlichung des Beschlusses"


async def turn_decision(work: Work, decision_id: UUID, *, public: bool) -> None:
    """The step shows its item and its result while the decision is public, and the paper its resolution."""
    papers: dict[UUID, Paper] = {}
    for held in await work.find_all(CONSULTATIONS, decision_id=decision_id):
        said = True if public else held.state.public
        step = replace(held.state, public=said, item_public=public, decision_public=public)
        work.change(held, step, None, quietly(held, REASON), retell=True)
        paper = papers.get(step.paper_id) or (await work.get(PAPERS, step.paper_id)).state
        steps = replaced(paper.consultations, ref(held.id, step))
        papers[step.paper_id] = replace(paper, consultations=steps)
    for resolved in await work.find_all(RESOLUTIONS, decision_id=decision_id):
        id = resolved.state.paper_id
        paper = papers.get(id) or (await work.get(PAPERS, id)).state
        seen = public and paper.public
        resolution = replace(resolved.state, decision_public=public, public=seen)
        event = turned(resolved.id, resolved.state, resolution)
        work.change(resolved, resolution, event, quietly(resolved, REASON), retell=True)
        papers[id] = replace(paper, resolution=ref_of(resolved.id, resolution))
    for id, paper in papers.items():
        held_paper = await work.get(PAPERS, id)
        work.change(held_paper, paper, None, quietly(held_paper, REASON), retell=True)


async def follow_resolutions(work: Work, paper_id: UUID, paper: Paper) -> Paper:
    """The paper was published or taken back: its resolutions are public where their decisions are, too."""
    for held in await work.find_all(RESOLUTIONS, paper_id=paper_id):
        resolution = replace(held.state, public=paper.public and held.state.decision_public)
        if resolution != held.state:
            event = turned(held.id, held.state, resolution)
            work.change(held, resolution, event, quietly(held, REASON), retell=True)
        if paper.resolution is not None and paper.resolution.id == held.id:
            paper = replace(paper, resolution=ref_of(held.id, resolution))
    return paper
