"""Draft a paper that somebody needs: for a legal prerequisite, or because a decision needs the council."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sachstand_common.contracts.dms_tracker_rollouts import PrerequisiteRequested
from sachstand_common.contracts.governance import CouncilPaperRequested
from sachstand_common.contracts.ratsinfo import ConsultationPlanned
from sachstand_common.facts import City
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.consultations import is_same_step, ref
from ..domain.contents import PaperKind
from ..domain.papers import Paper, PaperState, replaced
from ..storage.consultations import CONSULTATIONS
from ..storage.papers import PAPERS, find_by_reference
from .facts import revise
from .plan_consultation import add_step, facts_of, step_of
from .register_document import registered

COUNCIL = "Rat"


async def draft_for_prerequisite(work: Work, asked: PrerequisiteRequested) -> None:
    """Link the paper that a prerequisite asks for, or draft it with its planned step.

    The prerequisite's id travels with paper, step and resolution, so that the answer finds its way back.
    """
    if await work.find(PAPERS, prerequisite_id=asked.prerequisite_id):
        return
    held = await _known(work, asked)
    fact = Fact(reason="Voraussetzung angefordert")
    paper_id = held.id if held else new_id()
    paper = held.state if held else _draft(City(asked.city), asked.subject, asked.paper_reference)
    paper = replace(paper, prerequisite_id=asked.prerequisite_id)
    paper = await _step(work, paper_id, paper, asked.organization_name or COUNCIL, asked.planned_date, fact)
    _write(work, held, paper_id, paper, fact)


async def draft_for_council(work: Work, asked: CouncilPaperRequested) -> None:
    """Draft the paper that a decision needs because the council has the last word."""
    fact = Fact(reason=f"Vorlage angefordert zu Beschluss {asked.decision_id}")
    paper_id, paper = new_id(), _draft(asked.city, asked.subject, None)
    paper = await _step(work, paper_id, paper, asked.organization_name, asked.planned_date, fact)
    _write(work, None, paper_id, paper, fact)


async def _known(work: Work, asked: PrerequisiteRequested) -> Held[Paper] | None:
    if asked.paper_id is not None:
        return await work.find(PAPERS, id=asked.paper_id)
    if asked.paper_reference:
        return await find_by_reference(work, City(asked.city), asked.paper_reference)
    return None


def _draft(city: City, subject: str, reference: str | None) -> Paper:
    """A draft under a working title: what it is about is known, and no document prints its name yet."""
    kind: PaperKind = "decision_paper"
    return Paper(
        city=city, kind=kind, name=f"{subject} (Arbeitstitel)", name_printed=False, reference=reference,
        state=PaperState.DRAFT,
    )  # fmt: skip


async def _step(work: Work, paper_id: UUID, paper: Paper, body: str, day: date | None, fact: Fact) -> Paper:
    """The step for decision; one that is planned already is announced again with the prerequisite."""
    known = await work.find_all(CONSULTATIONS, paper_id=paper_id)
    held = next((h for h in known if is_same_step(h.state, body, None, day)), None)
    if held is None:
        step = replace(step_of(paper_id, paper, body), date=day, role="decision", authoritative=True)
        return await add_step(work, paper, step, fact)
    step = replace(held.state, prerequisite_id=paper.prerequisite_id)
    revise(work, held, step, ConsultationPlanned(**facts_of(held.id, step)), fact)
    return replace(paper, consultations=replaced(paper.consultations, ref(held.id, step)))


def _write(work: Work, held: Held[Paper] | None, id: UUID, paper: Paper, fact: Fact) -> None:
    if held is not None:
        revise(work, held, paper, None, fact)
    else:
        work.add(PAPERS, paper, registered(id, paper), fact, id)
