"""Minutes written here: from the held meeting to the sealed and published text, and who sees what of it."""

import hashlib
import json
from datetime import date
from uuid import uuid4

import pytest

from sachstand_common.contracts.governance_meetings import (
    AgendaItemFacts,
    AgendaPublished,
    MeetingHeld,
    MeetingScheduled,
)
from sachstand_ratsinfo.api.commitments import CommitmentStepBody
from sachstand_ratsinfo.api.minutes_bodies import MinutesChange, MinutesStep
from sachstand_ratsinfo.domain.seals import FIELDS

BODY = {
    "city": "braunschweig",
    "organization_id": uuid4(),
    "organization_name": "Bauausschuss",
    "organization_kind": "committee",
}
DAY, NEXT, LATER = date(2026, 9, 1), date(2026, 9, 22), date(2026, 10, 6)
SECRET = "Verkauf Flurstück Zwölf"
PROMISE = "Die Verwaltung wird dem Bauausschuss bis zum 30.11.2026 über die Bänke am Ufer berichten."
CLOSED = "Die Verwaltung wird zum Flurstück Zwölf bis zum 15.12.2026 berichten."
TEXT = {
    "chair": "RM Muster",
    "keeper": "Frau Beispiel",
    "attendance": [{"name": "RM Ahorn", "organization": "Liste Stadt"}],
    "items": [
        {
            "itemNumber": "1",
            "rapporteurs": ["Herr Erle"],
            "contributions": [{"speaker": "Herr Erle", "unit": "Tiefbauamt", "text": PROMISE}],
            "motionItems": [{"number": "1", "text": "Bänke aufstellen"}],
            "resultText": "Der Ausschuss stimmt einstimmig zu.",
        },
        {
            "itemNumber": "2",
            "public": True,
            "contributions": [{"speaker": "Herr Erle", "text": CLOSED}],
            "resultText": "Der Ausschuss lehnt ab.",
        },
    ],
}


@pytest.fixture
def chair(token):
    """Somebody else than the clerk who writes."""
    return {"Authorization": f"Bearer {token('cdo')}"}


@pytest.fixture
async def meetings(tell):
    """The sitting with its agenda, and the two that follow; the ids by day."""
    ids = {day: uuid4() for day in (DAY, NEXT, LATER)}
    items = (
        AgendaItemFacts(item_id=uuid4(), number="1", title="Bänke am Ufer"),
        AgendaItemFacts(item_id=uuid4(), number="2", title=SECRET, public=False),
    )
    await tell(AgendaPublished(meeting_id=ids[DAY], date=DAY, items=items, **BODY), uuid4())
    for day in (NEXT, LATER):
        await tell(MeetingScheduled(meeting_id=ids[day], start=day, state="scheduled", **BODY), ids[day])
    return ids


@pytest.fixture
def step(ratsinfo):
    async def take(path, headers, expect=200, **body):
        answer = await ratsinfo.post(f"{path}/transitions", json=body, headers=headers)
        assert answer.status_code == expect, answer.text
        return answer.json()

    return take


@pytest.fixture
async def draft(ratsinfo, meetings, tell, clerk, eventually):
    """The path of the draft that was made when the sitting was held."""
    held = MeetingHeld(meeting_id=meetings[DAY], start=DAY, state="held", **BODY)
    await tell(held, held.meeting_id, 1)
    pool = ratsinfo.app.state.runtime.pool

    async def there():
        known = await pool.fetchval("select count(*) from known_meeting")
        found = (await ratsinfo.get("/v1/minutes", headers=clerk)).json()["data"]
        return found if found and len(found[0]["items"]) == 2 and known == 3 else None

    (found,) = await eventually(there)
    return f"/v1/minutes/{found['id']}"


@pytest.fixture
def write(ratsinfo, clerk):
    async def text(path, body=TEXT, if_match="*", **more):
        headers = {**clerk, "If-Match": if_match}
        return await ratsinfo.patch(path, json={**body, **more}, headers=headers)

    return text


@pytest.fixture
async def sealed(draft, write, step, clerk, chair, meetings):
    """The path of approved minutes."""
    assert (await write(draft)).status_code == 200
    await step(draft, clerk, to="submitted")
    await step(draft, chair, **approval(meetings))
    return draft


