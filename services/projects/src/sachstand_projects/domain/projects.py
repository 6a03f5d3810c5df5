"""The project (Vorhaben): its profile, its way to the Board and what became of it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict, RuleViolated
from sachstand_common.facts import City, Dating, Source

from .eligibility import Eligibility, ReasonRequired
from .eligibility import checked as checked_eligibility
from .gates import Gate, GateState, barring, require_passable
from .profiles import Profile, checked, contributes, require_contribution
from .scorings import FrozenScoring, Scoring, ScoringFrozen, freeze, summarise, with_scoring
from .states import FROZEN, NEEDS_CONTRIBUTION, ProjectState, TransitionIncomplete, require_step

S = ProjectState


class SourceRequired(RuleViolated):
    """A statement about a project of the strategy needs its source."""


class NotScorable(Conflict):
    """A project is scored once it is eligible and until it waits for the Board."""


class NotAssessable(Conflict):
    """Only a submitted project is assessed."""


class Operation(StrEnum):
    """Whether a source says that a project is in operation."""

    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class OperationStatement:
    """What is known of a project's operation, since when, and from where."""

    status: Operation
    dating: Dating = Dating.UNDATED
    since: date | None = None
    source: Source | None = None


@dataclass(frozen=True)
class AgendaPlace:
    """The item on which a candidate stands."""

    meeting_id: UUID
    item_id: UUID
    organization: str
    day: date
    number: str


@dataclass(frozen=True)
class DecisionReference:
    """The decision that moved the project; superseded means it must be looked at again."""

    decision_id: UUID
    number: str | None
    organization: str
    decided_on: date
    outcome: str
    requires_council: bool = False
    superseded: bool = False


@dataclass(frozen=True)
class Project:
    """One project with everything that is known of it."""

    key: str
    city: City
    state: ProjectState
    profile: Profile
    lead_unit_name: str | None = None
    profile_version: int = 0  # 0: never submitted
    board_selected: bool = False
    operation: OperationStatement | None = None
    eligibility: Eligibility | None = None
    scorings: tuple[Scoring, ...] = ()
    scoring_version: int = 0
    frozen: FrozenScoring | None = None
    agenda: AgendaPlace | None = None
    decision: DecisionReference | None = None
    release: DecisionReference | None = None
    deferred_until: date | None = None
    gates: tuple[Gate, ...] = ()
    cancel_reason: str | None = None
    sources: tuple[Source, ...] = ()

    def field_keys(self) -> frozenset[str]:
        """The fields of action it belongs to."""
        return frozenset(field.key for field in self.profile.fields)


@dataclass(frozen=True)
class Step:
    """A step made by hand, with what it needs."""

    to: ProjectState
    day: date
    reason: str | None = None
    source: Source | None = None


def revise(project: Project, profile: Profile) -> Project:
    """The project with a changed profile; a submitted one becomes a new version.

    A rejected project comes back only so: its new version is submitted, and assessed and scored anew.
    """
    checked(profile)
    if profile == project.profile:
        return project
    if project.state in NEEDS_CONTRIBUTION:
        require_contribution(profile)
    version = project.profile_version + (project.profile_version > 0)
    revised = replace(project, profile=profile, profile_version=version)
    if project.state is not S.REJECTED:
        return revised
    return replace(
        revised, state=S.SUBMITTED, eligibility=None, scorings=(), frozen=None, decision=None, agenda=None
    )


def lacks(project: Project, to: ProjectState, day: date) -> tuple[str, ...]:
    """What the project still lacks for a step, as codes."""
    missing = [f"gate_open:{gate.key}" for gate in barring(project.gates, to)]
    if project.state is S.EXISTING:
        return tuple(missing)
    if to in NEEDS_CONTRIBUTION and not contributes(project.profile):
        missing.append("goal_contribution_required")
    match to:
        case S.ELIGIBLE if project.eligibility is None or project.eligibility.unmet():
            missing.append("eligibility")
        case S.SCORED | S.QUEUED if summarise(project.scorings).median is None:
            missing.append("scoring")
        case S.SCORED if project.deferred_until is not None and day < project.deferred_until:
            missing.append("deferral_expired")
        case _:
            pass
    return tuple(missing)


