"""Follow which minutes are public: what only they tell comes into the public views, and goes, in the past."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.governance import AgendaAmended
from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.agendas import item_of
from ..domain.decisions import Decision
from ..domain.publicity import follow_minutes
from ..storage.agendas import AGENDAS
from ..storage.decisions import DECISIONS
from ..storage.meetings import MEETINGS
from ..storage.mentions import mentioning
from . import announcements
from .facts import quietly


async def turn_minutes(work: Work, minutes_id: UUID) -> None:
    """Minutes became public, or are so no more: the link to them, and the result and decision they tell."""
    for meeting in await mentioning(work, MEETINGS, minutes_id):
        if meeting.state.minutes_id == minutes_id:
            linked = replace(meeting.state, minutes_public=not meeting.state.minutes_public)
            work.change(meeting, linked, fact=quietly(meeting), retell=True)
    for decision in await mentioning(work, DECISIONS, minutes_id):
        if decision.state.minutes_id == minutes_id:
            await _turn_result(work, decision, minutes_id)


async def _turn_result(work: Work, held: Held[Decision], minutes_id: UUID) -> None:
    public = not held.state.minutes_public
    agenda = await work.find(AGENDAS, meeting_id=held.state.meeting_id)
    if agenda is None:
        return
    after = follow_minutes(agenda.state, minutes_id, public=public)
    amended = announcements.agenda(AgendaAmended, after)
    work.change(agenda, after, amended, quietly(agenda), retell=True)
    meeting = await work.get(MEETINGS, held.state.meeting_id)
    seen = public and meeting.state.public and item_of(after, held.state.agenda_item_id).public
    told = replace(held.state, minutes_public=public, public=seen)
    event = announcements.publicity(held.id, held.state, told)
    work.change(held, told, event, quietly(held), retell=True)
