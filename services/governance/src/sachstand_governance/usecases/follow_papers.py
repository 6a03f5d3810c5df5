"""Follow which papers are public: links to them come into the public views, and go, on past days as well."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from sachstand_common.contracts.governance import AgendaAmended
from sachstand_common.facts import Source
from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain import decisions, publicity, strategies, tasks
from ..domain.candidates import CandidateState, drop
from ..storage.agendas import agendas_with_paper
from ..storage.candidates import CANDIDATES
from ..storage.decisions import DECISIONS
from ..storage.mentions import mentioning
from ..storage.papers import KnownPaper, keep_paper, known_paper
from ..storage.strategies import STRATEGIES
from ..storage.tasks import TASKS
from ..storage.votes import VOTES
from . import announcements
from .conceal_sources import conceal_sources
from .facts import quietly

S = TypeVar("S")


async def know_paper(work: Work, paper: KnownPaper) -> None:
    """A paper is known now: what spoke of it before it was told of follows its publicity.

    An item that bears the name of its paper is as public as that, and so are its vote and its decision.
    """
    await keep_paper(work.session, paper)
    turned = await _follow_agendas(work, paper)
    await _follow_decisions(work, paper, turned)
    for candidate in await mentioning(work, CANDIDATES, paper.paper_id):
        _turn(work, candidate, replace(candidate.state, paper_public=paper.public))
    for task in await mentioning(work, TASKS, paper.paper_id):
        _turn(work, task, tasks.follow_paper(task.state, paper.paper_id, public=paper.public))


async def republish(work: Work, paper: KnownPaper) -> None:
    """The paper became public, or is public no more."""
    await know_paper(work, paper)
    cited: set[Source] = set()
    for held in await mentioning(work, STRATEGIES, paper.paper_id):
        cited |= {entry.source for entry in held.state.chronicle if entry.paper_id == paper.paper_id}
        _turn(work, held, strategies.follow_paper(held.state, paper.paper_id, public=paper.public))
    if cited and not paper.public:
        await work.flush()
        await conceal_sources(work, cited)


async def withdraw(work: Work, paper_id: UUID) -> None:
    """The paper was taken back: no link leads to it any more, and it waits for nobody."""
    known = await known_paper(work.session, paper_id)
    await republish(work, KnownPaper(paper_id, known.reference if known else None, public=False))
    await work.flush()
    for held in await mentioning(work, CANDIDATES, paper_id):
        if held.state.state is CandidateState.WAITING:
            work.change(held, drop(held.state), fact=quietly(held))


async def _follow_agendas(work: Work, paper: KnownPaper) -> dict[UUID, bool]:
    """Which items became public, or are so no more; a published agenda is announced anew with them."""
    turned: dict[UUID, bool] = {}
    for held in await agendas_with_paper(work, paper.paper_id):
        before = {item.id: item.public for item in held.state.items}
        after = publicity.follow_paper(held.state, paper.paper_id, paper.reference, public=paper.public)
        items = {item.id: item.public for item in after.items if item.public != before[item.id]}
        amended = announcements.agenda(AgendaAmended, after) if items and after.published else None
        if after != held.state:
            work.change(held, after, amended, quietly(held), retell=True)
        turned |= items
    return turned


async def _follow_decisions(work: Work, paper: KnownPaper, turned: Mapping[UUID, bool]) -> None:
    found = {held.id: held for held in await mentioning(work, DECISIONS, paper.paper_id)}
    for item_id, public in turned.items():
        for vote in await work.find_all(VOTES, agenda_item_id=item_id):
            _turn(work, vote, replace(vote.state, public=public))
        found |= {held.id: held for held in await work.find_all(DECISIONS, agenda_item_id=item_id)}
    for held in found.values():
        followed = decisions.follow_paper(held.state, paper.paper_id, public=paper.public)
        seen = turned.get(held.state.agenda_item_id, followed.public)
        after = replace(followed, public=seen)
        if after != held.state:
            event = announcements.publicity(held.id, held.state, after)
            work.change(held, after, event, quietly(held), retell=True)


def _turn(work: Work, held: Held[S], after: S) -> None:
    if after != held.state:
        work.change(held, after, fact=quietly(held), retell=True)
