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
    """Minutes became public, or are so no more: the link to them, and the results and decisions they tell."""
    for meeting in await mentioning(work, MEETINGS, minutes_id):
        if meeting.state.minutes_id == minutes_id:
            linked = replace(meeting.state, minutes_public=not meeting.state.minutes_public)
            work.change(meeting, linked, fact=quietly(meeting), retell=True)
    told = [d for d in await mentioning(work, DECISIONS, minutes_id) if d.state.minutes_id == minutes_id]
    for meeting_id in dict.fromkeys(decision.state.meeting_id for decision in told):
        await _turn_results(
            work, meeting_id, [d for d in told if d.state.meeting_id == meeting_id], minutes_id
        )


async def _turn_results(work: Work, meeting_id: UUID, told: list[Held[Decision]], minutes_id: UUID) -> None:
    public = not told[0].state.minutes_public
    agenda = await work.find(AGENDAS, meeting_id=meeting_id)
    if agenda is None:
        return
    meeting = await work.get(MEETINGS, meeting_id)
    after = follow_minutes(agenda.state, minutes_id, public=public)
    after = replace(after, public=after.public and meeting.state.public)
    amended = announcements.agenda(AgendaAmended, after)
    work.change(agenda, after, amended, quietly(agenda), retell=True)
    for held in told:
        seen = public and meeting.state.public and item_of(after, held.state.agenda_item_id).public
        decision = replace(held.state, minutes_public=public, public=seen)
        event = announcements.publicity(held.id, held.state, decision)
        work.change(held, decision, event, quietly(held), retell=True)
