"""Minutes become meetings, items and decisions."""

from datetime import date, datetime

import pytest

from sachstand_common.clock import BERLIN
from sachstand_common.contracts.base import revised
from sachstand_common.contracts.ratsinfo import MinutesRecorded
from sachstand_common.contracts.ratsinfo_motions import MotionItem, MotionItemResult, RecordedItem
from sachstand_common.facts import City, Source
from sachstand_common.identifiers import new_id

MINUTES = MinutesRecorded(
    minutes_id=new_id(),
    city=City.STUTTGART,
    organization_name="Verwaltungsausschuss des Gemeinderats der Landeshauptstadt Stuttgart",
    meeting_date=date(2021, 3, 24),
    number="98",
    item_number="4a",
    item_title="Förderprogramm",
    public=True,
    paper_id=new_id(),
    paper_reference="GRDRs 234/2021",
    file_reference="OB 6200-00",
    motion_items=(
        MotionItem(number="1", text="Kenntnis", kind="acknowledgement"),
        MotionItem(number="2", text="Bewerbung", kind="decision"),
        MotionItem(number="3", text="Eigenanteil", kind="decision"),
    ),
    outcome="by_consensus",
    result_text="einmütig",
)


async def test_minutes_become_the_meeting_the_item_and_the_recorded_decision(clerk, tell, journal):
    await tell(MINUTES, effective="2021-03-24")

    committee = await clerk.organization("verwaltungsausschuss", "stuttgart")
    (meeting,) = await clerk.all("/v1/meetings", organizationId=committee["id"])
    assert (meeting["start"], meeting["state"], meeting["origin"]) == ("2021-03-24", "held", "minutes")
    agenda = (await clerk.client.get(f"/v1/meetings/{meeting['id']}/agenda")).json()
    (item,) = agenda["items"]
    assert (item["number"], item["fileReference"], item["outcome"]) == ("4a", "OB 6200-00", "by_consensus")
    assert item["paperReferences"] == ["GRDRs 234/2021"]
    (decision,) = await clerk.all("/v1/decisions", sourceNumber="98")
    assert (decision["number"], decision["origin"], decision["state"]) == (None, "minutes", "certified")
    assert [p["outcome"] for p in decision["points"]] == ["noted", "by_consensus", "by_consensus"]
    assert (decision["day"], decision["effective"]) == ("2021-03-24", "2021-03-24")
    (held,) = await journal("meeting.held")
    assert held["data"]["origin"] == "minutes"
    (certified,) = await journal("decision.certified")
    facts = certified["data"]
    assert (facts["sourceNumber"], facts["itemNumber"], facts["outcome"]) == ("98", "4a", "by_consensus")
    assert facts["paperId"] == str(MINUTES.paper_id)
    assert facts["minutesId"] == str(MINUTES.minutes_id)


SPLIT = MINUTES.model_copy(
    update={
        "outcome": "split",
        "results": (
            MotionItemResult(number="1", outcome="by_consensus"),
            MotionItemResult(number="3", outcome="majority", mode="majority", counts={"no": 4}),
        ),
    }
)


async def test_a_split_result_is_recorded_point_by_point(clerk, tell, journal):
    await tell(SPLIT)

    (decision,) = await clerk.all("/v1/decisions", sourceNumber="98")
    assert decision["outcome"] == "split"
    assert [(p["number"], p["outcome"], p["mode"], p["counts"]) for p in decision["points"]] == [
        ("1", "noted", None, None),
        ("3", "majority", "majority", {"no": 4}),
    ]
    (certified,) = await journal("decision.certified")
    assert [p["number"] for p in certified["data"]["points"]] == ["1", "3"]
    assert certified["data"]["points"][1]["counts"] == {"no": 4}
    (agenda,) = await clerk.all("/v1/agendas", city="stuttgart")
    assert [r["number"] for r in agenda["items"][0]["results"]] == ["1", "3"]


async def test_minutes_that_tell_another_result_of_a_point_are_flagged(clerk, tell):
    await tell(SPLIT)
    other = (MotionItemResult(number="2", outcome="rejected"),)
    await tell(SPLIT.model_copy(update={"minutes_id": new_id(), "results": other, "result_text": "anders"}))

    (agenda,) = await clerk.all("/v1/agendas", city="stuttgart")
    assert agenda["items"][0]["contradictions"] == ["anders"]
    (decision,) = await clerk.all("/v1/decisions", sourceNumber="98")
    assert [p["number"] for p in decision["points"]] == ["1", "3"]


