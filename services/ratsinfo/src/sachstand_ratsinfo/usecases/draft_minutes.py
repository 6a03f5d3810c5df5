"""Draft the record of a sitting, its head and items filled in from the meeting and its agenda."""

from sachstand_common.contracts.governance_meetings import AgendaFacts, AgendaItemFacts, MeetingFacts
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.drafting import drafted
from ..domain.meetings import KnownMeeting
from ..domain.minutes import OPEN, Minutes, MinutesState
from ..domain.record_items import RecordItem
from ..storage.meetings import agenda_of, keep_agenda, keep_meeting
from ..storage.minutes import MINUTES
from .facts import quietly
from .follow_meeting import tie_minutes

CALLED_OFF = ("cancelled", "postponed")


async def know_meeting(work: Work, meeting: MeetingFacts) -> None:
    """Keep when a body meets: its minutes are approved in the next meeting."""
    known = KnownMeeting(
        id=meeting.meeting_id,
        organization_id=meeting.organization_id,
        start=meeting.start,
        called_off=meeting.state in CALLED_OFF,
    )
    await keep_meeting(work.session, known)


async def know_agenda(work: Work, agenda: AgendaFacts) -> None:
    """Keep the items of an agenda, in its draft record as well if there is one already."""
    items = tuple(_item(one) for one in agenda.items)
    await keep_agenda(work.session, agenda.meeting_id, items)
    for held in await work.find_all(MINUTES, meeting_id=agenda.meeting_id):
        if held.state.state in OPEN:
            reason = "Tagesordnung veröffentlicht"
            work.change(held, drafted(held.state, items), None, quietly(held, reason))


def _item(item: AgendaItemFacts) -> RecordItem:
    return RecordItem(
        item_number=item.number,
        subject=item.title,
        public=item.public,
        paper_id=next(iter(item.paper_ids), None),
        paper_reference=next(iter(item.paper_references), None),
    )


async def draft_minutes(work: Work, meeting: MeetingFacts) -> None:
    """Draft the record of a sitting that was held here; one known from minutes asks for no new ones."""
    if meeting.minutes_id is not None:
        return await tie_minutes(work, meeting.minutes_id, meeting)
    if meeting.origin != "session" or await work.find(MINUTES, meeting_id=meeting.meeting_id):
        return
    head = Minutes(
        city=meeting.city,
        organization_id=meeting.organization_id,
        organization_name=meeting.organization_name,
        meeting_date=meeting.start,
        meeting_id=meeting.meeting_id,
        subject=f"Niederschrift der Sitzung am {meeting.start:%d.%m.%Y}",
        session_kind="öffentlich" if meeting.public else "nicht öffentlich",
        non_public=not meeting.public,
        state=MinutesState.DRAFT,
    )
    draft = drafted(head, await agenda_of(work.session, meeting.meeting_id))
    work.add(MINUTES, draft, None, Fact(reason="Sitzung durchgeführt"))
