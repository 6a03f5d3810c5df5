"""What a decision of the Board, or the council's consent, does to a project. Only events come here."""

from dataclasses import replace

from .gates import Gate, GateState
from .projects import DecisionReference, Project, gates_passed, with_gate
from .states import ProjectState

S = ProjectState

CARRIED = frozenset({"unanimous", "by_consensus", "majority", "amended", "adopted"})
PUT_OFF = frozenset({"postponed", "referred"})


def decide_selection(project: Project, decision: DecisionReference) -> Project:
    """A decision on a candidate: carried selects, rejected rejects, put off defers.

    Any other outcome changes nothing. While a gate before the selection is open the decision is kept and the
    candidate waits.
    """
    if project.state is not S.QUEUED:
        return project
    if decision.outcome == "rejected":
        return replace(project, state=S.REJECTED, decision=decision)
    if decision.outcome in PUT_OFF:
        return replace(project, state=S.DEFERRED, decision=decision)
    if decision.outcome not in CARRIED:
        return project
    return advance(replace(project, decision=decision))


def decide_release(project: Project, decision: DecisionReference) -> Project:
    """A decision to release a selected project; it takes effect once every gate is satisfied."""
    if project.state is not S.SELECTED or decision.outcome not in CARRIED:
        return project
    return advance(replace(project, release=decision))


def supersede(project: Project, decision: DecisionReference) -> Project:
    """The decision the project rests on was replaced: it must be looked at again."""
    if project.decision is None or project.decision.decision_id != decision.decision_id:
        return project
    return replace(project, decision=replace(project.decision, superseded=True))


def pass_gate(project: Project, gate: Gate) -> Project:
    """A gate of the project changed: once the last one is satisfied, what waited for it happens."""
    held = with_gate(project, gate)
    consented = gate.state is GateState.SATISFIED and gate.required_by == S.RELEASED
    if consented and held.state is S.SELECTED and gates_passed(held, S.RELEASED):
        return replace(held, state=S.RELEASED)
    return advance(held)


def advance(project: Project) -> Project:
    """Take the one step that a kept decision allows and no gate bars."""
    decided = project.decision is not None and project.decision.outcome in CARRIED
    if project.state is S.QUEUED and decided and gates_passed(project, S.SELECTED):
        return replace(project, state=S.SELECTED, board_selected=True)
    if project.state is S.SELECTED and project.release is not None and gates_passed(project, S.RELEASED):
        return replace(project, state=S.RELEASED)
    return project
