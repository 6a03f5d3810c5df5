"""The council decided on a paper: what waited for it goes on, and the evaluation clock may start."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.clock import printed
from sachstand_common.contracts.governance import EvaluationAnchored
from sachstand_common.facts import City, Dating, Source
from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.decisions import DecisionState, hear_council, waits_for
from ..domain.evaluations import EvaluationState, anchor
from ..domain.organizations import OrganizationKind
from ..domain.strategies import (
    Entry,
    EntryExists,
    EntryKind,
    Strategy,
    is_about,
    link,
    record,
    resolved_without,
)
from ..storage.decisions import DECISIONS
from ..storage.evaluations import EVALUATIONS
from ..storage.papers import public_among
from ..storage.strategies import STRATEGIES
from . import announcements
from .facts import not_before
from .resolve_organization import known_body


@dataclass(frozen=True)
class Resolution:
    """What the body with the last word made of a paper."""

    city: City
    organization_name: str
    day: date
    decision_id: UUID
    adopted: bool
    paper_id: UUID
    reference: str | None = None
    name: str | None = None
    public: bool = False


@dataclass(frozen=True)
class Told:
    """What is told of it: which body, by which source, and whether the paper is public."""

    body: str
    source: Source
    public: bool


async def hear_resolution(work: Work, resolution: Resolution) -> None:
    """Tell the decisions that wait for it; a council's adoption of the strategy anchors the evaluation."""
    body = await known_body(work, resolution.city, resolution.organization_name, resolution.day)
    public = bool(await public_among(work.session, [resolution.paper_id]))
    source = _source(work, resolution, public=public)
    for held in await work.find_all(DECISIONS, stage=DecisionState.AWAITING_COUNCIL):
        same_city = held.state.body.city is resolution.city
        if same_city and waits_for(held.state, resolution.paper_id, resolution.reference):
            heard = hear_council(
                held.state, resolution.decision_id, adopted=resolution.adopted, public=resolution.public
            )
            fact = replace(not_before(held, resolution.day), source=source)
            work.change(held, heard, fact=fact)
    if resolution.adopted and body is not None and body.kind is OrganizationKind.COUNCIL:
        for strategy in await work.find_all(STRATEGIES, city=resolution.city):
            if is_about(strategy.state, resolution.paper_id, resolution.reference, resolution.name):
                await _anchor(work, strategy, resolution, Told(body.name, source, public))


async def _anchor(work: Work, strategy: Held[Strategy], resolution: Resolution, told: Told) -> None:
    clock = await work.find(EVALUATIONS, city=resolution.city, strategy_key=strategy.state.key)
    if clock is None or clock.state.state is not EvaluationState.UNANCHORED:
        return
    anchored = anchor(clock.state, resolution.day, resolution.decision_id, public=resolution.public)
    event = announcements.evaluation(EvaluationAnchored, clock.id, anchored)
    fact = replace(not_before(clock, resolution.day), source=told.source)
    work.change(clock, anchored, event, fact)
    entry = Entry(
        f"resolved-{resolution.day.isoformat()}",
        EntryKind.RESOLVED,
        "Vom Rat beschlossen",
        Dating.EXACT,
        told.source,
        day=resolution.day,
        body=told.body,
        recorded=printed(work.clock.now()),
        paper_id=resolution.paper_id,
    )
    known = strategy.state
    if known.paper_id is None:
        known = link(known, resolution.paper_id, None, public=told.public)
    fact = replace(not_before(strategy, resolution.day), source=told.source)
    work.change(strategy, _told(known, entry), fact=fact)


def _told(strategy: Strategy, entry: Entry) -> Strategy:
    try:
        return record(strategy, entry)
    except EntryExists:
        return strategy


def _source(work: Work, resolution: Resolution, *, public: bool) -> Source:
    """What the public may read about it: of a paper that is not public only that there was a resolution."""
    stated = work.cause.source if work.cause else None
    if not public:
        return resolved_without(resolution.organization_name, resolution.day)
    return stated or Source(f"Beschluss zu {resolution.reference or resolution.name}", date=resolution.day)