def needs(project: Project, to: ProjectState) -> tuple[str, ...]:
    """What the request for a step must carry."""
    if to is S.CANCELLED and project.state is not S.EXISTING:
        return ("reason",)
    if project.state is S.EXISTING:
        return ("source", "reason") if to is S.CANCELLED else ("source",)
    return ("eligibility",) if to is S.ELIGIBLE else ()


def perform(project: Project, step: Step) -> Project:
    """Make a step by hand.

    Raises: `transition_reserved` for a step of the bodies, `transition_not_allowed`, `gate_open`,
    `goal_contribution_required`, `transition_incomplete`, `reason_required`, `source_required`.
    """
    require_step(project.state, step.to)
    require_passable(project.gates, step.to)
    if project.state is S.EXISTING and step.source is None:
        raise SourceRequired(to=step.to)
    if step.to is S.CANCELLED:
        if not step.reason:
            raise ReasonRequired(to=step.to)
        return replace(project, state=S.CANCELLED, cancel_reason=step.reason, agenda=None)
    if step.to in NEEDS_CONTRIBUTION and project.state is not S.EXISTING:
        require_contribution(project.profile)
    if project.state is not S.EXISTING and (missing := lacks(project, step.to, step.day)):
        raise TransitionIncomplete(to=step.to, lacks=list(missing))
    return _entered(project, step)


def _entered(project: Project, step: Step) -> Project:
    """The project in the state it steps into, with what entering it means."""
    sources = (*project.sources, step.source) if step.source else project.sources
    moved = replace(project, state=step.to, sources=sources)
    match step.to:
        case S.SUBMITTED:
            return replace(moved, profile_version=project.profile_version + 1)
        case S.QUEUED:
            return replace(moved, frozen=freeze(project.scorings, project.scoring_version))
        case S.SCORED:  # back from a deferral: it may be scored anew
            return replace(moved, frozen=None, deferred_until=None, decision=None, agenda=None)
        case S.LIVE if project.state is S.EXISTING:
            operation = OperationStatement(Operation.KNOWN, Dating.EXACT, step.day, step.source)
            return replace(moved, operation=operation)
        case _:
            return moved


def assess(project: Project, eligibility: Eligibility) -> Project:
    """Record the assessment; three times yes makes the project eligible, else it stays where it is."""
    if project.state is not S.SUBMITTED:
        raise NotAssessable(state=project.state)
    assessed = replace(project, eligibility=checked_eligibility(eligibility))
    if eligibility.unmet():
        return assessed
    require_passable(project.gates, S.ELIGIBLE)
    return replace(assessed, state=S.ELIGIBLE)


def rate(project: Project, scoring: Scoring) -> Project:
    """Add or replace an assessor's scoring; the first complete one makes the project scored."""
    if project.state in FROZEN:
        raise ScoringFrozen(state=project.state, version=project.scoring_version)
    if project.state not in {S.ELIGIBLE, S.SCORED}:
        raise NotScorable(state=project.state)
    require_contribution(project.profile)
    scorings = with_scoring(project.scorings, scoring)
    complete = summarise(scorings).median is not None
    if complete:
        require_passable(project.gates, S.SCORED)
    return replace(
        project,
        scorings=scorings,
        scoring_version=project.scoring_version + 1,
        state=S.SCORED if complete else S.ELIGIBLE,
    )


def with_gate(project: Project, gate: Gate) -> Project:
    """The project with a gate as it now stands."""
    others = tuple(held for held in project.gates if held.key != gate.key)
    return replace(project, gates=tuple(sorted((*others, gate), key=lambda held: held.key)))


def gates_passed(project: Project, to: ProjectState) -> bool:
    """Whether every gate before a state is satisfied."""
    return all(gate.state is GateState.SATISFIED for gate in project.gates if gate.required_by == to)