def approval(meetings, day=NEXT, **more):
    return {"to": "approved", "meetingId": str(meetings[day]), "approvedOn": day.isoformat(), **more}


async def test_a_held_meeting_asks_for_its_minutes_once_with_the_head_filled_in(
    ratsinfo, draft, meetings, tell, clerk, eventually
):
    again = MeetingHeld(meeting_id=meetings[DAY], start=DAY, state="held", **BODY)
    await tell(again, again.meeting_id, 1)
    event = await tell(again, again.meeting_id, 2)
    pool = ratsinfo.app.state.runtime.pool
    await eventually(lambda: pool.fetchval("select 1 from inbox where event_id = $1", event))

    (minutes,) = (await ratsinfo.get("/v1/minutes", headers=clerk)).json()["data"]

    assert (minutes["state"], minutes["meetingDate"]) == ("draft", "2026-09-01")
    assert (minutes["organizationName"], minutes["sessionKind"]) == ("Bauausschuss", "öffentlich")
    assert [(i["itemNumber"], i["subject"], i["public"]) for i in minutes["items"]] == [
        ("1", "Bänke am Ufer", True),
        ("2", SECRET, False),
    ]
    assert (await ratsinfo.get(draft)).status_code == 404
    assert (await ratsinfo.get("/v1/minutes")).json()["data"] == []


async def test_only_clerks_write_and_only_on_the_version_they_read(ratsinfo, draft, write, token, step):
    stranger = {"Authorization": f"Bearer {token('vendor')}"}

    written = await write(draft)
    stale = await write(draft, {"chair": "RM Anders"}, if_match='"alt"')
    blind = await ratsinfo.patch(
        draft, json=TEXT, headers={"Authorization": f"Bearer {token('gremiendienst')}"}
    )
    wrong = await ratsinfo.patch(draft, json=TEXT, headers={**stranger, "If-Match": "*"})

    assert [r.status_code for r in (written, stale, blind, wrong)] == [200, 412, 428, 403]
    assert (await ratsinfo.patch(draft, json=TEXT, headers={"If-Match": "*"})).status_code == 401
    assert (await step(draft, stranger, 403, to="submitted"))["code"] == "role_not_allowed"
    first, second = written.json()["items"]
    assert (first["outcome"], first["counts"]) == ("unanimous", None)
    assert second["public"] is False, "never more public than its agenda says"


async def test_the_keeper_does_not_approve_and_nobody_does_outside_the_next_meeting(
    draft, write, step, clerk, chair, meetings, journal, tell, ratsinfo, eventually
):
    await write(draft)
    early = await step(draft, chair, 409, **approval(meetings))
    await step(draft, clerk, to="submitted")

    own = await step(draft, clerk, 403, **approval(meetings))
    late = await step(draft, chair, 422, **approval(meetings, LATER))
    itself = await step(draft, chair, 422, **approval(meetings, DAY))
    day = await step(draft, chair, 422, **approval(meetings) | {"approvedOn": "2026-09-23"})
    nowhere = await step(draft, chair, 400, to="approved")

    codes = [one["code"] for one in (early, own, late, itself, day)]
    assert codes == [
        "transition_not_allowed", "keeper_may_not_approve", "not_the_next_meeting", "meeting_not_of_body",
        "approval_day_contradicts",
    ]  # fmt: skip
    assert (late["next"], late["date"]) == (str(meetings[NEXT]), "2026-09-22")
    assert nowhere["status"] == 400
    assert await journal("minutes.approved") == []
    approved = await step(draft, chair, **approval(meetings, LATER, reason="Am 22.09. vertagt"))
    assert approved["approval"]["reason"] == "Am 22.09. vertagt"


