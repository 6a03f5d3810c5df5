"""Enquiries by hand and from papers: until when, answered by which paper, overdue, carried over."""

import json
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from sachstand_common.contracts.governance_meetings import MeetingCancelled, MeetingScheduled
from sachstand_ratsinfo.usecases.pass_days import pass_days

COUNCIL = "Rat der Stadt Braunschweig"
ENQUIRY = {
    "city": "braunschweig",
    "name": "Offene WLAN-Punkte an Haltestellen",
    "reference": "22-18900",
    "receivedOn": "2022-06-01",
    "askers": ["Fraktion Ahorn", "Fraktion Linde"],
    "claimedState": "Herbst 2021",
    "questions": ["Wie oft fallen sie aus?", "Wie viele nutzen sie?", "Was folgt?"],
    "intendedBody": COUNCIL,
    "intendedFor": "2022-06-14",
    "public": True,
}
RULE = {"city": "braunschweig", "workingDays": 8, "citation": "Muster-Geschäftsordnung § 9 Abs. 2"}
ANSWER = "stellungnahme-braunschweig"


@pytest.fixture
def post(ratsinfo, clerk):
    async def send(path, body, expect=201, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await ratsinfo.post(path, json=body, headers=clerk | named)
        assert answer.status_code == expect, answer.text
        return answer.json()

    return send


@pytest.fixture
def patch(ratsinfo, clerk):
    async def send(path, expect=200, **body):
        etag = (await ratsinfo.get(path, headers=clerk)).headers["etag"]
        answer = await ratsinfo.patch(path, json=body, headers=clerk | {"If-Match": etag})
        assert answer.status_code == expect, answer.text
        return answer.json()

    return send


@pytest.fixture
def enquiries(ratsinfo, clerk):
    async def listed(*, inside=False, **query):
        headers = clerk if inside else {}
        answer = await ratsinfo.get("/v1/enquiries", params=query, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    return listed


@pytest.fixture
def on(ratsinfo, clock):
    """``await on(2022, 6, 20)``: the daily look at the calendar on that day; how many it found."""

    async def look(*day):
        clock.set(datetime(*day, 9, tzinfo=UTC))
        async with ratsinfo.app.state.runtime.works.open() as work:
            return await pass_days(work)

    return look


def told(of, state="scheduled", contract=MeetingScheduled, **more):
    body = {"organization_id": UUID(int=4), "organization_name": COUNCIL, "organization_kind": "council"}
    return contract(city="braunschweig", meeting_id=of, state=state, **body, **more)


async def test_a_clerk_enters_an_enquiry_and_it_is_a_paper_with_a_step_to_its_sitting(
    ratsinfo, post, enquiries, journal
):
    made = await post("/v1/enquiries", ENQUIRY)

    (shown,) = await enquiries()
    assert (shown["id"], shown["state"], shown["askedBy"]) == (
        made["id"], "open", "Fraktion Ahorn, Fraktion Linde",
    )  # fmt: skip
    assert (shown["intendedFor"], shown["intendedBody"]) == ("2022-06-14", COUNCIL)
    assert [q["text"] for q in shown["questions"]] == ENQUIRY["questions"]
    paper = (await ratsinfo.get(f"/v1/papers/{shown['paperId']}")).json()
    assert (paper["kind"], paper["reference"], len(paper["questions"])) == ("enquiry", "22-18900", 3)
    assert [step["date"] for step in paper["consultations"]] == ["2022-06-14"]
    (event,) = await journal("enquiry.received")
    assert (event["enquiryId"], event["due"], event["state"]) == (made["id"], None, "open")


async def test_without_a_rule_the_day_is_unknown_and_a_clerk_may_cite_one(post, enquiries, journal):
    await post("/v1/enquiries", ENQUIRY)
    (before,) = await enquiries()
    rule = await post("/v1/answer-rules", RULE)

    (after,) = await enquiries()

    assert (before["due"], before["dueRule"], before["dueUnknown"]) == (None, None, "no_rule")
    assert (after["due"], after["dueUnknown"]) == ("2022-06-14", None)  # over Whit Monday, 6 June
    assert after["dueRule"] == {
        "ruleId": rule["id"], "workingDays": 8, "citation": RULE["citation"], "countedFrom": "2022-06-01",
    }  # fmt: skip
    (event,) = await journal("enquiry.updated")
    assert event["due"] == "2022-06-14"
    assert len(await journal("enquiry.received")) == 1


async def test_a_rule_can_be_corrected_and_ended_but_shares_no_day_with_another(post, patch, enquiries):
    await post("/v1/enquiries", ENQUIRY)
    rule = await post("/v1/answer-rules", RULE)
    path = f"/v1/answer-rules/{rule['id']}"

    refused = await post("/v1/answer-rules", RULE, expect=409)
    uncited = await post("/v1/answer-rules", {**RULE, "city": "stuttgart", "citation": " "}, expect=422)
    await patch(path, workingDays=9)
    corrected = (await enquiries())[0]["due"]
    await patch(path, validTo="2022-05-31", reason="neue Geschäftsordnung")

    assert (refused["code"], uncited["code"]) == ("answer_rule_overlap", "answer_rule_without_source")
    assert corrected == "2022-06-15"
    assert (await enquiries())[0]["due"] is None


async def test_who_may_not_write_and_who_decides_on_an_old_version_is_refused(ratsinfo, post, clerk, token):
    made = await post("/v1/enquiries", ENQUIRY)
    path = f"/v1/enquiries/{made['id']}"
    vendor = {"Authorization": f"Bearer {token('vendor')}"}

    answers = [
        await ratsinfo.post("/v1/enquiries", json=ENQUIRY),
        await ratsinfo.post("/v1/answer-rules", json=RULE, headers=vendor),
        await ratsinfo.patch(path, json={"reason": "x"}, headers=clerk),
        await ratsinfo.patch(path, json={"reason": "x"}, headers=clerk | {"If-Match": '"old"'}),
    ]

    assert [answer.status_code for answer in answers] == [401, 403, 428, 412]


async def test_the_same_key_enters_one_enquiry(post, enquiries):
    first = await post("/v1/enquiries", ENQUIRY, Idempotency_Key="einmal")
    again = await post("/v1/enquiries", ENQUIRY, Idempotency_Key="einmal")

    assert first["id"] == again["id"]
    assert len(await enquiries()) == 1


@pytest.mark.parametrize("order", ["asked first", "answered first"])
async def test_enquiry_and_answer_are_one_whichever_comes_first(
    ratsinfo, post, import_, sample, enquiries, journal, order
):
    steps = [lambda: post("/v1/enquiries", ENQUIRY), lambda: import_(("a.txt", sample(ANSWER)))]
    for step in steps if order == "asked first" else reversed(steps):
        await step()

    (enquiry,) = await enquiries()
    assert (enquiry["state"], enquiry["receivedOn"], enquiry["answeredOn"]) == (
        "partly", "2022-06-01", "2022-06-16",
    )  # fmt: skip
    assert [(q["text"], q["state"]) for q in enquiry["questions"]] == list(
        zip(ENQUIRY["questions"], ["answered", "deferred", "answered"], strict=True)
    )
    answer = (await ratsinfo.get(f"/v1/papers/{enquiry['answerPaperId']}")).json()
    assert answer["relations"] == [
        {"kind": "answers", "label": "Anfrage", "paperId": enquiry["paperId"], "enquiryId": enquiry["id"]}
    ]
    assert [len(await journal(f"enquiry.{name}")) for name in ("received", "answered")] == [1, 1]


@pytest.mark.parametrize("order", [("anfrage-braunschweig", ANSWER), (ANSWER, "anfrage-braunschweig")])
async def test_imported_in_either_order_the_two_papers_are_one_enquiry(
    ratsinfo, import_, sample, enquiries, journal, order
):
    for name in order:
        await import_((f"{name}.txt", sample(name)))
    before = await enquiries()
    await import_(("again.txt", sample(order[0])))

    (enquiry,) = await enquiries()
    assert [enquiry] == before
    assert (enquiry["reference"], enquiry["receivedOn"], enquiry["state"]) == (
        "22-18900", "2022-06-01", "partly",
    )  # fmt: skip
    assert enquiry["askers"] == ["Fraktion Ahorn", "Fraktion Linde"]
    assert all(question["text"] and question["answer"] for question in enquiry["questions"])
    paper = (await ratsinfo.get(f"/v1/papers/{enquiry['paperId']}")).json()
    assert (paper["kind"], len(paper["questions"]), len(paper["files"])) == ("enquiry", 3, 1)
    assert [len(await journal(f"enquiry.{name}")) for name in ("received", "answered")] == [1, 1]


async def test_a_clerk_ties_an_answer_that_bears_another_subject(
    ratsinfo, clerk, post, patch, import_, sample, enquiries
):
    made = await post("/v1/enquiries", {**ENQUIRY, "name": "Funknetz an Haltestellen"})
    await import_(("a.txt", sample(ANSWER)))
    apart = await enquiries()
    (alone,) = [one for one in apart if one["id"] != made["id"]]

    await patch(f"/v1/enquiries/{made['id']}", answerPaperId=alone["answerPaperId"])

    (enquiry,) = await enquiries()
    assert (len(apart), enquiry["id"], enquiry["answeredOn"]) == (2, made["id"], "2022-06-16")
    gone = await ratsinfo.get(f"/v1/enquiries/{alone['id']}")
    assert (gone.status_code, gone.json()["reason"]) == (410, "merged")
    paper = (await ratsinfo.get(f"/v1/papers/{alone['answerPaperId']}")).json()
    assert paper["relations"][0]["enquiryId"] == made["id"]


async def test_a_clerk_says_how_far_single_questions_are_answered(post, patch, import_, sample, enquiries):
    made = await post("/v1/enquiries", ENQUIRY)
    path, said = f"/v1/enquiries/{made['id']}", {"number": 2, "state": "partly", "until": "2022-12-31"}
    early = await patch(path, expect=409, answers=[said])
    await import_(("a.txt", sample(ANSWER)))

    unknown = await patch(path, expect=422, answers=[{**said, "number": 7}])
    await patch(path, answers=[said])

    assert (early["code"], unknown["code"]) == ("enquiry_not_answered", "question_unknown")
    second = (await enquiries())[0]["questions"][1]
    assert (second["state"], second["until"]) == ("partly", "2022-12-31")
    assert second["answer"].startswith("Zahlen zur Nutzung")


async def test_an_enquiry_is_overdue_once_and_carried_to_the_next_sitting(
    on, post, patch, tell, eventually, enquiries, journal, import_, sample
):
    await post("/v1/answer-rules", RULE)
    await post("/v1/enquiries", ENQUIRY)
    await post(
        "/v1/enquiries", {**ENQUIRY, "name": "Anderes", "reference": None, "intendedFor": "2022-09-01"}
    )

    assert await on(2022, 6, 14) == 0
    assert await on(2022, 6, 15) == 2
    assert await on(2022, 6, 15) == 0

    assert [one["name"] for one in await enquiries(carriedOver=True)] == [ENQUIRY["name"]]
    assert [one["effective"] for one in await enquiries(overdue=True)] == ["2022-06-15"] * 2
    (late,) = await enquiries(carriedOver=True)
    assert (late["intendedFor"], late["intendedBody"]) == (None, COUNCIL)
    assert [sat["date"] for sat in late["carriedFrom"]] == ["2022-06-14"]
    meeting = uuid4()
    await tell(told(meeting, start=date(2022, 7, 12)), meeting)

    async def tied():
        return [one for one in await enquiries(carriedOver=True) if one["meetingId"] == str(meeting)]

    (carried,) = await eventually(tied)
    assert carried["intendedFor"] == "2022-07-12"
    assert await on(2022, 6, 16) == 0
    events = await journal("enquiry.overdue")
    assert (len(events), {one["due"] for one in events}) == (2, {"2022-06-14"})

    await import_(("a.txt", sample(ANSWER)))
    assert {one["name"]: one["state"] for one in await enquiries(overdue=True)} == {
        "Anderes": "open", ENQUIRY["name"]: "partly",
    }  # fmt: skip
    (partly,) = await enquiries(carriedOver=True)
    answers = [{"number": number, "state": "answered"} for number in (1, 2, 3)]
    await patch(f"/v1/enquiries/{partly['id']}", answers=answers)
    assert [one["name"] for one in await enquiries(overdue=True)] == ["Anderes"]
    assert await enquiries(carriedOver=True) == []


async def test_a_partly_answered_enquiry_gets_its_day_and_is_listed_once_that_went_by(
    on, post, import_, sample, enquiries
):
    await post("/v1/enquiries", ENQUIRY)
    await import_(("a.txt", sample(ANSWER)))
    await post("/v1/answer-rules", RULE)

    (before,) = await enquiries(state="partly")
    await on(2022, 6, 15)

    assert (before["due"], before["dueUnknown"], before["overdue"]) == ("2022-06-14", None, False)
    assert [one["id"] for one in await enquiries(overdue=True, carriedOver=True)] == [before["id"]]


async def test_a_sitting_that_is_called_off_carries_its_enquiries_on(
    ratsinfo, on, post, tell, eventually, enquiries
):
    await on(2022, 6, 1)
    first, second = uuid4(), uuid4()
    for meeting, day in ((first, date(2022, 6, 14)), (second, date(2022, 7, 12))):
        await tell(told(meeting, start=day), meeting)
    pool = ratsinfo.app.state.runtime.pool
    await eventually(lambda: pool.fetchval("select count(*) = 2 from sitting"))
    await post("/v1/enquiries", ENQUIRY)
    await tell(told(first, "cancelled", MeetingCancelled, start=date(2022, 6, 14)), first, 2)

    async def carried():
        return await enquiries(carriedOver=True, intendedFor="2022-07-12")

    (enquiry,) = await eventually(carried)
    assert (enquiry["meetingId"], enquiry["overdue"]) == (str(second), False)


async def test_lists_are_narrowed_by_state_faction_and_year(post, enquiries):
    made = await post("/v1/enquiries", ENQUIRY)
    await post("/v1/enquiries", {**ENQUIRY, "name": "B", "askers": ["Fraktion Erle"], "city": "stuttgart"})

    for query in ({"faction": "Fraktion Linde"}, {"city": "braunschweig"}):
        assert [one["id"] for one in await enquiries(**query)] == [made["id"]], query
    assert len(await enquiries(year=2022, state="open", overdue=False)) == 2
    assert await enquiries(year=2021) == []


async def test_an_internal_enquiry_shows_to_nobody_outside(
    ratsinfo, clerk, post, import_, sample, enquiries, on
):
    secret = "Geheimsache"
    hidden = {**ENQUIRY, "public": False, "askers": [secret], "facts": secret, "claimedState": secret}
    made = await post("/v1/enquiries", hidden)
    await import_(("a.txt", sample(ANSWER)))
    await post("/v1/answer-rules", RULE)
    await on(2022, 8, 1)

    assert await enquiries() == []
    assert [one["state"] for one in await enquiries(inside=True)] == ["partly"]
    assert (await ratsinfo.get(f"/v1/enquiries/{made['id']}")).status_code == 404
    for path in (
        "papers",
        "consultations",
        "search?q=Haltestellen",
        "search?q=Geheimsache",
        "changes?after=0",
    ):
        answer = (await ratsinfo.get(f"/v1/{path}")).json()
        answer.pop("links")  # they repeat what was asked for
        text = json.dumps(answer, ensure_ascii=False)
        assert secret not in text, path
        assert made["id"] not in text, path
        assert made["paperId"] not in text, path
    answer = (await ratsinfo.get("/v1/papers")).json()["data"][0]
    assert (answer["kind"], answer["relations"]) == ("answer", [])


async def test_published_and_taken_back_an_enquiry_follows_its_paper(
    post, patch, import_, sample, enquiries, ratsinfo, journal
):
    made = await post("/v1/enquiries", {**ENQUIRY, "public": False})
    await import_(("a.txt", sample(ANSWER)))
    paper = f"/v1/papers/{made['paperId']}"

    await patch(paper, public=True)
    (shown,) = await enquiries()
    related = (await ratsinfo.get(f"/v1/papers/{shown['answerPaperId']}")).json()["relations"]
    await patch(paper, public=False, reason="versehentlich")

    assert [one["enquiryId"] for one in related] == [made["id"]]
    assert await enquiries() == []
    assert (await ratsinfo.get(f"/v1/papers/{shown['answerPaperId']}")).json()["relations"] == []
    assert [one["public"] for one in await journal("enquiry.updated")] == [True, False]


async def test_an_answer_that_is_internal_is_not_told_of_by_a_public_enquiry(
    post, patch, import_, sample, enquiries
):
    await post("/v1/enquiries", ENQUIRY)
    await import_(("a.txt", sample(ANSWER)))
    (known,) = await enquiries()
    await patch(f"/v1/papers/{known['answerPaperId']}", public=False, reason="noch nicht abgestimmt")

    (shown,) = await enquiries()
    (past,) = await enquiries(asOf="2022-06-20")

    assert [one["state"] for one in await enquiries(inside=True)] == ["partly"]
    for view in (shown, past):
        assert (view["state"], view["answerPaperId"], view["answeredOn"]) == ("open", None, None)
        assert [question["answer"] for question in view["questions"]] == [None] * 3
        assert "Stellungnahme" not in str(view["source"])

    await patch(f"/v1/papers/{known['answerPaperId']}", public=True)
    (again,) = await enquiries(asOf="2022-06-20")
    assert (again["state"], again["source"]["document"][:13]) == ("partly", "Stellungnahme")
