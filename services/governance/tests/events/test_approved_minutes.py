"""Minutes of a whole meeting, written in ratsinfo: governance records from them once they are approved."""

from uuid import UUID

import pytest

from sachstand_common.contracts.base import revised
from sachstand_common.contracts.ratsinfo import MinutesApproved
from sachstand_common.contracts.ratsinfo_motions import RecordedItem
from sachstand_common.identifiers import new_id


@pytest.fixture
async def held(clerk):
    """A public sitting of the Board that was held without any vote: a public item, and one that is not."""
    await clerk.found_board()
    meeting = await clerk.meeting(public=True)
    await clerk.item(meeting, "1", "Bänke am Ufer")
    await clerk.item(meeting, "2", "Verkauf Flurstück Zwölf", public=False)
    await clerk.publish(meeting)
    return await clerk.step(meeting, "convened", "in_session", "held")


def approved(meeting, **more):
    told = (
        ("1", "Bänke am Ufer", True, "unanimous", "Ja."),
        ("2", "Verkauf Flurstück Zwölf", False, "rejected", "Nein."),
        ("3", "Verschiedenes", True, "noted", "Bekannt."),
    )
    items = tuple(
        RecordedItem(
            item_number=number, item_title=title, public=public, closed=not public, outcome=outcome,
            result_text=text,
        )
        for number, title, public, outcome, text in told
    )  # fmt: skip
    return MinutesApproved(
        minutes_id=new_id(), city="braunschweig", organization_name="Smart City Board",
        meeting_id=UUID(meeting["id"]), meeting_date=meeting["start"], items=items, **more,
    )  # fmt: skip


async def decisions(clerk, role=None):
    found = await clerk.all("/v1/decisions", role)
    return {d["itemNumber"]: d["outcome"] for d in found}


async def published(tell, minutes_id):
    contract = revised("ratsinfo", "minutes")
    await tell(contract(id=minutes_id, changed=["public"]), minutes_id)


async def test_all_items_are_recorded_and_nothing_is_public_before_the_minutes_are(clerk, held, tell):
    minutes = approved(held)
    await tell(minutes, minutes.minutes_id)

    assert await decisions(clerk) == {}
    assert await decisions(clerk, "audit") == {"1": "unanimous", "2": "rejected", "3": "noted"}
    (meeting,) = await clerk.all("/v1/meetings", "audit", start=held["start"])
    assert (meeting["id"], meeting["minutesId"]) == (held["id"], None)
    assert meeting["internalMinutesId"] == str(minutes.minutes_id)


async def test_published_minutes_make_public_what_is_public_of_them(clerk, held, tell, governance):
    minutes = approved(held)
    await tell(minutes, minutes.minutes_id)

    await published(tell, minutes.minutes_id)

    agenda = (await governance.get(f"/v1/meetings/{held['id']}/agenda")).text
    assert await decisions(clerk) == {"1": "unanimous", "3": "noted"}
    assert "Verschiedenes" in agenda
    assert "Flurstück" not in agenda
    await published(tell, minutes.minutes_id)
    assert await decisions(clerk) == {}
    assert "Verschiedenes" not in (await governance.get(f"/v1/meetings/{held['id']}/agenda")).text


async def test_approved_minutes_told_twice_are_recorded_once(clerk, held, tell, governance, journal):
    minutes = approved(held)
    first = await tell(minutes, minutes.minutes_id)
    pool = governance.app.state.runtime.pool
    before = await pool.fetchval("select position from journal_head")

    await tell(minutes, minutes.minutes_id, again=first)
    await tell(minutes, new_id())

    assert await pool.fetchval("select position from journal_head") == before
    assert len(await journal("decision.certified")) == 3


async def test_what_was_certified_in_the_session_stands_and_other_words_are_flagged(clerk, session, tell):
    meeting, item = session
    await clerk.vote(meeting, item)
    await clerk.decide(meeting, item)
    held = await clerk.step(meeting, "held")
    minutes = approved(held)

    await tell(minutes, minutes.minutes_id)

    found = {d["itemNumber"]: (d["origin"], d["outcome"]) for d in await clerk.all("/v1/decisions", "audit")}
    assert found["1"] == ("session", "majority")
    assert found["3"] == ("minutes", "noted")