async def test_approved_minutes_are_told_once_and_sealed(
    ratsinfo, sealed, write, step, chair, meetings, journal, clerk
):
    changed = await write(sealed, {"chair": "RM Anders"}, reason="Irrtum")
    again = await step(sealed, chair, 409, **approval(meetings))

    assert (changed.status_code, changed.json()["code"]) == (409, "minutes_sealed")
    assert again["code"] == "transition_not_allowed"
    (event,) = await journal("minutes.approved")
    assert (event["approvedOn"], event["meetingId"]) == ("2026-09-22", str(meetings[DAY]))
    assert [(i["itemNumber"], i["outcome"], i["public"]) for i in event["items"]] == [
        ("1", "unanimous", True),
        ("2", "rejected", False),
    ]
    assert PROMISE not in json.dumps(event)
    assert await journal("minutes.recorded") == []
    check = (await ratsinfo.get(f"{sealed}/seal", headers=clerk)).json()
    assert check["valid"] is True
    assert hashlib.sha512(check["canonical"].encode()).hexdigest() == check["value"]
    assert (await ratsinfo.get(f"{sealed}/seal")).status_code == 404


async def test_a_text_that_was_changed_behind_the_seal_is_found_out(ratsinfo, sealed, clerk):
    pool = ratsinfo.app.state.runtime.pool
    forged = (
        "update minutes set full_view = convert_to(replace(convert_from(full_view, 'UTF8'), $1, $2), 'UTF8')"
    )
    await pool.execute(forged, "einstimmig", "einmütig  ")

    assert (await ratsinfo.get(f"{sealed}/seal", headers=clerk)).json()["valid"] is False


async def test_the_public_reads_published_minutes_without_what_is_not_public_of_them(
    ratsinfo, sealed, step, chair, clerk
):
    await step(sealed, chair, to="published")

    minutes = (await ratsinfo.get(sealed)).json()
    akn = await ratsinfo.get(f"{sealed}/akn")
    seal = await ratsinfo.get(f"{sealed}/seal")
    paths = (
        "search?q=Flurstück",
        "minutes",
        "commitments",
        "commitments?asOf=2026-12-31",
        "changes?limit=1000",
    )
    others = [(await ratsinfo.get(f"/v1/{path}")).text for path in paths]
    house = await ratsinfo.get(f"{sealed}/akn", headers=clerk)

    assert [item["itemNumber"] for item in minutes["items"]] == ["1"]
    kept = {name: minutes[name] for name in FIELDS}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha512(text.encode()).hexdigest() == minutes["seal"]["value"]
    assert akn.headers["content-type"].startswith("application/akn+xml")
    assert "Bänke am Ufer" in akn.text
    pool = ratsinfo.app.state.runtime.pool
    told = await pool.fetch("select public_data from journal where public_data is not null")
    events = "".join(bytes(row["public_data"]).decode() for row in told)
    assert "Bänke am Ufer" in events
    for answer in (json.dumps(minutes), akn.text, seal.text, events, *others):
        assert "Flurstück Zwölf" not in answer
        assert "local:" not in answer
    assert SECRET in house.text
    assert seal.json()["valid"] is True
    tag = {"If-None-Match": akn.headers["etag"]}
    assert (await ratsinfo.get(f"{sealed}/akn", headers=tag)).status_code == 304


async def test_what_is_taken_back_leaves_a_tombstone_and_comes_again(ratsinfo, sealed, step, chair):
    await step(sealed, chair, to="published")
    no_reason = await step(sealed, chair, 422, to="depublished")
    await step(sealed, chair, to="depublished", reason="Enthält Personaldaten")

    gone = [await ratsinfo.get(f"{sealed}{part}") for part in ("", "/akn", "/seal")]
    promises = (await ratsinfo.get("/v1/commitments")).json()["data"]
    await step(sealed, chair, to="published")

    assert no_reason["code"] == "reason_required"
    assert [answer.status_code for answer in gone] == [410, 410, 410]
    assert {answer.json()["reason"] for answer in gone} == {"depublished"}
    assert "Personaldaten" not in "".join(answer.text for answer in gone)
    assert promises == []
    assert (await ratsinfo.get(sealed)).status_code == 200