async def test_the_same_minutes_twice_change_nothing(clerk, tell, governance):
    pool = governance.app.state.runtime.pool
    about = new_id()
    first = await tell(MINUTES, about)
    before = await pool.fetchval("select position from journal_head")

    await tell(MINUTES, about, again=first)
    await tell(MINUTES)  # imported anew: another event that says the same

    assert await pool.fetchval("select position from journal_head") == before
    assert len(await clerk.all("/v1/decisions")) == 1


async def test_two_items_of_one_sitting_share_the_meeting(clerk, tell):
    await tell(MINUTES)
    other = MINUTES.model_copy(update={"number": "97", "item_number": "4", "minutes_id": new_id()})
    await tell(other)

    committee = await clerk.organization("verwaltungsausschuss", "stuttgart")
    (meeting,) = await clerk.all("/v1/meetings", organizationId=committee["id"])
    agenda = (await clerk.client.get(f"/v1/meetings/{meeting['id']}/agenda")).json()
    assert [i["number"] for i in agenda["items"]] == ["4", "4a"]
    assert {d["sourceNumber"] for d in await clerk.all("/v1/decisions")} == {"97", "98"}


async def test_an_unknown_body_waits_for_a_clerk(clerk, tell, journal):
    await tell(MINUTES.model_copy(update={"organization_name": "Ausschuss für Wunder"}))

    (body,) = await clerk.all("/v1/organizations", city="stuttgart", state="provisional")
    assert (body["name"], body["kind"], body["validFrom"]) == ("Ausschuss für Wunder", "committee", None)
    (event,) = await journal("decision.certified")
    assert event["data"]["organizationKind"] == "committee"
    assert event["data"]["paperReference"] == "GRDRs 234/2021"
    path = f"/v1/organizations/{body['id']}/transitions"
    confirmed = await clerk.post(path, to="active", reference="Hauptsatzung", kind="committee")
    assert (confirmed["state"], confirmed["kind"]) == ("active", "committee")


