"""OParl follows whatever changes what the public sees, and shows nothing else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from sachstand_common.contracts.governance import DecisionCertified
from sachstand_common.contracts.governance_meetings import AgendaItemFacts, AgendaPublished, MeetingHeld
from sachstand_common.facts import City
from sachstand_common.oparl.forms import body_id

ANSWER, ANSWER_PDF, MINUTES = (
    "stellungnahme-braunschweig",
    "stellungnahme-braunschweig-pdf",
    "niederschrift-stuttgart",
)
SECRET = "Xanthippe4711"
RAT = {
    "city": "braunschweig",
    "organization_id": uuid4(),
    "organization_name": "Rat der Stadt Braunschweig",
    "organization_kind": "council",
}


def last(url):
    return url.rsplit("/", 1)[1]


def alive(objects):
    return {url for url, one in objects.items() if not one.get("deleted")}


@pytest.fixture
def change(ratsinfo, clerk):
    """``await change(paper, public=True)``: a clerk changes a paper."""

    async def patch(paper, **body):
        url = f"/v1/papers/{last(paper['id'])}"
        answer = await ratsinfo.patch(url, json=body, headers={**clerk, "If-Match": "*"})
        assert answer.status_code == 200, answer.text

    return patch


@pytest.fixture
async def answer(import_, sample, oparl):
    """A public paper with its file and its step."""
    await import_(("a.txt", sample(ANSWER)))
    return await oparl.one("papers")


async def test_an_internal_paper_is_nowhere(ratsinfo, import_, sample, oparl, clerk):
    text = sample(ANSWER_PDF).rstrip() + f"\n\n{SECRET}\n"
    report = (await import_((f"{SECRET}.txt", text), city="braunschweig"))["files"][0]
    body = {"city": "stuttgart", "kind": "motion", "name": SECRET, "reference": f"{SECRET} 1"}
    made = (await ratsinfo.post("/v1/papers", json=body, headers=clerk)).json()
    step = {"organizationName": SECRET, "public": True}
    step = (await ratsinfo.post(f"/v1/papers/{made['id']}/consultations", json=step, headers=clerk)).json()
    await import_(("offen.txt", sample(MINUTES)))

    shown = await oparl.everything()
    urls = ["system", "bodies", f"organization/{uuid4()}/consultations"]
    for city in City:
        lists = ("papers", "consultations", "files", "legislative-terms")
        urls += [f"body/{body_id(city)}{way}" for way in ("", *(f"/{name}" for name in lists))]
    urls += [url.partition("/oparl/v1.1/")[2] for url in shown]
    urls += [f"file/{last(url)}/access" for url in shown if "/file/" in url]
    hidden = [f"paper/{id}" for id in (made["id"], report["paperId"])] + [f"consultation/{step['id']}"]
    hidden += [f"file/{id}{way}" for id in report["fileIds"] for way in ("", "/access", "/download")]
    seen = ""
    for url in urls + hidden:
        for query in ("", "?modified_since=2000-01-01T00:00:00Z", "?omit_internal=true"):
            answer = await ratsinfo.get(f"/oparl/v1.1/{url}{query}", headers=clerk)
            assert answer.status_code == (404 if url in hidden else 200)
            seen += answer.text

    assert "GRDrs 901/2022" in seen
    assert SECRET not in seen
    assert not any(last(one) in "".join(shown) for one in hidden if one.count("/") == 1)
    assert (await ratsinfo.get(f"/oparl/v1.1/by-reference/{SECRET}%201")).status_code == 404


async def test_a_paper_that_a_clerk_publishes_comes_with_its_files_and_its_steps(
    import_, sample, oparl, ratsinfo, clerk
):
    report = (await import_(("a.txt", sample(ANSWER_PDF)), city="braunschweig"))["files"][0]
    assert alive(await oparl.everything()) == {one["id"] for one in await oparl.all("legislative-terms")}

    answer = await ratsinfo.patch(
        f"/v1/papers/{report['paperId']}", json={"public": True}, headers={**clerk, "If-Match": "*"}
    )

    assert answer.status_code == 200, answer.text
    paper = await oparl.one("papers")
    assert paper["mainFile"]["text"]
    assert len(paper["auxiliaryFile"]) == 1


async def test_what_is_taken_back_leaves_tombstones_and_what_comes_again_is_as_old_as_it_was(
    ratsinfo, answer, change, oparl, clock
):
    before = await oparl.everything()
    clock.advance(timedelta(hours=1))
    await change(answer, public=False, reason="Personaldaten")

    gone = await oparl.everything()
    mine = {answer["id"], answer["mainFile"]["id"], answer["consultation"][0]["id"]}
    for url in mine:
        one = gone[url]
        assert set(one) == {"id", "type", "created", "modified", "deleted"}
        assert one["created"] == before[url]["created"]
        assert one["modified"] > before[url]["modified"]
        assert await oparl.get(url) == one
    assert alive(before) - alive(gone) == mine
    assert await oparl.all("papers") == await oparl.all("files") == await oparl.all("consultations") == []
    assert (await ratsinfo.get(answer["mainFile"]["accessUrl"])).status_code == 410

    clock.advance(timedelta(hours=1))
    await change(answer, public=True)

    again = await oparl.everything()
    assert alive(again) == alive(before)
    for url in mine:
        assert again[url]["created"] == before[url]["created"]
        assert again[url]["modified"] > gone[url]["modified"]
    assert (await ratsinfo.get(answer["mainFile"]["accessUrl"])).status_code == 200


async def test_one_file_is_taken_back_and_its_paper_is_modified(ratsinfo, answer, oparl, clerk, clock):
    clock.advance(timedelta(hours=1))
    path = f"/v1/files/{last(answer['mainFile']['id'])}/depublication"

    await ratsinfo.post(path, json={"reason": "Irrtum"}, headers=clerk)

    paper, file = await oparl.get(answer["id"]), await oparl.get(answer["mainFile"]["id"])
    assert file["deleted"] is True
    assert "mainFile" not in paper
    assert paper["modified"] == file["modified"] > answer["modified"]


async def test_minutes_are_taken_back_with_the_paper_that_only_they_tell(
    ratsinfo, import_, sample, oparl, clerk
):
    report = (await import_(("m.txt", sample(MINUTES))))["files"][0]
    before = alive(await oparl.everything())

    await ratsinfo.post(
        f"/v1/minutes/{report['minutesId']}/depublication", json={"reason": "Irrtum"}, headers=clerk
    )

    assert {url.split("/")[-2] for url in before - alive(await oparl.everything())} == {
        "paper",
        "consultation",
        "file",
    }


async def test_a_revision_is_shown_and_stamps_what_it_changed_alone(answer, change, oparl, clock):
    clock.advance(timedelta(hours=1))

    await change(answer, name="Neuer Betreff", reference="22-00001")

    paper = await oparl.get(answer["id"])
    assert (paper["name"], paper["reference"]) == ("Neuer Betreff", "22-00001")
    assert paper["modified"] > answer["modified"]
    assert paper["mainFile"] == answer["mainFile"]
    assert paper["consultation"] == answer["consultation"]


async def test_a_second_rendition_joins_the_paper(answer, import_, sample, oparl, clock):
    clock.advance(timedelta(hours=1))

    await import_(("pdf.txt", sample(ANSWER_PDF)), public=True)

    paper = await oparl.get(answer["id"])
    rendition, annex = paper["auxiliaryFile"]
    assert rendition["fileName"] == "pdf.txt"
    assert annex["masterFile"] == rendition["id"]
    assert paper["modified"] > answer["modified"]


async def test_a_decision_gives_a_step_its_meeting_and_its_item(answer, oparl, tell, eventually):
    decision = DecisionCertified(
        decision_id=uuid4(), number=None, origin="session", kind="resolution", date=date(2022, 6, 14),
        outcome="noted", meeting_id=uuid4(), agenda_item_id=uuid4(), paper_id=last(answer["id"]), **RAT,
    )  # fmt: skip
    await tell(decision, decision.decision_id)

    async def tied():
        (step,) = (await oparl.get(answer["id"]))["consultation"]
        return step if "meeting" in step else None

    step = await eventually(tied)
    assert last(step["meeting"]) == str(decision.meeting_id)
    assert last(step["agendaItem"]) == str(decision.agenda_item_id)
    assert [last(one) for one in step["organization"]] == [str(RAT["organization_id"])]


async def test_a_public_agenda_publishes_a_paper_that_is_known_by_name_only(
    ratsinfo, oparl, clerk, tell, eventually
):
    body = {"city": "braunschweig", "kind": "decision_paper", "name": "Scannen", "draft": True}
    id = (await ratsinfo.post("/v1/papers", json=body, headers=clerk)).json()["id"]
    item = AgendaItemFacts(item_id=uuid4(), number="4", title="Scannen", paper_ids=(id,))
    agenda = AgendaPublished(meeting_id=uuid4(), date=date(2022, 6, 14), items=(item,), **RAT)

    await tell(agenda, agenda.meeting_id)

    (paper,) = await eventually(lambda: oparl.all("papers"))
    assert last(paper["id"]) == id
    (step,) = paper["consultation"]
    assert (last(step["agendaItem"]), last(step["meeting"])) == (str(item.item_id), str(agenda.meeting_id))


@pytest.mark.parametrize("told", ["meeting", "decision"])
async def test_the_file_of_minutes_names_the_meeting_that_governance_knows_from_them(
    import_, sample, oparl, tell, eventually, told
):
    report = (await import_(("m.txt", sample(MINUTES))))["files"][0]
    meeting_id = uuid4()
    facts = {
        **RAT,
        "city": "stuttgart",
        "meeting_id": meeting_id,
        "minutes_id": report["minutesId"],
        "origin": "minutes",
    }
    event = MeetingHeld(**facts, start=date(2022, 5, 18), state="held")
    if told == "decision":
        event = DecisionCertified(
            **facts, decision_id=uuid4(), number=None, kind="resolution", date=date(2022, 5, 18),
            outcome="majority", agenda_item_id=uuid4(),
        )  # fmt: skip
    assert "meeting" not in await oparl.one("files", "stuttgart")

    await tell(event, meeting_id)

    async def tied():
        return (await oparl.one("files", "stuttgart")).get("meeting")

    assert await eventually(tied) == [f"http://ratsinfo.test/oparl/v1.1/meeting/{meeting_id}"]


async def test_minutes_of_a_sitting_that_was_held_here_name_its_meeting_at_once(
    ratsinfo, import_, sample, oparl, clerk, tell, eventually
):
    held = MeetingHeld(
        city="stuttgart", organization_id=uuid4(), organization_name="Ausschuss für Digitales",
        organization_kind="committee", meeting_id=uuid4(), start=date(2022, 5, 18), state="held",
    )  # fmt: skip
    await tell(held, held.meeting_id)

    async def drafted():
        return (await ratsinfo.get("/v1/minutes", headers=clerk)).json()["data"]

    await eventually(drafted)
    await import_(("m.txt", sample(MINUTES)))

    assert len(await drafted()) == 1
    assert [last(one) for one in (await oparl.one("files", "stuttgart"))["meeting"]] == [str(held.meeting_id)]
