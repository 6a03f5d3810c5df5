"""Follow which minutes are public: what only they tell comes into the public views, and goes, in the past."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.governance import AgendaAmended
from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.agendas import Agenda, item_of
from ..domain.decisions import Decision
from ..domain.publicity import follow_minutes, told_publicly
from ..storage.agendas import AGENDAS
from ..storage.decisions import DECISIONS
from ..storage.meetings import MEETINGS
from ..storage.mentions import mentioning
from . import announcements
from .facts import quietly


async def turn_minutes(work: Work, minutes_id: UUID) -> None:
    """Minutes became public, or are so no more: the link to them, and the results and decisions they tell."""
    for meeting in await mentioning(work, MEETINGS, minutes_id):
        if meeting.state.minutes_id == minutes_id:
            linked = replace(meeting.state, minutes_public=not meeting.state.minutes_public)
            work.change(meeting, linked, fact=quietly(meeting), retell=True)
    decisions = [d for d in await mentioning(work, DECISIONS, minutes_id) if d.state.minutes_id == minutes_id]
    for agenda in await mentioning(work, AGENDAS, minutes_id):
        told = [d for d in decisions if d.state.meeting_id == agenda.state.meeting_id]
        await _turn_results(work, agenda, told, minutes_id)


async def _turn_results(
    work: Work, agenda: Held[Agenda], told: list[Held[Decision]], minutes_id: UUID
) -> None:
    public = not told_publicly(agenda.state, minutes_id)
    meeting = await work.get(MEETINGS, agenda.state.meeting_id)
    after = follow_minutes(agenda.state, minutes_id, public=public)
    after = replace(after, public=after.public and meeting.state.public)
    amended = announcements.agenda(AgendaAmended, after)
    work.change(agenda, after, amended, quietly(agenda), retell=True)
    for held in told:
        seen = public and meeting.state.public and item_of(after, held.state.agenda_item_id).public
        decision = replace(held.state, minutes_public=public, public=seen)
        event = announcements.publicity(held.id, held.state, decision)
        work.change(held, decision, event, quietly(held), retell=True)
