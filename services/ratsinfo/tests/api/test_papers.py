"""Papers by hand, lists and filters, and the way from a reference to its paper."""

import pytest

PAPER = {
    "city": "braunschweig",
    "kind": "decision_paper",
    "name": "Scannen von Personalakten",
    "reference": "21-15671",
    "date": "2021-05-03",
    "public": True,
}


@pytest.fixture
def create(ratsinfo, clerk):
    async def paper(**more):
        answer = await ratsinfo.post("/v1/papers", json={**PAPER, **more}, headers=clerk)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return paper


async def test_a_clerk_registers_a_paper(ratsinfo, create, journal):
    paper = await create(motionItems=[{"number": "1", "text": "Der Vergabe wird zugestimmt."}])

    assert (paper["kindLabel"], paper["state"]) == ("Beschlussvorlage", "registered")
    assert (await ratsinfo.get(f"/v1/papers/{paper['id']}")).json()["name"] == PAPER["name"]
    (event,) = await journal("paper.registered")
    assert (event["paperId"], event["reference"], event["public"]) == (paper["id"], "21-15671", True)


async def test_a_clerk_plans_its_way(ratsinfo, create, clerk, journal):
    paper = await create()
    step = {
        "organizationName": "Rat der Stadt Braunschweig",
        "date": "2021-05-11",
        "role": "decision",
        "public": True,
    }

    answer = await ratsinfo.post(f"/v1/papers/{paper['id']}/consultations", json=step, headers=clerk)

    assert answer.status_code == 201
    assert (answer.json()["organizationKind"], answer.json()["state"]) == ("council", "planned")
    shown = (await ratsinfo.get(f"/v1/papers/{paper['id']}")).json()["consultations"]
    assert [s["id"] for s in shown] == [answer.json()["id"]]
    (event,) = await journal("consultation.planned")
    assert (event["paperId"], event["date"], event["role"]) == (paper["id"], "2021-05-11", "decision")


async def test_a_step_behind_closed_doors_is_not_shown(ratsinfo, create, clerk):
    paper = await create()
    step = {"organizationName": "Verwaltungsausschuss", "role": "preliminary"}

    await ratsinfo.post(f"/v1/papers/{paper['id']}/consultations", json=step, headers=clerk)

    shown = (await ratsinfo.get(f"/v1/papers/{paper['id']}")).json()
    assert shown["consultations"] == []
    assert "internalConsultations" not in shown
    assert (await ratsinfo.get("/v1/consultations")).json()["data"] == []


async def test_an_enquiry_waits_for_its_answer(ratsinfo, create):
    await create(kind="enquiry", questions=["Wann?", "Wer?"], originators=["Fraktion Ahorn"], reference=None)

    (enquiry,) = (await ratsinfo.get("/v1/enquiries")).json()["data"]
    assert (enquiry["state"], enquiry["askedBy"], enquiry["receivedOn"]) == (
        "open",
        "Fraktion Ahorn",
        "2021-05-03",
    )
    assert [q["text"] for q in enquiry["questions"]] == ["Wann?", "Wer?"]


async def test_lists_are_narrowed_by_kind_city_reference_and_date(ratsinfo, create):
    paper = await create()
    await create(kind="notice", reference="22-1", date="2022-01-01", city="stuttgart")

    for query in (
        {"kind": "decision_paper"},
        {"city": "braunschweig"},
        {"reference": "21-15671"},
        {"date": "2021-05-03"},
    ):
        found = (await ratsinfo.get("/v1/papers", params=query)).json()["data"]
        assert [p["id"] for p in found] == [paper["id"]], query


async def test_a_printed_reference_leads_to_its_paper(ratsinfo, create):
    paper = await create(reference="GRDRs 234/2021")

    for spelling in ("GRDRs%20234/2021", "GRDrs 234/2021", "234/2021"):
        answer = await ratsinfo.get(f"/v1/papers/by-reference/{spelling}")
        assert answer.status_code == 307
        assert answer.headers["location"] == f"/v1/papers/{paper['id']}"
    assert (await ratsinfo.get("/v1/papers/by-reference/9999/2021")).status_code == 404


