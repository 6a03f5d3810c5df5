"""Plan the steps of a paper's way through the bodies (Beratungsfolge)."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.ratsinfo import ConsultationPlanned
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.consultations import Consultation, from_station, is_public, is_same_step, kind_of, ref
from ..domain.meetings import meeting_on
from ..domain.papers import Paper, replaced
from ..storage.consultations import CONSULTATIONS
from ..storage.meetings import meetings_of
from ..storage.organizations import resolve
from .facts import revise


def step_of(paper_id: UUID, paper: Paper, organization_name: str) -> Consultation:
    """A step of a paper that is known to lead to a body, and nothing else yet."""
    return Consultation(
        paper_id=paper_id,
        city=paper.city,
        reference=paper.reference,
        name=paper.name,
        ordinal=len(paper.consultations) + 1,
        organization_name=organization_name,
        organization_kind=kind_of(organization_name),
        paper_public=paper.public,
        prerequisite_id=paper.prerequisite_id,
    )


async def plan_stations(work: Work, paper_id: UUID, paper: Paper, fact: Fact) -> Paper:
    """The paper with a step for each that it prints; steps known already follow its name and publicity."""
    known = await work.find_all(CONSULTATIONS, paper_id=paper_id)
    for station in paper.stations:
        printed = from_station(station, step_of(paper_id, paper, station.organization_name))
        held = next(
            (h for h in known if is_same_step(h.state, station.organization_name, None, station.date)), None
        )
        if held is None:
            paper = await add_step(work, paper, printed, fact)
        else:
            known.remove(held)
            paper = _brought_up(work, held, _printed(held.state, printed), paper, fact)
    for held in known:
        paper = _brought_up(work, held, held.state, paper, fact)
    return paper


async def add_step(work: Work, paper: Paper, step: Consultation, fact: Fact) -> Paper:
    """Record a planned step; the paper with it."""
    step = await seated(work, step)
    id = new_id()
    work.add(CONSULTATIONS, step, planned(id, step), fact, id)
    return replace(paper, consultations=replaced(paper.consultations, ref(id, step)))


async def seated(work: Work, step: Consultation) -> Consultation:
    """The step with its body, and with the meeting of its day, where governance told of them already."""
    body = await resolve(work.session, step.city, step.organization_name)
    if body is not None:
        step = replace(step, organization_id=body.organization_id, organization_kind=body.kind)
    if step.organization_id is None or step.meeting_id is not None:
        return step
    meeting = meeting_on(step.date, await meetings_of(work.session, step.organization_id))
    return replace(step, meeting_id=meeting.id) if meeting else step


def _printed(known: Consultation, printed: Consultation) -> Consultation:
    """What a document prints of a step goes before what was concluded or planned."""
    if known.role is not None and not known.inferred:
        return replace(known, public=_said(known, printed))
    return replace(
        known,
        role=printed.role or known.role,
        role_label=printed.role_label,
        authoritative=known.authoritative if printed.authoritative is None else printed.authoritative,
        inferred=known.inferred and printed.role is None,
        public=_said(known, printed),
    )


def _said(known: Consultation, printed: Consultation) -> bool | None:
    """Ö is said once for all; else what is printed now."""
    return True if known.public else known.public if printed.public is None else printed.public


def _brought_up(work: Work, held: Held[Consultation], step: Consultation, paper: Paper, fact: Fact) -> Paper:
    step = replace(
        step, name=paper.name, reference=paper.reference, city=paper.city, paper_public=paper.public
    )
    revise(work, held, step, None, fact)
    return replace(paper, consultations=replaced(paper.consultations, ref(held.id, step)))


def planned(id: UUID, step: Consultation) -> ConsultationPlanned:
    """A paper is on its way to a body."""
    return ConsultationPlanned(**facts_of(id, step))


def facts_of(id: UUID, step: Consultation) -> dict[str, object]:
    """What both events of a step carry."""
    return {
        "consultation_id": id,
        "paper_id": step.paper_id,
        "city": step.city,
        "reference": step.reference,
        "name": step.name,
        "organization_name": step.organization_name,
        "organization_kind": step.organization_kind,
        "role": step.role,
        "date": step.date,
        "public": is_public(step),
        "closed": step.public is False,
        "paper_public": step.paper_public,
        "prerequisite_id": step.prerequisite_id,
        "meeting_id": step.meeting_id,
    }