async def test_a_promise_is_followed_up_and_public_with_its_minutes(
    ratsinfo, sealed, step, chair, clerk, journal
):
    told, closed = await journal("commitment.recorded")
    hidden = (await ratsinfo.get("/v1/commitments")).json()["data"]
    await step(sealed, chair, to="published")

    (promise,) = (await ratsinfo.get("/v1/commitments", params={"state": "open"})).json()["data"]
    path = f"/v1/commitments/{promise['id']}"
    silent = await step(path, clerk, 422, to="kept")
    await step(path, clerk, to="kept", reason="Bericht am 24.11.2026")
    kept = (await ratsinfo.get("/v1/commitments", params={"state": "kept"})).json()["data"]

    assert hidden == []
    assert (closed["due"], closed["public"]) == ("2026-12-15", False)
    assert (told["minutesId"], told["due"], told["public"]) == (sealed.split("/")[-1], "2026-11-30", False)
    assert (promise["text"], promise["due"], promise["dueLabel"]) == (PROMISE, "2026-11-30", "30.11.2026")
    assert silent["code"] == "reason_required"
    assert [one["id"] for one in kept] == [promise["id"]]
    assert "24.11." not in json.dumps(kept)
    assert len(await journal("commitment.recorded")) == 2


async def test_a_correction_before_the_approval_is_kept_and_binds_who_made_it(
    ratsinfo, draft, write, step, clerk, chair, meetings
):
    await write(draft)
    await step(draft, clerk, to="submitted")
    silent = await write(draft, {"chair": "RM Anders"})
    headers = {**chair, "If-Match": "*"}
    corrected = await ratsinfo.patch(
        draft, json={"chair": "RM Anders", "reason": "vertauscht"}, headers=headers
    )

    refused = await step(draft, chair, 403, **approval(meetings))

    assert (silent.status_code, silent.json()["code"]) == (422, "reason_required")
    (kept,) = corrected.json()["corrections"]
    assert (kept["reason"], kept["fields"]) == ("vertauscht", ["chair"])
    assert refused["code"] == "keeper_may_not_approve"


async def test_imported_minutes_skip_the_draft_and_their_promises_are_followed_up(
    ratsinfo, import_, sample, clerk, write, step, journal
):
    said = "Die Verwaltung wird dem Ausschuss bis zum 30.06.2022 einen Bericht vorlegen."
    text = sample("niederschrift-stuttgart").replace("\n\nNachdem", f" {said}\n\nNachdem", 1)
    report = (await import_(("n.txt", text)))["files"][0]
    path = f"/v1/minutes/{report['minutesId']}"

    steps = (await ratsinfo.get(f"{path}/transitions", headers=clerk)).json()["data"]
    refused = await write(path, {"chair": "RM Anders"})
    akn = await ratsinfo.get(f"{path}/akn")

    assert said in text
    assert (await ratsinfo.get(path)).json()["state"] == "recorded"
    assert steps == []
    assert refused.json()["code"] == "minutes_from_document"
    assert len(await journal("minutes.recorded")) == 1
    (promise,) = (await ratsinfo.get("/v1/commitments")).json()["data"]
    assert (promise["minutesId"], promise["due"]) == (report["minutesId"], "2022-06-30")
    assert promise["fileId"] == report["fileIds"][0]
    assert "StRin Ahorn" in akn.text
    assert "Musterkämmerei" not in akn.text


async def test_the_documented_examples_can_be_sent_as_they_stand(
    ratsinfo, draft, write, step, clerk, chair, meetings
):
    (text,) = MinutesChange.model_config["json_schema_extra"]["examples"]
    submit, approve, take_back = MinutesStep.model_config["json_schema_extra"]["examples"]
    (keep,) = CommitmentStepBody.model_config["json_schema_extra"]["examples"]

    assert (await write(draft, text)).json()["items"][-1]["outcome"] == "unanimous"
    await write(draft)
    await step(draft, clerk, **submit)
    await step(draft, chair, **approve | {"meetingId": str(meetings[NEXT]), "approvedOn": NEXT.isoformat()})
    ahead = await step(draft, chair, 422, to="published", effective="2026-11-03")
    await step(draft, chair, to="published")
    await step(draft, chair, **take_back)
    promise = (await ratsinfo.get("/v1/commitments", headers=clerk)).json()["data"][0]
    kept = await step(f"/v1/commitments/{promise['id']}", clerk, **keep)

    assert ahead["code"] == "step_out_of_order"
    assert kept["state"] == "kept"
