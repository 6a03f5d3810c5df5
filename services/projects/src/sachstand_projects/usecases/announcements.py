"""Which event a change of a project, gate or application is announced as."""

from typing import Any
from uuid import UUID

from sachstand_common.contracts.base import Event
from sachstand_common.contracts.projects import (
    GateOpened,
    GateSatisfied,
    ProjectCancelled,
    ProjectCompleted,
    ProjectDeferred,
    ProjectPaused,
    ProjectQueued,
    ProjectRejected,
    ProjectReleased,
    ProjectScored,
    ProjectSelected,
    ProjectStarted,
    ProjectSubmitted,
    ProjectWentLive,
)

from ..domain.gates import Gate, GateState
from ..domain.projects import Project
from ..domain.scorings import shown, summarise
from ..domain.states import ProjectState

S = ProjectState
BOARD = "smart-city-board"

_CONTRACTS: dict[ProjectState, type[Event]] = {
    S.SUBMITTED: ProjectSubmitted,
    S.SCORED: ProjectScored,
    S.QUEUED: ProjectQueued,
    S.SELECTED: ProjectSelected,
    S.DEFERRED: ProjectDeferred,
    S.REJECTED: ProjectRejected,
    S.RELEASED: ProjectReleased,
    S.IMPLEMENTATION: ProjectStarted,
    S.PAUSED: ProjectPaused,
    S.LIVE: ProjectWentLive,
    S.COMPLETED: ProjectCompleted,
    S.CANCELLED: ProjectCancelled,
}


def about(id: UUID, project: Project) -> dict[str, Any]:
    """What every event of a project says."""
    return {
        "project_id": id,
        "city": project.city,
        "key": project.key,
        "title": project.profile.title,
        "state": project.state,
    }


def step_of(id: UUID, before: Project, after: Project) -> Event | None:
    """The event of a step; none where the state stays or the step has no event of its own."""
    contract = _CONTRACTS.get(after.state)
    if contract is None or after.state is before.state:
        return None
    return contract(**about(id, after), **_facts(after))


def scored(id: UUID, project: Project) -> ProjectScored:
    """A scoring was added or replaced."""
    return ProjectScored(**about(id, project), **_scoring(project))


def _facts(project: Project) -> dict[str, Any]:
    match project.state:
        case S.SUBMITTED:
            return {"profile_version": project.profile_version}
        case S.SCORED:
            return _scoring(project)
        case S.QUEUED:
            return _candidate(project)
        case S.SELECTED | S.DEFERRED | S.REJECTED:
            return _decision(project)
        case _:
            return {}


def _scoring(project: Project) -> dict[str, Any]:
    return {
        "criteria_set": project.scorings[0].criteria_set if project.scorings else "",
        "scoring_version": project.scoring_version,
        "total": shown(summarise(project.scorings).median),
    }


def _candidate(project: Project) -> dict[str, Any]:
    return {
        "scoring_version": project.scoring_version,
        "scoring_hash": project.frozen.hash if project.frozen else "",
        "partners": project.profile.partners,
        "lead_unit": project.profile.lead_unit,
        "board_key": BOARD,
    }


def _decision(project: Project) -> dict[str, Any]:
    decision = project.decision
    if decision is None:
        raise ValueError("a decided project names its decision")
    return {
        "decision_id": decision.decision_id,
        "decision_number": decision.number,
        "decided_on": decision.decided_on,
        **({"until": project.deferred_until} if project.state is S.DEFERRED else {}),
    }


def gate_event(id: UUID, gate: Gate) -> Event | None:
    """A gate was opened or satisfied; a refusal has no event of its own."""
    facts: dict[str, Any] = {
        "gate_id": id,
        "gate_key": gate.key,
        "kind": gate.kind,
        "city": gate.city,
        "project_id": gate.project_id,
        "application_id": gate.application_id,
        "citation": gate.citation,
        "reference": gate.paper_reference or gate.satisfied_by,
        "motion_item": gate.motion_item,
    }
    if gate.state is GateState.OPEN:
        return GateOpened(**facts)
    if gate.state is GateState.SATISFIED and gate.satisfied_on is not None:
        return GateSatisfied(**facts, satisfied_on=gate.satisfied_on, decision_id=gate.decision_id)
    return None
