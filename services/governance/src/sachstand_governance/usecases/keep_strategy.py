"""Keep a strategy, its chronicle and its evaluation clock."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.clock import printed
from sachstand_common.contracts.governance import EvaluationDue
from sachstand_common.facts import City
from sachstand_common.journal.changes import Fact, ResourceNotFound
from sachstand_common.journal.work import Work

from ..domain.evaluations import Evaluation, fall_due
from ..domain.strategies import Entry, Strategy, is_about, link, record
from ..storage.evaluations import EVALUATIONS
from ..storage.papers import KnownPaper
from ..storage.strategies import STRATEGIES
from . import announcements
from .facts import not_before, quietly


async def register_strategy(work: Work, strategy: Strategy, fact: Fact) -> UUID:
    """Enter a strategy."""
    now = printed(work.clock.now())
    entries = tuple(replace(entry, recorded=now) for entry in strategy.chronicle)
    return work.add(STRATEGIES, replace(strategy, chronicle=entries), fact=fact)


async def record_entry(work: Work, city: City, key: str, entry: Entry, fact: Fact) -> None:
    """Add an entry to the chronicle of a strategy.

    Raises:
        EntryExists: it is there already.
    """
    held = await work.find(STRATEGIES, city=city, key=key)
    if held is None:
        raise ResourceNotFound(noun=STRATEGIES.noun, city=city, key=key)
    entered = replace(entry, recorded=printed(work.clock.now()))
    work.change(held, record(held.state, entered), fact=fact)


async def open_evaluation(work: Work, evaluation: Evaluation, fact: Fact) -> UUID:
    """Set up the evaluation clock of a strategy; it stands until the council has decided."""
    return work.add(EVALUATIONS, evaluation, fact=fact)


async def cite_paper(work: Work, id: UUID, reference: str, if_match: str) -> None:
    """Say under which reference the council deals with a strategy."""
    held = await work.get(STRATEGIES, id, if_match)
    work.change(held, replace(held.state, paper_reference=reference))


async def link_paper(work: Work, city: City, paper: KnownPaper, name: str) -> None:
    """A paper arrived that is a strategy of ours: remember which; what is said of the strategy stays."""
    for held in await work.find_all(STRATEGIES, city=city):
        told = held.state.paper_id == paper.paper_id
        if told or (held.state.paper_id is None and is_about(held.state, None, paper.reference, name)):
            linked = link(held.state, paper.paper_id, paper.reference, public=paper.public)
            work.change(held, linked, fact=quietly(held))


async def mark_due(work: Work) -> None:
    """Once a day: say of every evaluation whose day has come that it is due, since that day."""
    for held in await work.find_all(EVALUATIONS):
        due = fall_due(held.state, work.clock.today())
        event = announcements.evaluation(EvaluationDue, held.id, due)
        work.change(held, due, event, not_before(held, due.structure_due or work.clock.today()))
