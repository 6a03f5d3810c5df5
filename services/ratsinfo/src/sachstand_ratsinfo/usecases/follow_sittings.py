"""Follow the sittings: an enquiry that was not answered in one is carried over to the next."""

from sachstand_common.contracts.governance_meetings import MeetingFacts
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.enquiries import Sitting
from ..domain.enquiry_days import told_of
from ..storage.enquiries import ENQUIRIES
from ..storage.sittings import CALLED_OFF, keep_sitting, next_sitting
from .keep_enquiry import rewrite


async def follow_sitting(work: Work, meeting: MeetingFacts) -> None:
    """Know a sitting; what waits for it, or for the next one of its body, learns of it."""
    sitting = Sitting(
        date=meeting.start,
        body=meeting.organization_name,
        meeting_id=meeting.meeting_id,
        public=meeting.public,
    )
    off, today = meeting.state in CALLED_OFF, work.clock.today()
    await keep_sitting(work.session, meeting.city, sitting, called_off=off)
    if meeting.start < today and not off:
        return
    upcoming = await next_sitting(work.session, meeting.city, sitting.body, today)
    for held in await work.find_all(ENQUIRIES, city=meeting.city, waits=True):
        state = told_of(held.state, sitting, upcoming, called_off=off)
        rewrite(work, held, state, Fact(reason=f"Sitzung {meeting.state}"))
