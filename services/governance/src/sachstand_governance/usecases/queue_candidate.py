"""Keep the list of candidates: projects queued for a body, papers on their way to a sitting."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.journal.work import Work

from ..domain.candidates import Candidate, CandidateKind, CandidateState, drop
from ..domain.mandates import MandateState, conflict_hints
from ..domain.organizations import Organization, resolve
from ..storage.candidates import CANDIDATES
from ..storage.organizations import ORGANIZATIONS
from ..storage.papers import known_paper
from .facts import quietly
from .grant_mandate import seats_of
from .resolve_organization import known_body

OPEN = (CandidateState.WAITING, CandidateState.ON_AGENDA)


async def queue_project(work: Work, candidate: Candidate, board_key: str) -> None:
    """A project waits for the body with this key; who votes there and is its partner is hinted at."""
    board = await work.find(ORGANIZATIONS, city=candidate.city, key=board_key)
    if board is not None:
        seats = [s for s in await seats_of(work, board.id) if s.mandate.state is not MandateState.ENDED]
        candidate = replace(
            candidate,
            organization_id=board.id,
            organization_name=board.state.name,
            conflict_hints=conflict_hints(candidate.partners, seats),
        )
    known = await work.find_all(CANDIDATES, project_id=candidate.project_id)
    waiting = next((h for h in known if h.state.state is CandidateState.WAITING), None)
    if waiting is None:
        work.add(CANDIDATES, candidate)
    else:
        work.change(waiting, candidate)


async def drop_project(work: Work, project_id: UUID) -> None:
    """The project was given up: it no longer waits for anybody."""
    for held in await work.find_all(CANDIDATES, project_id=project_id):
        if held.state.state in OPEN:
            work.change(held, drop(held.state))


@dataclass(frozen=True)
class Stop:
    """A stop of a paper on its way (Station der Beratungsfolge), as it is printed."""

    consultation_id: UUID
    city: City
    organization_name: str
    day: date | None
    title: str
    role: str | None
    public: bool
    paper_id: UUID
    paper_reference: str | None = None
    prerequisite_id: UUID | None = None
    closed: bool = False
    meeting_id: UUID | None = None


async def queue_paper(work: Work, stop: Stop) -> None:
    """A paper waits for the agenda of a body's sitting; an unknown body or sitting stays open."""
    body = await known_body(work, stop.city, stop.organization_name, stop.day or work.clock.today())
    paper = await known_paper(work.session, stop.paper_id)
    candidate = Candidate(
        stop.city,
        CandidateKind.PAPER,
        stop.title,
        organization_id=body.id if body else None,
        organization_name=body.name if body else stop.organization_name,
        meeting_day=stop.day,
        paper_id=stop.paper_id,
        paper_reference=stop.paper_reference,
        consultation_id=stop.consultation_id,
        consultation_role=stop.role,
        prerequisite_id=stop.prerequisite_id,
        public=stop.public,
        closed=stop.closed,
        paper_public=paper is None or paper.public,
    )
    held = await work.find(CANDIDATES, consultation_id=stop.consultation_id)
    if held is None:
        work.add(CANDIDATES, candidate)
    elif held.state.state is CandidateState.WAITING:
        work.change(held, candidate)


async def find_waiting(work: Work, id: UUID, body: Organization) -> None:
    """A body, or a name of it, is known now: papers that were announced for it before wait for it."""
    for held in await work.find_all(CANDIDATES, organization_id=None, stage=CandidateState.WAITING):
        day = held.state.meeting_day or work.clock.today()
        named = held.state.organization_name
        if named and held.state.city is body.city and resolve(named, day, [body]):
            known = replace(held.state, organization_id=id, organization_name=body.name)
            work.change(held, known, fact=quietly(held))


async def settle_paper(work: Work, consultation_id: UUID) -> None:
    """The body has dealt with the paper: nothing waits any more."""
    held = await work.find(CANDIDATES, consultation_id=consultation_id)
    if held is not None and held.state.state in OPEN:
        work.change(held, replace(held.state, state=CandidateState.DECIDED))
