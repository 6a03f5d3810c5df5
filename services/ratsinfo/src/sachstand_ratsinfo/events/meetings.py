"""Meetings and agendas, told by governance."""

from sachstand_common.contracts.governance_meetings import (
    AgendaAmended,
    AgendaPublished,
    MeetingCancelled,
    MeetingConvened,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
)
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..usecases.draft_minutes import draft_minutes, know_agenda, know_meeting
from ..usecases.follow_meeting import move_steps, place_on_agenda
from ..usecases.follow_sittings import follow_sitting

handlers = Handlers()


@handlers.on(MeetingScheduled)
async def date_steps(work: Work, event: MeetingScheduled) -> None:
    """Papers planned for that body and day belong to this meeting."""
    await know_meeting(work, event)
    await move_steps(work, event)
    await follow_sitting(work, event)


@handlers.on(MeetingConvened)
async def confirm_steps(work: Work, event: MeetingConvened) -> None:
    """The invitation may name another day."""
    await know_meeting(work, event)
    await move_steps(work, event)
    await follow_sitting(work, event)


@handlers.on(MeetingPostponed)
async def postpone_steps(work: Work, event: MeetingPostponed) -> None:
    """A meeting that was put off adjourns what it was to deal with."""
    await know_meeting(work, event)
    await move_steps(work, event)
    await follow_sitting(work, event)


@handlers.on(MeetingCancelled)
async def adjourn_steps(work: Work, event: MeetingCancelled) -> None:
    """A meeting that was called off adjourns what it was to deal with."""
    await know_meeting(work, event)
    await move_steps(work, event)
    await follow_sitting(work, event)


@handlers.on(AgendaPublished)
async def place_papers(work: Work, event: AgendaPublished) -> None:
    """Each paper on the agenda is tied to its item."""
    await place_on_agenda(work, event)
    await know_agenda(work, event)


@handlers.on(AgendaAmended)
async def place_late_papers(work: Work, event: AgendaAmended) -> None:
    """So is each paper of a later version of the agenda."""
    await place_on_agenda(work, event)
    await know_agenda(work, event)


@handlers.on(MeetingHeld)
async def draft_record(work: Work, event: MeetingHeld) -> None:
    """A sitting that was held here needs a record."""
    await know_meeting(work, event)
    await draft_minutes(work, event)
