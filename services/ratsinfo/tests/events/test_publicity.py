"""What is public of a decision follows governance, and what is public of a paper follows the clerk."""

import json
from datetime import date
from uuid import UUID, uuid4

import pytest

from sachstand_common.contracts.governance import DecisionCertified, DecisionDepublished, DecisionPublished
from sachstand_common.contracts.governance_meetings import (
    AgendaAmended,
    AgendaItemFacts,
    AgendaPublished,
    MeetingHeld,
)

RAT = {
    "city": "braunschweig",
    "organization_id": uuid4(),
    "organization_name": "Rat der Stadt Braunschweig",
    "organization_kind": "council",
}
DAY = date(2021, 5, 11)


def decided(paper, contract=DecisionCertified, **more):
    facts = {
        "decision_id": uuid4(), "origin": "session", "kind": "resolution", "date": DAY, "number": "1/2021",
        "outcome": "majority", "meeting_id": uuid4(), "agenda_item_id": uuid4(), "item_number": "7",
        "paper_id": paper["id"], "public": False, **RAT, **more,
    }  # fmt: skip
    return contract(**facts)


@pytest.fixture
async def planned(ratsinfo, clerk):
    """A public paper with a step of which nobody says whether it is public."""
    motion = [{"number": "1", "text": "Dem wird zugestimmt.", "kind": "decision"}]
    body = {"city": "braunschweig", "kind": "decision_paper", "name": "Scannen", "public": True}
    body |= {"date": "2021-04-20", "motionItems": motion}
    paper = (await ratsinfo.post("/v1/papers", json=body, headers=clerk)).json()
    step = {"organizationName": RAT["organization_name"], "date": "2021-05-11", "role": "decision"}
    await ratsinfo.post(f"/v1/papers/{paper['id']}/consultations", json=step, headers=clerk)
    return paper


@pytest.fixture
def public(ratsinfo):
    """Everything that the public reads of papers, steps and resolutions, today or on a day."""

    async def text(**query):
        lists = ("papers", "consultations", "resolutions")
        return json.dumps(
            [(await ratsinfo.get(f"/v1/{name}", params=query)).json()["data"] for name in lists]
        )

    return text


async def test_a_decision_that_is_not_public_leaves_no_trace_at_a_public_paper(
    ratsinfo, planned, tell, clerk, journal, eventually, public
):
    item = AgendaItemFacts(item_id=uuid4(), number="7", title="Scannen", paper_ids=(UUID(planned["id"]),))
    await tell(AgendaPublished(meeting_id=uuid4(), date=DAY, items=(item,), **RAT), uuid4())
    await eventually(lambda: _step(ratsinfo))
    word = decided(planned)
    await tell(word, word.decision_id)
    await eventually(lambda: journal("resolution.adopted"))

    seen = await public()

    for trace in (str(word.decision_id), "majority", "adopted", '"done"'):
        assert trace not in seen
    full = (await ratsinfo.get(f"/v1/papers/{planned['id']}", headers=clerk)).json()
    assert (full["resolution"]["state"], full["motionItems"][0]["outcome"]) == ("adopted", "adopted")
    assert [e["public"] for e in await journal("resolution.adopted")] == [False]


async def _step(ratsinfo):
    return (await ratsinfo.get("/v1/consultations")).json()["data"]


async def test_a_decision_that_becomes_public_is_so_on_its_day_and_goes_again(
    ratsinfo, planned, tell, journal, eventually, public
):
    word = decided(planned)
    await tell(word, word.decision_id)
    await eventually(lambda: journal("resolution.adopted"))
    shown = word.model_dump() | {"public": True}

    await tell(DecisionPublished(**shown), word.decision_id, 2)
    await eventually(lambda: journal("resolution.published"))
    on_the_day = await public(asOf="2021-05-12")
    (paper,) = (await ratsinfo.get("/v1/papers")).json()["data"]
    await tell(DecisionDepublished(**word.model_dump()), word.decision_id, 3)
    await eventually(lambda: journal("resolution.depublished"))

    assert paper["resolution"]["decisionId"] == str(word.decision_id)
    assert (paper["consultations"][0]["state"], paper["consultations"][0]["result"]) == ("done", "majority")
    assert str(word.decision_id) in on_the_day
    for seen in (await public(), await public(asOf="2021-05-12"), await public(asOf="2026-01-01")):
        assert str(word.decision_id) not in seen
        assert "majority" not in seen


