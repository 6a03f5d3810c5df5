from datetime import date
from uuid import uuid4

import pytest

from sachstand_common.contracts.governance import (
    MeetingCancelled,
    MeetingPostponed,
    MeetingScheduled,
    UnitRegistered,
)

MEETING = uuid4()


def sitting(contract, on, state, id=MEETING, kind="council"):
    return contract(
        city="braunschweig", organization_id=uuid4(), organization_name="Rat der Stadt Braunschweig",
        organization_kind=kind, meeting_id=id, start=on, state=state,
    )  # fmt: skip


@pytest.fixture
def follow(tell, settled, prerequisite):
    async def expected_after(event):
        await settled(await tell(event, about=event.meeting_id))
        return (await prerequisite())["expected"]

    return expected_after


async def test_the_expected_day_follows_the_sitting_of_the_council(follow, rollout):
    scheduled = await follow(sitting(MeetingScheduled, date(2021, 5, 11), "scheduled"))
    moved = await follow(sitting(MeetingPostponed, date(2021, 5, 18), "postponed"))
    later = await follow(sitting(MeetingScheduled, date(2021, 6, 8), "scheduled", uuid4()))
    cancelled = await follow(sitting(MeetingCancelled, date(2021, 5, 18), "cancelled"))

    assert (scheduled["on"], scheduled["state"]) == ("2021-05-11", "scheduled")
    assert (moved["on"], moved["state"]) == ("2021-05-18", "postponed")
    assert later == moved
    assert (cancelled["on"], cancelled["state"]) == ("2021-06-08", "scheduled")
    assert {p["expectedOn"] for p in (await rollout())["blockedBy"]} == {None, "2021-06-08"}


async def test_a_paper_planned_for_a_known_sitting_is_expected_there(follow, tracker, prerequisite, by):
    await follow(sitting(MeetingScheduled, date(2026, 12, 15), "scheduled"))
    tax = await prerequisite("council-consent", "steuerakte-abt-20-3")
    body = {"to": "requested", "paper": {"plannedOn": "2026-12-15"}}

    asked = await tracker.post(
        f"/v1/prerequisites/{tax['id']}/transitions", json=body, headers=by("dms-team")
    )

    assert asked.json()["expected"]["state"] == "scheduled"
    assert asked.json()["expected"]["meetingId"] == str(MEETING)


async def test_a_committee_says_nothing_of_the_council(follow, prerequisite):
    before = (await prerequisite())["expected"]

    assert await follow(sitting(MeetingScheduled, date(2021, 5, 11), "scheduled", kind="committee")) == before


async def test_rollouts_show_the_name_of_their_unit_once_it_is_registered(tell, settled, rollout, tracker):
    unit = UnitRegistered(
        city="braunschweig", unit_id=uuid4(), code="Abt 10.1", name="Personalbetreuung", kind="abteilung"
    )

    event = await tell(unit)
    await settled(event)
    await tell(unit, again=event)

    shown = await rollout()
    assert shown["units"] == [{"code": "Abt 10.1", "name": "Personalbetreuung", "unitId": str(unit.unit_id)}]
    assert (await rollout(asOf="2021-03-24"))["units"][0]["name"] == "Personalbetreuung"
    assert shown["source"]["document"] == "Anlage: Interne Digitalisierung – Scannen"
