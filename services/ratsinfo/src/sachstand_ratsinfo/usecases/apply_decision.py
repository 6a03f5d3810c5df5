"""Apply a body's decision to the paper it is about: the step's result, and the resolution."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.governance import DecisionCertified, DecisionSuperseded
from sachstand_common.contracts.ratsinfo import (
    ConsultationDone,
    ResolutionAdopted,
    ResolutionRejected,
    ResolutionRescinded,
)
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.consultations import COUNCIL_ORGANS, Consultation, done, is_same_step, ref
from ..domain.papers import Paper, replaced
from ..domain.resolutions import (
    ItemOutcome,
    Resolution,
    ResolutionState,
    is_complete,
    is_last_word,
    item_outcomes,
    verdict,
    with_outcomes,
)
from ..storage.consultations import CONSULTATIONS
from ..storage.papers import PAPERS, find_by_reference
from ..storage.resolutions import RESOLUTIONS
from .announce_resolution import announced, ref_of
from .facts import revise
from .follow_meeting import tie_minutes
from .plan_consultation import facts_of, step_of
from .register_document import registered


async def apply_decision(work: Work, decision: DecisionCertified) -> None:
    """First the step is done, then, if it was the last word, the paper has its resolution.

    A decision about no paper, and one of a body that only coordinates, changes nothing here; minutes from
    which it is known belong to its meeting.
    """
    if decision.minutes_id is not None:
        await tie_minutes(work, decision.minutes_id, decision, decision.agenda_item_id)
    if decision.organization_kind not in COUNCIL_ORGANS:
        return
    held, paper_id, paper = await _paper(work, decision)
    if paper is None:
        return
    fact = Fact(reason=f"Beschluss {decision.number or decision.source_number or decision.decision_id}")
    paper, step, steps = await _finish_step(work, paper_id, paper, decision, fact)
    if is_last_word(step, steps, requires_council=decision.requires_council):
        paper = await _resolve(work, paper_id, paper, decision, fact)
    if held is None:
        work.add(PAPERS, paper, registered(paper_id, paper), fact, paper_id)
    else:
        revise(work, held, paper, None, fact)


async def _paper(work: Work, decision: DecisionCertified) -> tuple[Held[Paper] | None, UUID, Paper | None]:
    """The paper decided on; one that is known by its reference only is registered under it."""
    held = None
    if decision.paper_id is not None:
        held = await work.find(PAPERS, id=decision.paper_id)
    if held is None and decision.paper_reference:
        held = await find_by_reference(work, decision.city, decision.paper_reference)
    if held is not None:
        return held, held.id, held.state
    if not decision.paper_reference:
        return None, decision.decision_id, None
    reference = decision.paper_reference
    stub = Paper(
        city=decision.city, kind="paper", reference=reference, name=reference, name_printed=False,
        public=decision.public,
    )  # fmt: skip
    return None, new_id(), stub


async def _finish_step(
    work: Work, paper_id: UUID, paper: Paper, decision: DecisionCertified, fact: Fact
) -> tuple[Paper, Consultation, list[Consultation]]:
    """The step this decision ends: the planned one of that body, or one that nobody had planned."""
    known = await work.find_all(CONSULTATIONS, paper_id=paper_id)
    held = _ended(known, decision)
    step = held.state if held else step_of(paper_id, paper, decision.organization_name)
    step = replace(
        done(step, decision.outcome, decision.decision_id),
        organization_id=decision.organization_id,
        organization_kind=decision.organization_kind,
        date=decision.date,
        meeting_id=decision.meeting_id,
        agenda_item_id=decision.agenda_item_id,
        item_number=decision.item_number or step.item_number,
        public=True if decision.public else step.public,
        item_public=decision.public,
        decision_public=decision.public,
        prerequisite_id=step.prerequisite_id or paper.prerequisite_id,
    )
    id = held.id if held else new_id()
    event = ConsultationDone(**facts_of(id, step), result=step.result, decision_id=step.decision_id)
    if held is None:
        work.add(CONSULTATIONS, step, event, fact, id)
    else:
        revise(work, held, step, event, fact)
    paper = replace(paper, consultations=replaced(paper.consultations, ref(id, step)))
    return paper, step, [h.state for h in known if h.id != id]


def _ended(known: Sequence[Held[Consultation]], decision: DecisionCertified) -> Held[Consultation] | None:
    """By meeting, else by body and day, else the only open step to that body."""
    by_meeting = [h for h in known if h.state.meeting_id == decision.meeting_id]
    name, kind = decision.organization_name, decision.organization_kind
    by_day = [h for h in known if is_same_step(h.state, name, kind, decision.date)]
    by_body = [h for h in known if h.state.decision_id is None and is_same_step(h.state, name, kind, None)]
    for found in (by_meeting, by_day, by_body):
        if len(found) == 1:
            return found[0]
    return None


async def _resolve(
    work: Work, paper_id: UUID, paper: Paper, decision: DecisionCertified, fact: Fact
) -> Paper:
    items = _items(paper, decision)
    state = verdict(items, decision.outcome)
    if state is None or await work.find(RESOLUTIONS, paper_id=paper_id, decision_id=decision.decision_id):
        return paper
    resolution = Resolution(
        paper_id=paper_id,
        city=paper.city,
        reference=paper.reference,
        name=paper.name,
        organization_name=decision.organization_name,
        organization_kind=decision.organization_kind,
        date=decision.date,
        decision_id=decision.decision_id,
        outcome=decision.outcome,
        state=state,
        items=items,
        complete=is_complete(paper.motion_items, items, decision.outcome),
        prerequisite_id=paper.prerequisite_id,
        public=decision.public and paper.public,
        decision_public=decision.public,
    )
    id = new_id()
    contract = ResolutionAdopted if state is ResolutionState.ADOPTED else ResolutionRejected
    work.add(RESOLUTIONS, resolution, announced(contract, id, resolution), fact, id)
    motion = with_outcomes(paper.motion_items, items)
    return replace(paper, motion_items=motion, resolution=ref_of(id, resolution))


def _items(paper: Paper, decision: DecisionCertified) -> tuple[ItemOutcome, ...]:
    """What became of each item, with manner and votes where its own are known."""
    points = {point.number: point for point in decision.points}
    outcomes = {number: point.outcome for number, point in points.items()}
    items = item_outcomes(paper.motion_items, outcomes, decision.outcome)
    return tuple(
        replace(item, mode=point.mode, counts=point.counts) if (point := points.get(item.number)) else item
        for item in items
    )


async def rescind_resolution(work: Work, decision: DecisionSuperseded) -> None:
    """A later decision replaced the one a resolution rests on: it no longer holds."""
    for held in await work.find_all(RESOLUTIONS, decision_id=decision.decision_id):
        if held.state.state is ResolutionState.RESCINDED:
            continue
        reason = "superseded"
        rescinded = replace(held.state, state=ResolutionState.RESCINDED, reason=reason)
        fact = Fact(reason=reason)
        event = announced(ResolutionRescinded, held.id, rescinded, reason=reason)
        revise(work, held, rescinded, event, fact)
        paper = await work.get(PAPERS, rescinded.paper_id)
        if paper.state.resolution and paper.state.resolution.id == held.id:
            revise(work, paper, replace(paper.state, resolution=ref_of(held.id, rescinded)), None, fact)
