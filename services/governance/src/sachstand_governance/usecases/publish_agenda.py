"""Publish the agenda of a meeting; from then on it only grows by urgent items."""

from uuid import UUID

from sachstand_common.contracts.governance import AgendaPublished
from sachstand_common.journal.changes import ResourceNotFound
from sachstand_common.journal.work import Work

from ..domain.agendas import publish, touched_units
from ..domain.mandates import MandateState, invitations
from ..domain.meetings import check_runs
from ..storage.agendas import AGENDAS
from ..storage.meetings import MEETINGS
from . import announcements
from .grant_mandate import seats_of


async def publish_agenda(work: Work, meeting_id: UUID, if_match: str | None) -> UUID:
    """Publish it, and note who is invited and why; the id of the agenda is returned.

    Raises:
        AgendaFrozen: it is published already.
        AgendaEmpty: it has no item.
    """
    meeting = await work.get(MEETINGS, meeting_id)
    check_runs(meeting.state.body.kind, work.principal.roles)
    found = await work.find(AGENDAS, meeting_id=meeting_id)
    if found is None:
        raise ResourceNotFound(noun=AGENDAS.noun, meeting=str(meeting_id))
    held = await work.get(AGENDAS, found.id, if_match)
    seats = [
        seat
        for seat in await seats_of(work, meeting.state.body.id)
        if seat.mandate.state is MandateState.ACTIVE and seat.mandate.period.covers(meeting.state.start)
    ]
    published = publish(held.state, invitations(seats, touched_units(held.state)))
    work.change(held, published, announcements.agenda(AgendaPublished, published))
    return held.id