async def test_a_resolution_goes_and_comes_with_its_paper(
    ratsinfo, planned, tell, clerk, journal, eventually
):
    word = decided(planned, public=True)
    await tell(word, word.decision_id)
    await eventually(lambda: journal("resolution.adopted"))
    path, headers = f"/v1/papers/{planned['id']}", {**clerk, "If-Match": "*"}

    await ratsinfo.patch(path, json={"public": False, "reason": "Irrtum"}, headers=headers)
    hidden = (await ratsinfo.get("/v1/resolutions")).json()["data"]
    await ratsinfo.patch(path, json={"public": True}, headers=headers)

    (resolution,) = (await ratsinfo.get("/v1/resolutions")).json()["data"]
    assert hidden == []
    assert resolution["decisionId"] == str(word.decision_id)
    told = [len(await journal(f"resolution.{name}")) for name in ("depublished", "published")]
    assert told == [1, 1]


async def test_a_step_is_told_as_closed_only_where_somebody_says_n(ratsinfo, planned, clerk, journal):
    step = {"organizationName": "Verwaltungsausschuss", "date": "2021-05-04", "public": False}
    await ratsinfo.post(f"/v1/papers/{planned['id']}/consultations", json=step, headers=clerk)

    told = await journal("consultation.planned")

    assert [(e["public"], e["closed"]) for e in told] == [(False, False), (False, True)]


async def test_minutes_and_their_papers_know_the_meeting_that_is_known_from_them(
    ratsinfo, import_, sample, tell, eventually
):
    report = (await import_(("m.txt", sample("niederschrift-stuttgart"))))["files"][0]
    body = {"city": "stuttgart", "organization_id": uuid4(), "organization_kind": "committee",
            "organization_name": "Ausschuss für Digitales"}  # fmt: skip
    meeting_id, item_id = uuid4(), uuid4()
    item = AgendaItemFacts(
        item_id=item_id, number="7b", title="Sensoren", minutes_id=UUID(report["minutesId"]),
        paper_ids=(UUID(report["paperId"]),),
    )  # fmt: skip

    await tell(AgendaAmended(meeting_id=meeting_id, date=date(2022, 5, 18), items=(item,), **body), uuid4())

    async def linked():
        shown = (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}")).json()
        return shown if shown["meetingId"] else None

    minutes = await eventually(linked)
    (step,) = (await ratsinfo.get("/v1/consultations")).json()["data"]
    assert minutes["meetingId"] == step["meetingId"] == str(meeting_id)
    assert (step["agendaItemId"], step["itemNumber"]) == (str(item_id), "7b")
    assert (minutes["effective"], minutes["source"]["document"][:12]) == ("2022-05-18", "Niederschrif")


async def test_minutes_of_a_whole_meeting_are_linked_and_ask_for_no_draft(
    ratsinfo, import_, sample, tell, clerk, eventually
):
    report = (await import_(("m.txt", sample("niederschrift-stuttgart"))))["files"][0]
    held = MeetingHeld(
        meeting_id=uuid4(), start=date(2022, 5, 18), state="held", origin="session",
        minutes_id=UUID(report["minutesId"]), **{**RAT, "city": "stuttgart"},
    )  # fmt: skip

    await tell(held, held.meeting_id)

    async def linked():
        found = (await ratsinfo.get("/v1/minutes", headers=clerk)).json()["data"]
        return [m for m in found if m["meetingId"]]

    (minutes,) = await eventually(linked)
    assert minutes["id"] == report["minutesId"]
    assert len((await ratsinfo.get("/v1/minutes", headers=clerk)).json()["data"]) == 1