async def test_minutes_of_a_planned_sitting_say_that_it_took_place(clerk, tell):
    (planned,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-03-23")
    assert planned["state"] == "scheduled"
    minutes = {"city": City.BRAUNSCHWEIG, "organization_name": "Rat der Stadt Braunschweig"}

    await tell(MINUTES.model_copy(update={**minutes, "meeting_date": date(2021, 3, 23)}))

    (held,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-03-23")
    assert (held["id"], held["state"], held["origin"]) == (planned["id"], "held", "minutes")


@pytest.mark.parametrize("outcome", [None, "im Wesentlichen zugestimmt"])
async def test_an_outcome_the_source_does_not_give_is_not_guessed(clerk, tell, outcome):
    await tell(MINUTES.model_copy(update={"outcome": outcome}))

    (agenda,) = await clerk.all("/v1/agendas", city="stuttgart")
    assert agenda["items"][0]["outcome"] is None
    assert await clerk.all("/v1/decisions") == []


async def test_minutes_that_are_not_public_stay_inside(clerk, tell):
    await tell(MINUTES.model_copy(update={"public": False}))

    assert await clerk.all("/v1/decisions") == []
    assert await clerk.all("/v1/agendas") == []
    assert len(await clerk.all("/v1/decisions", role="audit")) == 1


async def test_minutes_that_are_not_public_are_no_source_of_a_public_sitting(clerk, tell):
    minutes = {"city": City.BRAUNSCHWEIG, "organization_name": "Rat der Stadt Braunschweig", "public": False}
    record = MINUTES.model_copy(update={**minutes, "meeting_date": date(2021, 3, 23)})

    await tell(record, source=Source("Niederschrift, nicht öffentlich", url="https://example.org/files/1"))

    shown = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-03-23")
    assert shown[0]["state"] == "held"
    assert "nicht öffentlich" not in str(shown)
    assert str(MINUTES.minutes_id) not in str(shown)
    (full,) = await clerk.all("/v1/meetings", "gremiendienst", organizationKey="rat", start="2021-03-23")
    assert full["internalMinutesId"] == str(MINUTES.minutes_id)
    assert await clerk.all("/v1/agendas", meetingId=full["id"]) == []


async def test_a_body_known_from_internal_minutes_is_public_once_public_ones_name_it(clerk, tell, oparl):
    name = {"organization_name": "Ausschuss für Wunder"}
    await tell(MINUTES.model_copy(update={**name, "public": False}))
    inside = await clerk.all("/v1/organizations", city="stuttgart", state="provisional")

    await tell(MINUTES.model_copy(update={**name, "meeting_date": date(2021, 4, 21)}))

    (body,) = await clerk.all("/v1/organizations", city="stuttgart", state="provisional")
    assert inside == []
    (meeting,) = await oparl.all("meetings", "stuttgart")
    assert (await oparl.one("organization", meeting["organization"][0]))["name"] == body["name"]


SITTING = MinutesRecorded(
    minutes_id=new_id(),
    city=City.STUTTGART,
    organization_name="Verwaltungsausschuss des Gemeinderats der Landeshauptstadt Stuttgart",
    meeting_date=date(2021, 4, 21),
    number="7",
    public=True,
    starts_at=datetime(2021, 4, 21, 15, tzinfo=BERLIN),
    ends_at=datetime(2021, 4, 21, 16, 45, tzinfo=BERLIN),
    place="Rathaus",
    items=(
        RecordedItem(item_number="1", item_title="Eröffnung", public=True),
        RecordedItem(
            item_number="2",
            item_title="Stationen",
            public=True,
            paper_id=new_id(),
            paper_reference="GRDrs 11/2021",
            outcome="unanimous",
            result_text="einstimmig",
        ),
        RecordedItem(item_number="3", item_title="Brunnen", public=True, outcome="postponed"),
        RecordedItem(item_number="4", item_title="GEHEIM", closed=True, outcome="unanimous"),
    ),
)


async def test_minutes_of_a_whole_sitting_become_the_meeting_with_all_its_items(clerk, tell):
    about = SITTING.minutes_id
    await tell(SITTING, about)
    await tell(SITTING.model_copy(update={"minutes_id": new_id()}))

    committee = await clerk.organization("verwaltungsausschuss", "stuttgart")
    (meeting,) = await clerk.all("/v1/meetings", organizationId=committee["id"])
    assert (meeting["sourceNumber"], meeting["minutesId"], meeting["place"]) == ("7", str(about), "Rathaus")
    assert (meeting["startsAt"][:16], meeting["endsAt"][:16]) == ("2021-04-21T15:00", "2021-04-21T16:45")
    (agenda,) = await clerk.all("/v1/agendas", "audit", city="stuttgart")
    assert [(i["number"], i["outcome"]) for i in agenda["items"]] == [
        ("1", None),
        ("2", "unanimous"),
        ("3", "postponed"),
    ]
    assert [(i["number"], i["outcome"]) for i in agenda["nonPublicItems"]] == [("4", "unanimous")]
    decisions = await clerk.all("/v1/decisions", "audit", city="stuttgart")
    assert {(d["itemNumber"], d["outcome"]) for d in decisions} == {
        ("2", "unanimous"),
        ("3", "postponed"),
        ("4", "unanimous"),
    }
    shown = await clerk.all("/v1/decisions", city="stuttgart")
    assert {d["itemNumber"] for d in shown} == {"2", "3"}
    for path in ("/v1/agendas", "/v1/decisions", "/v1/meetings", "/v1/changes"):
        assert "GEHEIM" not in (await clerk.client.get(path)).text


async def test_an_item_that_is_closed_stays_so_when_its_minutes_are_published(clerk, tell):
    inside = [one.model_copy(update={"public": False}) for one in SITTING.items]
    await tell(SITTING.model_copy(update={"public": False, "items": tuple(inside)}), SITTING.minutes_id)
    published = revised("ratsinfo", "minutes")(id=SITTING.minutes_id, changed=["public"])
    await tell(published, SITTING.minutes_id)

    (agenda,) = await clerk.all("/v1/agendas", "audit", city="stuttgart")
    assert [i["number"] for i in agenda["items"]] == ["1", "2", "3"]
    assert [i["number"] for i in agenda["nonPublicItems"]] == ["4"]


async def test_a_sitting_in_which_nothing_was_decided_is_taken_back_with_its_minutes(clerk, tell):
    talked = SITTING.model_copy(update={"items": SITTING.items[:1]})
    await tell(talked, talked.minutes_id)
    path = "/v1/agendas"
    assert "Eröffnung" in (await clerk.client.get(path)).text

    await tell(revised("ratsinfo", "minutes")(id=talked.minutes_id, changed=["public"]), talked.minutes_id)

    assert "Eröffnung" not in (await clerk.client.get(path)).text
