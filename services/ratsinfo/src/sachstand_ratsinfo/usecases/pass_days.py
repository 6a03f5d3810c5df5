"""Pass the days: write down what the calendar makes of enquiries that wait for their answer."""

from sqlalchemy import select

from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.enquiry_days import on_day, passing
from ..storage.enquiries import ENQUIRIES
from ..storage.sittings import next_sitting
from .keep_enquiry import rewrite

AT_ONCE = 200
"""Enquiries in one transaction."""


async def pass_days(work: Work) -> int:
    """Say once of each enquiry that it is overdue or carried over; how many were.

    What was said already is not found again: a second look, or one after a crash, changes nothing.
    """
    table, today = ENQUIRIES.table, work.clock.today()
    query = select(table).where(table.c.wake <= today).order_by(table.c.wake, table.c.id).limit(AT_ONCE)
    waiting = await work.select(ENQUIRIES, query)
    for held in waiting:
        sitting, since = passing(held.state, today), held.state.wake
        body = sitting.body if sitting else None
        upcoming = await next_sitting(work.session, held.state.city, body, today) if sitting else None
        state = on_day(held.state, today, upcoming)
        rewrite(work, held, state, Fact(effective=since or today, source=held.source))
    return len(waiting)
