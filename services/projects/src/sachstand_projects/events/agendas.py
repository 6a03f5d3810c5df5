"""Agendas and meetings of governance (Tagesordnungen, Sitzungen)."""

from sachstand_common.contracts.governance import (
    AgendaAmended,
    AgendaPublished,
    MeetingCancelled,
    MeetingPostponed,
)
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.projects import AgendaPlace
from ..usecases.agendas import put_on_agenda, take_off_agenda

handlers = Handlers()


@handlers.on(AgendaPublished)
async def note_agenda(work: Work, event: AgendaPublished) -> None:
    """Candidates named by an item stand on the agenda."""
    await _note(work, event)


@handlers.on(AgendaAmended)
async def note_amended_agenda(work: Work, event: AgendaAmended) -> None:
    """The later agenda counts; candidates it leaves out wait again."""
    await _note(work, event)


@handlers.on(MeetingCancelled)
async def return_candidates(work: Work, event: MeetingCancelled) -> None:
    """Candidates of a cancelled meeting go back to the queue."""
    await take_off_agenda(work, event.meeting_id)


@handlers.on(MeetingPostponed)
async def return_postponed_candidates(work: Work, event: MeetingPostponed) -> None:
    """Candidates of a postponed meeting wait for the next agenda."""
    await take_off_agenda(work, event.meeting_id)


async def _note(work: Work, event: AgendaPublished | AgendaAmended) -> None:
    places = {
        project: AgendaPlace(event.meeting_id, item.item_id, event.organization_name, event.date, item.number)
        for item in event.items
        for project in item.project_ids
    }
    await put_on_agenda(work, event.meeting_id, places)
