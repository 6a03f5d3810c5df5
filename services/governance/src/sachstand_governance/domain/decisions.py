"""Decisions (Beschlüsse): numbered without gaps when certified here, else as their source does."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NoReturn
from uuid import UUID

from sachstand_common.errors import Conflict, Forbidden, RuleViolated
from sachstand_common.identifiers import same_reference

from .meetings import Body, Origin
from .transitions import Option, arrow, not_allowed, options, step
from .votes import CARRIED, Outcome, PointResult


class DecisionKind(StrEnum):
    """What a decision is about."""

    PROJECT_SELECTION = "project_selection"
    RESPONSIBILITY = "responsibility"
    STAFFING = "staffing"
    RELEASE = "release"
    STANDARD = "standard"
    RECOMMENDATION_TO_COUNCIL = "recommendation_to_council"
    EVALUATION = "evaluation"
    COMPETENCE_RULING = "competence_ruling"
    RESOLUTION = "resolution"  # Beschluss eines Ratsgremiums


class DecisionState(StrEnum):
    """What became of a decision after it was certified."""

    CERTIFIED = "certified"
    AWAITING_COUNCIL = "awaiting_council"
    COUNCIL_APPROVED = "council_approved"
    COUNCIL_REJECTED = "council_rejected"
    IN_EXECUTION = "in_execution"
    EXECUTED = "executed"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


MACHINE = (
    arrow("awaiting_council", "council_approved", reserved=True),
    arrow("awaiting_council", "council_rejected", reserved=True),
    arrow("certified council_approved", "in_execution"),
    arrow("in_execution", "executed"),
    arrow("executed council_rejected", "closed"),
)


class ScoringRequired(RuleViolated):
    """A project is selected on a scoring that was frozen for the body."""


class DecisionImmutable(Conflict):
    """A certified decision is never changed, only superseded by a later one."""


class CompetenceRulingReserved(Forbidden):
    """Who is responsible is for the CDO alone to rule (strategy, chapter 5.2)."""


class NotVotedYet(Conflict):
    """There is no vote on this item yet."""


class SupersedesOtherBody(RuleViolated):
    """A decision is superseded by a later one of the same body."""


@dataclass(frozen=True)
class Scoring:
    """The frozen scoring on which a project is selected."""

    project_id: UUID
    version: int
    hash: str


@dataclass(frozen=True)
class Decision:
    """A decision, certified here or recorded from elsewhere.

    Each `…_public` says whether the public may see the link of that name.
    """

    body: Body
    meeting_id: UUID
    agenda_item_id: UUID
    item_number: str
    title: str
    day: date
    origin: Origin
    kind: DecisionKind
    outcome: Outcome
    points: tuple[PointResult, ...] = ()
    state: DecisionState = DecisionState.CERTIFIED
    number: str | None = None
    sequence: int | None = None
    source_number: str | None = None
    vote_id: UUID | None = None
    project_ids: tuple[UUID, ...] = ()
    scorings: tuple[Scoring, ...] = ()
    paper_id: UUID | None = None
    paper_reference: str | None = None
    paper_public: bool = False
    reference_public: bool = True
    council_reference: str | None = None
    file_reference: str | None = None
    prerequisite_id: UUID | None = None
    minutes_id: UUID | None = None
    minutes_public: bool = True
    result_text: str | None = None
    requires_council: bool = False
    council_decision_id: UUID | None = None
    council_decision_public: bool = False
    deadline: date | None = None
    responsible_unit: str | None = None
    supersedes: UUID | None = None
    superseded_by: UUID | None = None
    public: bool = True


def certify(decision: Decision, sequence: int) -> Decision:
    """Give it the next number of its body and year, and the state it starts in."""
    check_scoring(decision)
    waits = decision.requires_council and decision.outcome in CARRIED
    return replace(
        decision,
        sequence=sequence,
        number=f"{sequence}/{decision.day.year}",
        state=DecisionState.AWAITING_COUNCIL if waits else DecisionState.CERTIFIED,
    )


def check_scoring(decision: Decision) -> None:
    """A selection names projects, each with a frozen scoring (strategy, chapter 4.4); `scoring_required`."""
    if decision.kind is not DecisionKind.PROJECT_SELECTION:
        return
    scored = {s.project_id for s in decision.scorings}
    missing = [str(p) for p in decision.project_ids if p not in scored]
    if missing or not decision.project_ids:
        raise ScoringRequired(projects=missing)


def check_ruling(kind: DecisionKind, *, is_cdo: bool) -> None:
    """Unclear responsibility is settled by the CDO (strategy, chapter 5.2)."""
    if kind is DecisionKind.COMPETENCE_RULING and not is_cdo:
        raise CompetenceRulingReserved()


def check_mutable(decision: Decision) -> NoReturn:
    """Whoever wants to change a certified decision makes a new one that supersedes it."""
    raise DecisionImmutable(number=decision.number or decision.source_number, state=decision.state)


def supersede(older: Decision, newer_body: Body, newer_id: UUID) -> Decision:
    """A later decision of the same body takes its place; once."""
    if older.body.id != newer_body.id:
        raise SupersedesOtherBody(organization=older.body.key)
    if older.state is DecisionState.SUPERSEDED:
        raise DecisionImmutable(number=older.number, state=older.state)
    return replace(older, state=DecisionState.SUPERSEDED, superseded_by=newer_id)


def advance(decision: Decision, to: DecisionState) -> Decision:
    """Follow what becomes of it: executed here, then closed."""
    return replace(decision, state=DecisionState(step(MACHINE, decision.state, to)))


def transitions(decision: Decision) -> tuple[Option, ...]:
    """What can become of it now; waiting for the council ends by the council's resolution alone."""
    return options(MACHINE, decision.state)


def waits_for(decision: Decision, paper_id: UUID | None, reference: str | None) -> bool:
    """Whether it waits for the council's resolution on this paper."""
    if decision.state is not DecisionState.AWAITING_COUNCIL:
        return False
    if paper_id is not None and paper_id == decision.paper_id:
        return True
    own = (decision.council_reference, decision.paper_reference)
    return reference is not None and any(same_reference(reference, one) for one in own if one)


def follow_paper(decision: Decision, paper_id: UUID, *, public: bool) -> Decision:
    """The paper became public, or is so no more; a reference that was taken back with it goes, too."""
    if decision.paper_id != paper_id:
        return decision
    printed = public or (decision.reference_public and not decision.paper_public)
    return replace(decision, paper_public=public, reference_public=printed)


def shown(decision: Decision) -> Decision:
    """The decision as the public knows it: links lead only to what is public."""
    return replace(
        decision,
        minutes_id=decision.minutes_id if decision.minutes_public else None,
        council_decision_id=decision.council_decision_id if decision.council_decision_public else None,
    )


def as_now(past: Decision, now: Decision) -> Decision:
    """A past state with what is public of the decision and its links at present."""
    return replace(
        past,
        public=now.public,
        paper_public=now.paper_public,
        reference_public=now.reference_public,
        minutes_public=now.minutes_public,
        council_decision_public=now.council_decision_public,
    )


def hear_council(decision: Decision, council_decision: UUID, *, adopted: bool, public: bool) -> Decision:
    """The council decided on what this decision waits for."""
    state = DecisionState.COUNCIL_APPROVED if adopted else DecisionState.COUNCIL_REJECTED
    if decision.state is not DecisionState.AWAITING_COUNCIL:
        raise not_allowed(MACHINE, decision.state, state)
    return replace(
        decision, state=state, council_decision_id=council_decision, council_decision_public=public
    )
