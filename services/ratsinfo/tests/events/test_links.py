"""A step names its meeting, and a record its body, in whatever order the house hears of them."""

from datetime import date
from itertools import permutations
from uuid import uuid4

import pytest

from sachstand_common.contracts.governance_meetings import (
    MeetingCancelled,
    MeetingHeld,
    MeetingScheduled,
    OrganizationFounded,
)

ANSWER, MINUTES = "stellungnahme-braunschweig", "niederschrift-stuttgart"


@pytest.fixture
def hear(tell, ratsinfo, eventually):
    """Await what an event does here."""

    async def heard(event, about, version=1):
        id = await tell(event, about, version)
        pool = ratsinfo.app.state.runtime.pool
        await eventually(lambda: pool.fetchval("select 1 from inbox where event_id = $1", id))

    return heard


@pytest.fixture
def printed(ratsinfo, import_, sample, clerk):
    """Import a document and say which body, and which day, it prints."""

    async def of(name, noun, day):
        await import_((f"{name}.txt", sample(name)), public=True)
        (one,) = (await ratsinfo.get(f"/v1/{noun}", headers=clerk)).json()["data"]
        return one["organizationName"], date.fromisoformat(one[day])

    return of


def body(name, city, id):
    return OrganizationFounded(
        city=city, organization_id=id, key="k", name=name, kind="council", state="active"
    )


def meeting(contract, name, day, id, **more):
    facts = {"city": "braunschweig", "organization_kind": "council", "state": "scheduled"} | more
    return contract(**facts, organization_id=id, organization_name=name, start=day, meeting_id=uuid4())


WAY = ("Rat der Stadt Braunschweig", date(2022, 6, 14))
ORDERS = [order for order in permutations(("body", "meeting", "paper")) if order[0] != "meeting"]


@pytest.mark.parametrize("order", ORDERS)
async def test_a_step_names_its_body_and_its_meeting(ratsinfo, hear, printed, order):
    id = uuid4()
    sitting = meeting(MeetingScheduled, *WAY, id)
    for one in order:
        if one == "body":
            await hear(body(WAY[0], "braunschweig", id), id)
        elif one == "meeting":
            await hear(sitting, sitting.meeting_id)
        else:
            assert await printed(ANSWER, "consultations", "date") == WAY

    (step,) = (await ratsinfo.get("/v1/consultations")).json()["data"]
    assert (step["organizationId"], step["meetingId"]) == (str(id), str(sitting.meeting_id))


async def test_a_step_names_neither_a_meeting_called_off_nor_one_of_two(ratsinfo, hear, printed):
    id = uuid4()
    await hear(body(WAY[0], "braunschweig", id), id)
    off = meeting(MeetingCancelled, *WAY, id, state="cancelled")
    for one in (off, *(meeting(MeetingScheduled, *WAY, id) for _ in range(2))):
        await hear(one, one.meeting_id)

    await printed(ANSWER, "consultations", "date")

    (step,) = (await ratsinfo.get("/v1/consultations")).json()["data"]
    assert step["meetingId"] is None


@pytest.mark.parametrize("first", ["body", "record"])
async def test_a_record_names_the_body_whose_sitting_it_tells_of(ratsinfo, hear, printed, clerk, first):
    id, name = uuid4(), "Ausschuss für Digitales des Gemeinderats der Landeshauptstadt Stuttgart"
    if first == "body":
        await hear(body(name, "stuttgart", id), id)
    named, day = await printed(MINUTES, "minutes", "meetingDate")
    (record,) = (await ratsinfo.get("/v1/minutes", headers=clerk)).json()["data"]
    if first == "record":
        held = meeting(
            MeetingHeld,
            name,
            day,
            id,
            city="stuttgart",
            state="held",
            origin="minutes",
            minutes_id=record["id"],
        )
        await hear(held, held.meeting_id)
        (record,) = (await ratsinfo.get("/v1/minutes", headers=clerk)).json()["data"]

    assert (named, record["organizationId"]) == (name, str(id))
