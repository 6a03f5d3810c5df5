"""Gates are opened, satisfied and reopened; what waited for them moves on."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from sachstand_common.clock import printed
from sachstand_common.facts import Source
from sachstand_common.identifiers import bare_reference, new_id
from sachstand_common.journal.changes import Fact, Held, ResourceNotFound
from sachstand_common.journal.work import Work

from ..domain.applications import with_gate as application_with_gate
from ..domain.decisions import pass_gate
from ..domain.gates import Gate, GateState, Resolution, checked, concerns, reopen, satisfy_by_hand, settle
from ..storage.applications import APPLICATIONS
from ..storage.gates import GATES
from ..storage.projects import PROJECTS
from .announcements import gate_event, step_of
from .facts import caused

NOW = Fact()


async def barring_project(work: Work, gate: Gate, key: str | None) -> Gate:
    """The gate before the project that a request names by its key, if it does."""
    if key is None:
        return gate
    held = await work.find(PROJECTS, city=gate.city, key=key)
    if held is None:
        raise ResourceNotFound(noun=PROJECTS.noun, city=gate.city, key=key)
    return replace(gate, project_id=held.id)


async def open_gate(work: Work, gate: Gate, fact: Fact = NOW) -> UUID:
    """Open a gate before a step of a project or a funding application."""
    id = new_id()
    gate = replace(gate, stated_by=work.source_of(fact), recorded=printed(work.clock.now()))
    work.add(GATES, checked(gate), gate_event(id, gate), fact, id)
    await _show(work, gate, fact)
    return id


async def satisfy_gate(work: Work, id: UUID, if_match: str, reference: str, day: date) -> None:
    """Satisfy a gate that no council decides on."""
    held = await work.get(GATES, id, if_match)
    proof = Source(reference, date=day)
    await _turn(work, held, satisfy_by_hand(held.state, reference, day), Fact(day, source=proof))


async def settle_gates(work: Work, resolution: Resolution) -> None:
    """Apply a council's resolution to every gate that waits for it."""
    for held in await _waiting(work, resolution.paper_reference):
        await _turn(work, held, settle(held.state, resolution), NOW)


async def reopen_gates(work: Work, resolution: Resolution) -> None:
    """A resolution was rescinded: the gates it satisfied are open again."""
    for held in await _waiting(work, resolution.paper_reference):
        satisfied = held.state.state is GateState.SATISFIED
        if satisfied and concerns(held.state, resolution.city, resolution.paper_reference):
            await _turn(work, held, reopen(held.state), NOW)


async def _waiting(work: Work, reference: str | None) -> list[Held[Gate]]:
    if reference is None:
        return []
    table = GATES.table
    query = select(table).where(table.c.paper == bare_reference(reference)).order_by(table.c.id)
    return await work.select(GATES, query)


async def _turn(work: Work, held: Held[Gate], gate: Gate, fact: Fact) -> None:
    if gate == held.state:
        return
    if gate.state is not GateState.OPEN:
        gate = replace(gate, settled_by=work.source_of(fact), settled=printed(work.clock.now()))
    work.change(held, gate, gate_event(held.id, gate), caused(work, held) if work.cause else fact)
    await _show(work, gate, fact)


async def _show(work: Work, gate: Gate, fact: Fact) -> None:
    """Show the gate in what it bars, and let a project take the step that waited for it."""
    if gate.application_id is not None:
        application = await work.get(APPLICATIONS, gate.application_id)
        known = replace(fact, reason="the gate changed")
        work.change(application, application_with_gate(application.state, gate), fact=known)
    if gate.project_id is not None:
        project = await work.get(PROJECTS, gate.project_id)
        after = pass_gate(project.state, gate)
        event = step_of(project.id, project.state, after)
        work.change(project, after, event, caused(work, project) if work.cause else fact)