async def test_a_reference_that_two_papers_bear_is_ambiguous(ratsinfo, create):
    await create(reference="1/2021")
    await create(reference="1/2021", city="stuttgart")

    answer = await ratsinfo.get("/v1/papers/by-reference/1/2021")

    assert (answer.status_code, answer.json()["code"]) == (409, "reference_ambiguous")
    assert (await ratsinfo.get("/v1/papers/by-reference/1/2021?city=stuttgart")).status_code == 307


async def test_a_reference_does_not_betray_an_internal_paper(ratsinfo, create, clerk):
    await create(reference="77/2021", public=False)

    assert (await ratsinfo.get("/v1/papers/by-reference/77/2021")).status_code == 404
    assert (await ratsinfo.get("/v1/papers/by-reference/77/2021", headers=clerk)).status_code == 307


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "poem"},
        {"city": "hannover"},
        {"date": "3.5.2021"},
        {"date": 0},
        {"name": ""},
        {"colour": "red"},
    ],
)
async def test_what_is_malformed_is_refused(ratsinfo, clerk, wrong):
    answer = await ratsinfo.post("/v1/papers", json={**PAPER, **wrong}, headers=clerk)

    assert answer.status_code == 400


async def test_only_an_enquiry_has_questions(ratsinfo, clerk):
    answer = await ratsinfo.post("/v1/papers", json={**PAPER, "questions": ["Wann?"]}, headers=clerk)

    assert (answer.status_code, answer.json()["code"]) == (422, "questions_need_enquiry")


async def test_only_clerks_write(ratsinfo, token):
    officer = {"Authorization": f"Bearer {token('beauftragte', 'FB 37')}"}

    assert (await ratsinfo.post("/v1/papers", json=PAPER)).status_code == 401
    assert (await ratsinfo.post("/v1/papers", json=PAPER, headers=officer)).status_code == 403


async def test_what_was_known_on_a_day_is_known_for_ever(ratsinfo, create):
    paper = await create()

    assert (await ratsinfo.get(f"/v1/papers/{paper['id']}", params={"asOf": "2021-05-03"})).status_code == 200
    assert (await ratsinfo.get(f"/v1/papers/{paper['id']}", params={"asOf": "2021-05-02"})).status_code == 404


async def test_a_draft_is_completed_and_published(ratsinfo, create, clerk):
    paper = await create(draft=True, public=False, reference=None)
    etag = (await ratsinfo.get(f"/v1/papers/{paper['id']}", headers=clerk)).headers["etag"]
    change = {"reference": "21-9", "state": "registered", "public": True}

    answer = await ratsinfo.patch(
        f"/v1/papers/{paper['id']}", json=change, headers={**clerk, "If-Match": etag}
    )

    assert answer.status_code == 200, answer.text
    shown = (await ratsinfo.get(f"/v1/papers/{paper['id']}")).json()
    assert (shown["reference"], shown["state"], shown["aliases"]) == ("21-9", "registered", ["21-9"])
    stale = await ratsinfo.patch(
        f"/v1/papers/{paper['id']}", json=change, headers={**clerk, "If-Match": etag}
    )
    assert stale.status_code == 412
    assert (await ratsinfo.patch(f"/v1/papers/{paper['id']}", json=change, headers=clerk)).status_code == 428


async def test_a_withdrawn_paper_takes_its_steps_along(ratsinfo, create, clerk, journal):
    paper = await create()
    step = {"organizationName": "Rat", "role": "decision", "public": True}
    path = f"/v1/papers/{paper['id']}"
    await ratsinfo.post(f"{path}/consultations", json=step, headers=clerk)
    anyhow = {**clerk, "If-Match": "*"}

    answer = await ratsinfo.patch(path, json={"state": "withdrawn", "reason": "ersetzt"}, headers=anyhow)

    assert answer.json()["consultations"][0]["state"] == "withdrawn"
    assert [e["reason"] for e in await journal("paper.withdrawn")] == ["ersetzt"]
    again = await ratsinfo.patch(path, json={"name": "x"}, headers=anyhow)
    assert (again.status_code, again.json()["code"]) == (409, "paper_withdrawn_already")
    assert (await ratsinfo.post(f"{path}/consultations", json=step, headers=clerk)).status_code == 409
