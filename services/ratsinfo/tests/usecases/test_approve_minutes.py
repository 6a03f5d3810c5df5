"""A kill while minutes are approved leaves nothing half done, and two who approve at once do so once."""

import asyncio
from datetime import date
from uuid import uuid4

import pytest

from sachstand_common.contracts.governance_meetings import MeetingHeld
from sachstand_common.db.connections import make_engine
from sachstand_common.facts import City
from sachstand_common.journal.works import Works
from sachstand_common.security.principal import Principal
from sachstand_common.transitions import TransitionNotAllowed
from sachstand_ratsinfo.domain.contents import Attendee
from sachstand_ratsinfo.domain.minutes import MinutesState
from sachstand_ratsinfo.domain.record_items import ItemText
from sachstand_ratsinfo.storage.minutes import MINUTES
from sachstand_ratsinfo.usecases import approve_minutes
from sachstand_ratsinfo.usecases.approve_minutes import ApprovalOrder
from sachstand_ratsinfo.usecases.draft_minutes import draft_minutes, know_meeting
from sachstand_ratsinfo.usecases.write_minutes import submit_minutes, write_minutes

KEEPER, CHAIR = (Principal(name, frozenset({"gremiendienst"})) for name in ("keeper", "chair"))
BODY = {"city": City.BRAUNSCHWEIG, "organization_id": uuid4(), "organization_name": "Bauausschuss",
        "organization_kind": "committee"}  # fmt: skip
PROMISE = "Die Verwaltung wird dem Bauausschuss bis zum 30.11.2026 über die Bänke berichten."
NEXT = date(2026, 9, 22)


@pytest.fixture
async def works(database, clock):
    engine = make_engine(database("ratsinfo"))
    yield Works("ratsinfo", engine, clock)
    await engine.dispose()


@pytest.fixture
async def submitted(works):
    """Minutes that wait for their approval, and the order to approve them."""
    sitting, following = (
        MeetingHeld(meeting_id=uuid4(), start=day, state="held", **BODY) for day in (date(2026, 9, 1), NEXT)
    )
    async with works.open() as work:
        for meeting in (sitting, following):
            await know_meeting(work, meeting)
        await draft_minutes(work, sitting)
    item = ItemText(item_number="1", subject="Bänke", result_text=f"Der Ausschuss stimmt zu. {PROMISE}")
    text = {"chair": "A", "keeper": "B", "attendance": (Attendee("Mitglieder", "C"),), "items": (item,)}
    async with works.open(KEEPER) as work:
        held = await work.find(MINUTES, meeting_id=sitting.meeting_id)
        await write_minutes(work, held.id, "*", text)
    async with works.open(KEEPER) as work:
        await submit_minutes(work, held.id, None, None)
    return held.id, ApprovalOrder(following.meeting_id, NEXT)


async def approve(works, id, order):
    async with works.open(CHAIR) as work:
        await approve_minutes.approve_minutes(work, id, order)


async def told(works):
    async with works.open() as work:
        connection = await work.session.connection()
        query = "select type, count(*) from journal where type like any (array['%.approved', '%.recorded'])"
        return dict((await connection.exec_driver_sql(f"{query} group by 1")).all())


async def test_a_crash_before_the_commit_approves_nothing(works, submitted, monkeypatch):
    id, order = submitted

    async def killed(*_):
        raise asyncio.CancelledError

    with monkeypatch.context() as broken:
        broken.setattr(approve_minutes, "keep_promises", killed)
        with pytest.raises(asyncio.CancelledError):
            await approve(works, id, order)

    async with works.open() as work:
        assert (await work.get(MINUTES, id)).state.state is MinutesState.SUBMITTED
    assert await told(works) == {}
    await approve(works, id, order)
    assert await told(works) == {"minutes.approved": 1, "commitment.recorded": 1}


async def test_two_who_approve_at_once_approve_once(works, submitted):
    answers = await asyncio.gather(*(approve(works, *submitted) for _ in range(3)), return_exceptions=True)

    assert [type(one) for one in answers if one is not None] == [TransitionNotAllowed] * 2
    assert await told(works) == {"minutes.approved": 1, "commitment.recorded": 1}
