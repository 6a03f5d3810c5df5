"""Follow which minutes are public: what only they tell comes into the public views, and goes, in the past."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.governance import AgendaAmended
from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.agendas import Agenda, item_of
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
    decisions = [d for d in await mentioning(work, DECISIONS, minutes_id) if d.state.minutes_id == minutes_id]
    agendas: dict[UUID, Agenda] = {}
    for decision in decisions:
        id, public = decision.state.meeting_id, not decision.state.minutes_public
        if id not in agendas:
            held = await work.find(AGENDAS, meeting_id=id)
            if held is None:
                continue
            agendas[id] = _turned(work, held, minutes_id, public)
        await _turn_decision(work, decision, agendas[id], public)


def _turned(work: Work, held: Held[Agenda], minutes_id: UUID, public: bool) -> Agenda:
    after = follow_minutes(held.state, minutes_id, public=public)
    work.change(held, after, announcements.agenda(AgendaAmended, after), quietly(held), retell=True)
    return after


async def _turn_decision(work: Work, held: Held[Decision], agenda: Agenda, public: bool) -> None:
    meeting = await work.get(MEETINGS, held.state.meeting_id)
    seen = public and meeting.state.public and item_of(agenda, held.state.agenda_item_id).public
    told = replace(held.state, minutes_public=public, public=seen)
    event = announcements.publicity(held.id, held.state, told)
    work.change(held, told, event, quietly(held), retell=True)
