"""Tie the steps of papers (Beratungen) to the items under which a body deals with them."""

from datetime import date
from uuid import UUID

from sachstand_common.journal.work import Work

from ..domain.agendas import Agenda, follow_consultation
from ..domain.candidates import Candidate
from ..storage.agendas import agendas_with_paper
from ..storage.candidates import CANDIDATES
from .facts import quietly
from .queue_candidate import Stop
from .resolve_organization import known_body


async def link_consultation(work: Work, stop: Stop) -> None:
    """A step was planned, moved or done: the item of its meeting names it, and no other does."""
    body = await known_body(work, stop.city, stop.organization_name, stop.day or work.clock.today())
    for held in await agendas_with_paper(work, stop.paper_id):
        here = _is_of(held.state, stop, body.id if body else None)
        linked = follow_consultation(
            held.state, stop.paper_id, stop.consultation_id, here=here, public=stop.public
        )
        work.change(held, linked, fact=quietly(held))


def _is_of(agenda: Agenda, stop: Stop, body_id: UUID | None) -> bool:
    """By meeting, else by body and day."""
    if stop.meeting_id is not None:
        return agenda.meeting_id == stop.meeting_id
    return (agenda.body.id, agenda.day) == (body_id, stop.day)


async def known_step(work: Work, body_id: UUID, day: date, papers: tuple[UUID, ...]) -> UUID | None:
    """The public step at which a body deals with the first of the papers on that day, if it was told of."""
    waiting = await work.find_all(CANDIDATES, organization_id=body_id)
    return step_among([c.state for c in waiting if c.state.meeting_day in (None, day)], papers)


def step_among(candidates: list[Candidate], papers: tuple[UUID, ...]) -> UUID | None:
    """The public step of the first of the papers."""
    return next((c.consultation_id for c in candidates if c.shown and c.paper_id in papers[:1]), None)
