"""Certify what a body decided: from the vote on an item, under the next number of the body's year."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.contracts.governance import DecisionCertified, DecisionSuperseded
from sachstand_common.facts import Source
from sachstand_common.identifiers import new_id, normalise_unit_code
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.agendas import AgendaItem, item_of
from ..domain.candidates import Candidate, decide
from ..domain.decisions import (
    Decision,
    DecisionImmutable,
    DecisionKind,
    NotVotedYet,
    certify,
    check_ruling,
    check_scoring,
    supersede,
)
from ..domain.meetings import Meeting, Origin, check_certifiable, check_due, check_runs
from ..domain.votes import Vote
from ..storage.candidates import CANDIDATES
from ..storage.decisions import DECISIONS, next_number
from ..storage.meetings import MEETINGS
from ..storage.votes import VOTES
from . import announcements
from .facts import not_before
from .take_vote import agenda_of


@dataclass(frozen=True)
class Order:
    """What is to be certified, beside what the item and its vote say."""

    agenda_item_id: UUID
    kind: DecisionKind
    title: str | None = None
    requires_council: bool = False
    council_reference: str | None = None
    deadline: date | None = None
    responsible_unit: str | None = None
    supersedes: UUID | None = None


async def certify_decision(work: Work, meeting_id: UUID, order: Order) -> UUID:
    """Certify it; its candidates are decided on, the decision it replaces is superseded.

    Raises:
        NotVotedYet: there is nothing to certify.
        ScoringRequired: a project was never queued with a frozen scoring.
        DecisionImmutable: this item is certified already.
        CompetenceRulingReserved: only the CDO rules on responsibility.
    """
    meeting = await work.get(MEETINGS, meeting_id)
    check_ruling(order.kind, is_cdo=work.principal.has("cdo"))
    check_runs(meeting.state.body.kind, work.principal.roles)
    check_certifiable(meeting.state)
    check_due(meeting.state, work.clock.today())
    item = item_of((await agenda_of(work, meeting_id)).state, order.agenda_item_id)
    vote = await _vote_on(work, item)
    candidates = await _candidates(work, meeting_id, item)
    drafted = _draft(meeting, item, vote, order, [c.state for c in candidates])
    check_scoring(drafted)
    id = new_id()
    sequence = await next_number(work.session, drafted.body.id, drafted.day.year)
    certified = certify(drafted, sequence)
    source = _register(id, certified)
    await _supersede(work, certified, id, source)
    for held in candidates:
        decided = replace(not_before(held, certified.day), source=source)
        work.change(held, decide(held.state, certified.outcome), fact=decided)
    event = announcements.decision(DecisionCertified, id, certified)
    return work.add(DECISIONS, certified, event, Fact(certified.day, source=source), id)


def _register(id: UUID, decision: Decision) -> Source | None:
    """The body's register of decisions, where the public may read it: it is what states the decision."""
    if not decision.public:
        return None
    entry = f"Beschlussregister {decision.body.name}, Nr. {decision.number}"
    return Source(entry, date=decision.day, url=f"{DECISIONS.path}/{id}")


async def _vote_on(work: Work, item: AgendaItem) -> Held[Vote]:
    if await work.find(DECISIONS, agenda_item_id=item.id) is not None:
        raise DecisionImmutable(item=item.number)
    vote = await work.find(VOTES, agenda_item_id=item.id)
    if vote is None:
        raise NotVotedYet(item=item.number)
    return vote


async def _candidates(work: Work, meeting_id: UUID, item: AgendaItem) -> list[Held[Candidate]]:
    return [
        held
        for held in await work.find_all(CANDIDATES, meeting_id=meeting_id)
        if held.state.project_id in item.project_ids or held.state.paper_id in item.paper_ids
    ]


def _draft(
    meeting: Held[Meeting], item: AgendaItem, vote: Held[Vote], order: Order, candidates: list[Candidate]
) -> Decision:
    unit = order.responsible_unit
    return Decision(
        meeting.state.body,
        meeting.id,
        item.id,
        item.number,
        order.title or item.title,
        meeting.state.start,
        Origin.SESSION,
        order.kind,
        vote.state.outcome,
        points=vote.state.points,
        vote_id=vote.id,
        project_ids=item.project_ids,
        scorings=tuple(c.scoring for c in candidates if c.scoring is not None),
        paper_id=next(iter(item.paper_ids), None),
        paper_reference=next(iter(item.paper_references), None),
        paper_public=set(item.paper_ids[:1]) <= set(item.public_papers),
        reference_public=not set(item.paper_references[:1]) & set(item.withheld_references),
        council_reference=order.council_reference,
        file_reference=item.file_reference,
        prerequisite_id=item.prerequisite_id,
        requires_council=order.requires_council,
        deadline=order.deadline,
        responsible_unit=normalise_unit_code(unit) if unit else None,
        supersedes=order.supersedes,
        public=vote.state.public,
    )


async def _supersede(work: Work, newer: Decision, newer_id: UUID, source: Source | None) -> None:
    if newer.supersedes is None:
        return
    held = await work.get(DECISIONS, newer.supersedes)
    older = supersede(held.state, newer.body, newer_id)
    fact = replace(not_before(held, newer.day), source=source)
    work.change(held, older, announcements.decision(DecisionSuperseded, held.id, older), fact)
