"""Take in meetings with their agendas; a meeting that is kept here already stays as it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import tuple_

from sachstand_common.contracts.governance import AgendaAmended, AgendaPublished
from sachstand_common.journal.changes import Held
from sachstand_common.journal.mirroring import Batch, Told
from sachstand_common.oparl.repairs import Found, native_id, urls_in

from ..domain.agendas import Agenda
from ..domain.meetings import Body, Meeting
from ..domain.mirrors import agenda_of, items_of, meeting_of, with_papers
from ..storage.agendas import AGENDAS
from ..storage.meetings import MEETINGS, agenda_id_of
from ..storage.organizations import ORGANIZATIONS
from . import announcements
from .advance_meeting import ANNOUNCED

Day = tuple[UUID, date]


async def mirror_meetings(batch: Batch, found: Sequence[Found]) -> None:
    """Meetings as the source knows them: recorded, not judged by the rules of a process here."""
    bodies = await _bodies(batch, found)
    told = {one.key: meeting for one in found if (meeting := _read(batch, one, bodies)) is not None}
    here = await _here(batch, [one for one in found if one.key in told], told)
    ids = [native_id(one.url) for one in found if one.key in told]
    meetings = await batch.held(MEETINGS, ids)
    agendas = await batch.held(AGENDAS, map(agenda_id_of, ids))
    for one in found:
        if one.key in here:
            batch.link(one, here[one.key])
        elif one.key in told:
            _put(batch, one, told[one.key], meetings, agendas)


async def _bodies(batch: Batch, found: Sequence[Found]) -> dict[UUID, Body]:
    named = {batch.id_of(url) for one in found for url in urls_in(one.values.get("organization"))}
    known = await batch.states(ORGANIZATIONS, named)
    return {id: Body(id, s.city, s.key, s.name, s.kind) for id, s in known.items()}


def _read(batch: Batch, one: Found, bodies: dict[UUID, Body]) -> Meeting | None:
    urls = urls_in(one.values.get("organization"))
    body = next((bodies[id] for url in urls if (id := batch.id_of(url)) in bodies), None)
    if body is None:
        batch.skip(one, "organization_unknown", ", ".join(urls) or None)
        return None
    meeting = meeting_of(one, body)
    if meeting is None:
        batch.skip(one, "no_date")
    elif len(urls) > 1:
        batch.note(one, "only_first_organization")
    return meeting


async def _here(batch: Batch, found: Sequence[Found], told: dict[str, Meeting]) -> dict[str, UUID]:
    """Meetings that were here before the mirror: the same body on the same day."""
    days = {one.key: (told[one.key].body.id, told[one.key].start) for one in found}
    new = {key: day for key, day in days.items() if key not in batch.known}
    linked = {one.key: batch.known[one.key].native_id for one in found if batch.is_linked(one)}
    table = MEETINGS.table
    wanted = tuple_(table.c.organization_id, table.c.start).in_(sorted(set(new.values())))
    others = await batch.natives(MEETINGS, wanted) if new else []
    taken: dict[Day, UUID] = {(m.body.id, m.start): id for id, m in others}
    return linked | {key: taken[day] for key, day in new.items() if day in taken}


def _put(
    batch: Batch,
    one: Found,
    meeting: Meeting,
    meetings: dict[UUID, Held[Meeting]],
    agendas: dict[UUID, Held[Agenda]],
) -> None:
    id = native_id(one.url)
    held, listed = meetings.get(id), agendas.get(agenda_id_of(id))
    if held is not None:
        kept = {name: getattr(held.state, name) for name in ("number", "source_number", "mode", "note")}
        meeting = replace(
            meeting, **kept, minutes_id=held.state.minutes_id, minutes_public=held.state.minutes_public
        )
    announced = ANNOUNCED.get(meeting.state)
    event = announcements.meeting(announced, id, meeting) if announced else None
    turned = held is not None and (held.state.state, held.state.start) != (meeting.state, meeting.start)
    batch.put(MEETINGS, id, meeting, held, Told(one, meeting.start, event, event if turned else None))
    _list(batch, one, agenda_of(id, meeting, items_of(one)), listed)
    batch.keep(one, id)


def _list(batch: Batch, one: Found, agenda: Agenda, held: Held[Agenda] | None) -> None:
    if held is None and not agenda.items:
        return
    if held is not None:
        items = with_papers(agenda.items, held.state.items)
        agenda = replace(agenda, items=items, edition=held.state.edition)
    event = announcements.agenda(AgendaPublished if held is None else AgendaAmended, agenda)
    batch.put(AGENDAS, agenda_id_of(agenda.meeting_id), agenda, held, Told(one, agenda.day, event, event))


async def withdraw_meetings(batch: Batch, found: Sequence[Found]) -> None:
    """Meetings that the source took back, with their agendas; one that was here before stays."""
    ids = {one.key: batch.known[one.key].native_id for one in found}
    meetings = await batch.held(MEETINGS, ids.values())
    agendas = await batch.held(AGENDAS, map(agenda_id_of, ids.values()))
    for one in found:
        linked = batch.known[one.key].linked
        meeting, agenda = meetings.get(ids[one.key]), agendas.get(agenda_id_of(ids[one.key]))
        if linked:
            batch.note(one, "kept_though_withdrawn")
        if meeting is not None and not linked:
            batch.hide(meeting, replace(meeting.state, public=False), one)
        if agenda is not None and not linked:
            batch.hide(agenda, replace(agenda.state, public=False), one)
        batch.keep(one, ids[one.key], linked=linked)
