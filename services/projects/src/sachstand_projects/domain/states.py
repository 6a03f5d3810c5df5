"""The life of a project: which step follows which, and who may make it."""

from enum import StrEnum

from sachstand_common.errors import Conflict, Forbidden


class TransitionReserved(Forbidden):
    """This step follows from a decision of the bodies and cannot be made by hand."""


class TransitionNotAllowed(Conflict):
    """The project's state does not lead there."""


class TransitionIncomplete(Conflict):
    """Something is missing before this step can be made."""


class ProjectState(StrEnum):
    """Where a project stands (Projektstand)."""

    IDEA = "idea"
    SUBMITTED = "submitted"
    ELIGIBLE = "eligible"
    SCORED = "scored"
    QUEUED = "queued"  # Board candidate
    SELECTED = "selected"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    RELEASED = "released"
    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    PAUSED = "paused"
    PILOT = "pilot"
    LIVE = "live"
    COMPLETED = "completed"
    IMPACT_REVIEW = "impact_review"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"
    EXISTING = "existing"  # named by the strategy, never chosen by the Board


S = ProjectState

RESERVED = frozenset({S.SELECTED, S.DEFERRED, S.REJECTED, S.RELEASED})
"""Reached only by events of governance and ratsinfo."""

FINAL = frozenset({S.ARCHIVED, S.CANCELLED})

FROZEN = frozenset(S) - {S.IDEA, S.SUBMITTED, S.ELIGIBLE, S.SCORED, S.EXISTING}
"""The scoring stays as the Board got it."""

NEEDS_CONTRIBUTION = FROZEN - {S.CANCELLED} | {S.SCORED}
"""From the scoring on a project contributes positively to at least one goal."""

_NEXT: dict[ProjectState, tuple[ProjectState, ...]] = {
    S.IDEA: (S.SUBMITTED,),
    S.SUBMITTED: (S.ELIGIBLE,),
    S.ELIGIBLE: (S.SCORED,),
    S.SCORED: (S.QUEUED,),
    S.QUEUED: (S.SELECTED, S.DEFERRED, S.REJECTED),
    S.SELECTED: (S.RELEASED,),
    S.DEFERRED: (S.SCORED,),
    S.REJECTED: (),
    S.RELEASED: (S.PLANNING,),
    S.PLANNING: (S.IMPLEMENTATION,),
    S.IMPLEMENTATION: (S.PAUSED, S.PILOT),
    S.PAUSED: (S.IMPLEMENTATION,),
    S.PILOT: (S.LIVE,),
    S.LIVE: (S.COMPLETED,),
    S.COMPLETED: (S.IMPACT_REVIEW,),
    S.IMPACT_REVIEW: (S.ARCHIVED,),
    S.ARCHIVED: (),
    S.CANCELLED: (),
    S.EXISTING: (S.LIVE, S.COMPLETED),
}


def next_states(state: ProjectState) -> tuple[ProjectState, ...]:
    """The states that follow directly; whatever is not finished can also be cancelled."""
    return _NEXT[state] if state in FINAL else (*_NEXT[state], S.CANCELLED)


def leads_to(state: ProjectState, target: ProjectState) -> bool:
    """Whether one step leads from a state to another, whoever makes it."""
    return target in next_states(state)


def require_step(state: ProjectState, target: ProjectState) -> None:
    """A step made by hand: not reserved for the bodies' decisions, and one that the state leads to."""
    if target in RESERVED:
        raise TransitionReserved(to=target)
    if not leads_to(state, target):
        raise TransitionNotAllowed(**{"from": state}, to=target, allowed=list(next_states(state)))
