"""Publish the agenda of a meeting; from then on it only grows by urgent items."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sachstand_common.contracts.governance import AgendaPublished
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.agendas import publish, touched_units, transitions
from ..domain.mandates import MandateState, invitations
from ..domain.meetings import check_announced, check_runs
from ..domain.transitions import Option
from ..storage.agendas import AGENDAS
from ..storage.meetings import MEETINGS, agenda_id_of
from . import announcements
from .facts import step_day
from .grant_mandate import seats_of


@dataclass(frozen=True)
class Publication:
    """On which day it is published, and why then."""

    on: date | None = None
    reason: str | None = None


async def publish_agenda(
    work: Work, meeting_id: UUID, publication: Publication, if_match: str | None
) -> UUID:
    """Publish it, and note who is invited and why; the id of the agenda is returned.

    Raises:
        AgendaFrozen: it is published already.
        AgendaEmpty: it has no item.
        MeetingIsDraft: nobody hears of the meeting yet.
    """
    meeting = await work.get(MEETINGS, meeting_id)
    check_runs(meeting.state.body.kind, work.principal.roles)
    check_announced(meeting.state)
    held = await work.get(AGENDAS, agenda_id_of(meeting_id), if_match)
    day = step_day(work, held, publication.on)
    seats = [
        seat
        for seat in await seats_of(work, meeting.state.body.id)
        if seat.mandate.state is MandateState.ACTIVE and seat.mandate.period.covers(meeting.state.start)
    ]
    published = publish(held.state, invitations(seats, touched_units(held.state)))
    event = announcements.agenda(AgendaPublished, published)
    work.change(held, published, event, Fact(day, reason=publication.reason))
    return held.id


async def agenda_options(work: Work, meeting_id: UUID) -> tuple[Option, ...]:
    """What can become of the agenda of a meeting now."""
    meeting = await work.get(MEETINGS, meeting_id)
    return transitions((await work.get(AGENDAS, agenda_id_of(meeting_id))).state, meeting.state.state)
