"""Follow which papers are public: links to them come into the public views, and go."""

from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Text, select

from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work

from ..domain.agendas import follow_paper
from ..domain.candidates import CandidateState, drop
from ..storage.agendas import AGENDAS
from ..storage.candidates import CANDIDATES
from ..storage.decisions import DECISIONS
from ..storage.papers import KnownPaper, keep_paper
from ..storage.strategies import STRATEGIES
from ..storage.tasks import TASKS
from .facts import quietly

S = TypeVar("S")


async def know_paper(work: Work, paper: KnownPaper) -> None:
    """A paper is known now: what spoke of it before it was told of follows its publicity."""
    await keep_paper(work.session, paper)
    for agenda in await naming(work, AGENDAS, paper.paper_id):
        state = follow_paper(agenda.state, paper.paper_id, paper.reference, public=paper.public)
        work.change(agenda, state, fact=quietly(agenda))
    for candidate in await naming(work, CANDIDATES, paper.paper_id):
        follows = replace(candidate.state, paper_public=paper.public)
        work.change(candidate, follows, fact=quietly(candidate))
    for decision in await naming(work, DECISIONS, paper.paper_id):
        if decision.state.paper_id == paper.paper_id:
            printed = decision.state.reference_public or paper.public
            decided = replace(decision.state, paper_public=paper.public, reference_public=printed)
            work.change(decision, decided, fact=quietly(decision))
    for task in await naming(work, TASKS, paper.paper_id):
        others = tuple(one for one in task.state.public_papers if one != paper.paper_id)
        seen = (*others, paper.paper_id) if paper.public else others
        work.change(task, replace(task.state, public_papers=seen), fact=quietly(task))


async def republish(work: Work, paper: KnownPaper) -> None:
    """The paper became public, or is public no more."""
    await know_paper(work, paper)
    for held in await naming(work, STRATEGIES, paper.paper_id):
        if held.state.paper_id == paper.paper_id:
            work.change(held, replace(held.state, paper_public=paper.public), fact=quietly(held))


async def withdraw(work: Work, paper_id: UUID) -> None:
    """The paper was taken back: no link leads to it any more, and it waits for nobody."""
    gone = KnownPaper(paper_id, None, public=False)
    await republish(work, gone)
    await work.flush()
    for held in await naming(work, CANDIDATES, paper_id):
        if held.state.state is CandidateState.WAITING:
            work.change(held, drop(held.state), fact=quietly(held))


async def naming(work: Work, resource: Resource[S], paper_id: UUID) -> list[Held[S]]:
    """What speaks of a paper."""
    table = resource.table
    named = table.c.state.cast(Text).contains(str(paper_id))
    return await work.select(resource, select(table).where(named).order_by(table.c.id))
