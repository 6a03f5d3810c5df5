"""Decisions of the Board move projects."""

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import select

from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.decisions import decide_release, decide_selection, supersede
from ..domain.gates import Gate, GateKind
from ..domain.projects import DecisionReference, Project, with_gate
from ..domain.states import ProjectState
from ..storage.gates import GATES
from ..storage.projects import PROJECTS
from .announcements import gate_event, step_of
from .facts import caused

Rule = Callable[[Project, DecisionReference], Project]
COUNCIL = "council-consent"


async def select_projects(
    work: Work, projects: Iterable[UUID], decision: DecisionReference, paper: str | None
) -> None:
    """Apply a decision on candidates; where it needs the council, a gate is opened before the release."""
    for held in await _held(work, projects):
        after = decide_selection(held.state, decision)
        if decision.requires_council and after.state is ProjectState.SELECTED:
            after = _with_council_gate(work, held, after, paper)
        work.change(held, after, step_of(held.id, held.state, after), caused(work, held))


async def release_projects(work: Work, projects: Iterable[UUID], decision: DecisionReference) -> None:
    """Apply a decision to release selected projects."""
    await _apply(work, projects, decision, decide_release)


async def supersede_decision(work: Work, projects: Iterable[UUID], decision: DecisionReference) -> None:
    """Mark the projects that rest on a decision which was replaced."""
    await _apply(work, projects, decision, supersede)


async def _apply(work: Work, projects: Iterable[UUID], decision: DecisionReference, rule: Rule) -> None:
    for held in await _held(work, projects):
        after = rule(held.state, decision)
        work.change(held, after, step_of(held.id, held.state, after), caused(work, held))


async def _held(work: Work, projects: Iterable[UUID]) -> list[Held[Project]]:
    table = PROJECTS.table
    return await work.select(
        PROJECTS, select(table).where(table.c.id.in_(list(projects))).order_by(table.c.id)
    )


def _with_council_gate(work: Work, held: Held[Project], after: Project, paper: str | None) -> Project:
    """The Board never replaces the council: its consent is a gate before the release."""
    if any(gate.key == COUNCIL for gate in after.gates):
        return after
    gate = Gate(
        key=COUNCIL,
        city=after.city,
        kind=GateKind.COUNCIL_RESOLUTION,
        required_by=ProjectState.RELEASED,
        title="Zustimmung des Rates",
        project_id=held.id,
        citation=paper,
        paper_reference=paper,
    )
    id = new_id()
    work.add(GATES, gate, gate_event(id, gate), caused(work, held), id)
    return with_gate(after, gate)
