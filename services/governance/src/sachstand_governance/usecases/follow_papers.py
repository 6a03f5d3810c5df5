"""Follow which papers are public: links to them come into the public views, and go."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import Text, select

from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work

from ..domain.strategies import Strategy
from ..storage.papers import KnownPaper, keep_paper
from ..storage.strategies import STRATEGIES
from .facts import quietly


async def know_paper(work: Work, paper: KnownPaper) -> None:
    """A paper is known now; what speaks of it already follows, strategies when they are linked."""
    await keep_paper(work.session, paper)


async def republish(work: Work, paper: KnownPaper) -> None:
    """The paper became public, or is public no more."""
    await know_paper(work, paper)
    for held in await _naming(work, STRATEGIES, paper.paper_id):
        if held.state.paper_id == paper.paper_id:
            work.change(held, replace(held.state, paper_public=paper.public), fact=quietly(held))


async def _naming(work: Work, resource: Resource[Strategy], paper_id: UUID) -> list[Held[Strategy]]:
    table = resource.table
    named = table.c.state.cast(Text).contains(str(paper_id))
    return await work.select(resource, select(table).where(named).order_by(table.c.id))
