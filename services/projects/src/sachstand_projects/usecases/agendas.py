"""Candidates are put on an agenda, and taken off when the meeting is cancelled."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from sachstand_common.journal.work import Work

from ..domain.projects import AgendaPlace
from ..domain.states import ProjectState
from ..storage.projects import PROJECTS
from .facts import caused


async def put_on_agenda(work: Work, meeting: UUID, places: dict[UUID, AgendaPlace]) -> None:
    """Note the item on which each candidate stands; one that a later agenda leaves out waits again."""
    table = PROJECTS.table
    concerned = table.c.id.in_(list(places)) | (table.c.meeting_id == meeting)
    for held in await work.select(PROJECTS, select(table).where(concerned).order_by(table.c.id)):
        if held.state.state is ProjectState.QUEUED:
            work.change(held, replace(held.state, agenda=places.get(held.id)), fact=caused(work, held))


async def take_off_agenda(work: Work, meeting: UUID) -> None:
    """The meeting will not take place: its candidates wait for another one."""
    await put_on_agenda(work, meeting, {})
