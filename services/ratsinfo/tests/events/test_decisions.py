"""What decisions, agendas and prerequisites of the other services do to papers."""

from datetime import date
from uuid import uuid4

import pytest

from sachstand_common.contracts.dms_tracker_rollouts import PrerequisiteRequested
from sachstand_common.contracts.governance import CouncilPaperRequested, DecisionCertified, DecisionSuperseded
from sachstand_common.contracts.governance_meetings import (
    AgendaItemFacts,
    AgendaPublished,
    MeetingCancelled,
    MeetingHeld,
    MeetingScheduled,
    OrganizationFounded,
)

RAT = {
    "city": "braunschweig",
    "organization_id": uuid4(),
    "organization_name": "Rat der Stadt Braunschweig",
    "organization_kind": "council",
}
COMMITTEE = {
    "city": "stuttgart",
    "organization_id": uuid4(),
    "organization_name": "Ausschuss für Digitales",
    "organization_kind": "committee",
}


def decision(body, day, contract=DecisionCertified, **more):
    facts = {
        "decision_id": uuid4(), "number": None, "origin": "session", "kind": "resolution", "date": day,
        "outcome": "unanimous", "meeting_id": uuid4(), "agenda_item_id": uuid4(), **body, **more,
    }  # fmt: skip
    return contract(**facts)


@pytest.fixture
async def scanning(ratsinfo, tell, clerk, eventually):
    """The draft that the legal prerequisite of a rollout asked for."""
    asked = PrerequisiteRequested(
        rollout_id=uuid4(), rollout_key="personalakte", city="braunschweig", rollout_title="Personalakte",
        unit_codes=["Abt 10.1"], prerequisite_id=uuid4(), kind="council_consent", citation="§ 92a Abs. 2 NBG",
        organization_name="Rat der Stadt Braunschweig", subject="Scannen der Personalakten durch Dritte",
        planned_date=date(2021, 5, 11), state="requested",
    )  # fmt: skip
    await tell(asked, asked.prerequisite_id)

    async def drafted():
        return (await ratsinfo.get("/v1/papers", headers=clerk)).json()["data"]

    (paper,) = await eventually(drafted)
    return paper


async def paper_with_resolution(ratsinfo, clerk, paper, eventually):
    async def resolved():
        shown = (await ratsinfo.get(f"/v1/papers/{paper['id']}", headers=clerk)).json()
        return shown if shown["resolution"] else None

    return await eventually(resolved)


async def test_a_prerequisite_brings_a_draft_with_its_planned_step(scanning, journal):
    assert (scanning["state"], scanning["kind"], scanning["public"]) == ("draft", "decision_paper", False)
    assert scanning["name"] == "Scannen der Personalakten durch Dritte (Arbeitstitel)"
    assert scanning["namePrinted"] is False
    assert (scanning["consultations"][0]["date"], scanning["consultations"][0]["role"]) == (
        "2021-05-11",
        "decision",
    )
    (event,) = await journal("consultation.planned")
    assert event["prerequisiteId"] == scanning["prerequisiteId"]
    assert (event["organizationKind"], event["date"]) == ("council", "2021-05-11")


async def test_the_councils_consent_is_told_with_the_prerequisite(
    ratsinfo, scanning, tell, clerk, journal, eventually
):
    consent = decision(RAT, date(2021, 5, 11), paper_id=scanning["id"], number="rat-2021-0001")

    await tell(consent, consent.decision_id)

    paper = await paper_with_resolution(ratsinfo, clerk, scanning, eventually)
    assert (paper["resolution"]["state"], paper["resolution"]["date"]) == ("adopted", "2021-05-11")
    assert (paper["consultations"][0]["state"], paper["consultations"][0]["result"]) == ("done", "unanimous")
    (resolution,) = (await ratsinfo.get("/v1/resolutions", headers=clerk)).json()["data"]
    assert resolution["effective"] == "2021-05-11"
    (event,) = await journal("resolution.adopted")
    assert event["prerequisiteId"] == scanning["prerequisiteId"]
    assert (event["organizationKind"], event["decisionId"]) == ("council", str(consent.decision_id))


async def test_a_committees_word_is_not_the_councils(ratsinfo, scanning, tell, clerk, journal, eventually):
    body = {
        **RAT,
        "organization_id": uuid4(),
        "organization_name": "Ausschuss",
        "organization_kind": "committee",
    }
    word = decision(body, date(2021, 5, 4), paper_id=scanning["id"])

    await tell(word, word.decision_id)

    await eventually(lambda: journal("consultation.done"))
    assert await journal("resolution.adopted") == []


@pytest.mark.parametrize(("outcome", "event"), [("rejected", 1), ("noted", 0), ("postponed", 0)])
async def test_only_a_vote_on_the_motion_is_a_resolution(scanning, tell, journal, eventually, outcome, event):
    word = decision(RAT, date(2021, 5, 11), paper_id=scanning["id"], outcome=outcome)

    await tell(word, word.decision_id)

    await eventually(lambda: journal("consultation.done"))
    assert await journal("resolution.adopted") == []
    assert len(await journal("resolution.rejected")) == event


async def test_recorded_minutes_lead_to_a_resolution_item_by_item(
    ratsinfo, import_, sample, tell, clerk, journal, eventually
):
    await import_(("n.txt", sample("niederschrift-stuttgart")))
    (paper,) = (await ratsinfo.get("/v1/papers")).json()["data"]
    points = [{"number": "1", "outcome": "noted"}, {"number": "2", "outcome": "majority"}]
    recorded = decision(
        COMMITTEE, date(2022, 5, 18), origin="minutes", outcome="majority", paper_reference="grdrs 901/2022",
        points=points,
    )  # fmt: skip

    await tell(recorded, recorded.decision_id)

    shown = await paper_with_resolution(ratsinfo, clerk, paper, eventually)
    assert [i["outcome"] for i in shown["motionItems"]] == ["noted", "adopted", "adopted"]
    (event,) = await journal("resolution.adopted")
    assert event["motionItems"] == [
        {"number": "1", "outcome": "noted"},
        {"number": "2", "outcome": "adopted"},
        {"number": "3", "outcome": "adopted"},
    ]
    assert event["reference"] == "GRDrs 901/2022"
    public = (await ratsinfo.get("/v1/resolutions")).json()["data"]
    assert [r["state"] for r in public] == ["adopted"]


async def test_a_split_decision_resolves_only_the_items_that_are_clear(
    ratsinfo, import_, sample, tell, clerk, journal, eventually
):
    await import_(("n.txt", sample("niederschrift-stuttgart")))
    (paper,) = (await ratsinfo.get("/v1/papers")).json()["data"]
    points = [
        {"number": "1", "outcome": "noted"},
        {"number": "3", "outcome": "majority", "mode": "majority", "counts": {"no": 4}},
    ]
    recorded = decision(
        COMMITTEE,
        date(2022, 5, 18),
        origin="minutes",
        outcome="split",
        paper_reference="901/2022",
        points=points,
    )

    await tell(recorded, recorded.decision_id)

    shown = await paper_with_resolution(ratsinfo, clerk, paper, eventually)
    assert [i["outcome"] for i in shown["motionItems"]] == ["noted", None, "adopted"]
    (event,) = await journal("resolution.adopted")
    assert (event["outcome"], event["complete"]) == ("split", False)
    assert [i["number"] for i in event["motionItems"]] == ["1", "3"]
    (resolution,) = (await ratsinfo.get("/v1/resolutions")).json()["data"]
    assert (resolution["outcome"], resolution["complete"]) == ("split", False)
    assert resolution["items"][1] == {
        "number": "3", "outcome": "adopted", "mode": "majority", "counts": {"no": 4},
    }  # fmt: skip


async def test_a_superseded_decision_takes_its_resolution_along(
    ratsinfo, scanning, tell, clerk, journal, eventually
):
    consent = decision(RAT, date(2021, 5, 11), paper_id=scanning["id"])
    await tell(consent, consent.decision_id)
    await paper_with_resolution(ratsinfo, clerk, scanning, eventually)

    later = DecisionSuperseded(**{**consent.model_dump(), "state": "superseded"})
    await tell(later, consent.decision_id, 2)

    (event,) = await eventually(lambda: journal("resolution.rescinded"))
    assert (event["prerequisiteId"], event["reason"]) == (scanning["prerequisiteId"], "superseded")


async def test_a_public_agenda_makes_its_papers_public(ratsinfo, scanning, tell, eventually):
    item = AgendaItemFacts(item_id=uuid4(), number="4", title="Scannen", paper_ids=[scanning["id"]])
    agenda = AgendaPublished(**RAT, meeting_id=uuid4(), date=date(2021, 5, 11), items=[item])

    await tell(agenda, agenda.meeting_id)

    async def public():
        return (await ratsinfo.get("/v1/papers")).json()["data"]

    (paper,) = await eventually(public)
    assert paper["state"] == "registered"
    assert len(paper["consultations"]) == 1


async def test_a_public_agenda_does_not_open_an_internal_document(
    ratsinfo, import_, sample, tell, clerk, eventually
):
    report = (await import_(("a.txt", sample("stellungnahme-braunschweig-pdf"))))["files"][0]
    item = AgendaItemFacts(item_id=uuid4(), number="4", title="WLAN", paper_ids=[report["paperId"]])
    agenda = AgendaPublished(**RAT, meeting_id=uuid4(), date=date(2022, 6, 14), items=[item])

    await tell(agenda, agenda.meeting_id)

    async def placed():
        return (await ratsinfo.get("/v1/consultations", headers=clerk)).json()["data"]

    assert (await eventually(placed))[0]["itemNumber"] == "4"
    for path in ("papers", "files", "consultations", "enquiries", "commitments"):
        assert (await ratsinfo.get(f"/v1/{path}")).json()["data"] == []


async def test_the_board_only_coordinates(scanning, tell, journal, ratsinfo, clerk, eventually):
    board = {**RAT, "organization_name": "Smart-City-Board", "organization_kind": "board"}
    word, consent = (decision(b, date(2021, 5, 11), paper_id=scanning["id"]) for b in (board, RAT))

    await tell(word, word.decision_id)
    await tell(consent, consent.decision_id)

    await paper_with_resolution(ratsinfo, clerk, scanning, eventually)
    assert len(await journal("consultation.done")) == 1


async def test_a_step_follows_its_meeting(ratsinfo, scanning, tell, clerk, eventually):
    meeting = MeetingScheduled(**RAT, meeting_id=uuid4(), start=date(2021, 5, 11), state="scheduled")
    await tell(meeting, meeting.meeting_id)
    await tell(MeetingCancelled(**{**meeting.model_dump(), "state": "cancelled"}), meeting.meeting_id, 2)

    async def step():
        shown = (await ratsinfo.get("/v1/consultations", headers=clerk)).json()["data"][0]
        return shown if shown["state"] == "adjourned" else None

    assert (await eventually(step))["meetingId"] == str(meeting.meeting_id)


async def test_a_sitting_that_was_held_here_asks_for_minutes(ratsinfo, tell, clerk, eventually):
    facts = {**RAT, "start": date(2021, 5, 11), "state": "held"}
    recorded = MeetingHeld(**facts, meeting_id=uuid4(), origin="minutes")
    held = MeetingHeld(**facts, meeting_id=uuid4(), origin="session")

    await tell(recorded, recorded.meeting_id)
    await tell(held, held.meeting_id)

    async def drafts():
        return (await ratsinfo.get("/v1/minutes", headers=clerk)).json()["data"]

    (draft,) = await eventually(drafts)
    assert (draft["state"], draft["meetingId"], draft["meetingDate"]) == (
        "draft",
        str(held.meeting_id),
        "2021-05-11",
    )


async def test_a_decision_that_needs_the_council_gets_its_paper(ratsinfo, tell, clerk, eventually):
    asked = CouncilPaperRequested(
        city="braunschweig",
        decision_id=uuid4(),
        subject="Stufe 2",
        organization_name="Rat der Stadt Braunschweig",
    )
    await tell(asked, asked.decision_id)

    async def drafts():
        return (await ratsinfo.get("/v1/papers", headers=clerk)).json()["data"]

    (paper,) = await eventually(drafts)
    assert (paper["name"], paper["namePrinted"]) == ("Stufe 2 (Arbeitstitel)", False)
    assert paper["state"] == "draft"


async def test_public_minutes_of_a_draft_in_the_house_do_not_publish_it(
    ratsinfo, tell, clerk, import_, sample, eventually
):
    asked = PrerequisiteRequested(
        rollout_id=uuid4(), rollout_key="akte", city="stuttgart", rollout_title="Akte", unit_codes=[],
        prerequisite_id=uuid4(), kind="council_consent", organization_name="Verwaltungsausschuss",
        subject="Scannen durch Dritte", paper_reference="GRDrs 901/2022", state="requested",
    )  # fmt: skip
    await tell(asked, asked.prerequisite_id)

    async def papers(headers=clerk):
        return (await ratsinfo.get("/v1/papers", headers=headers)).json()["data"]

    await eventually(papers)

    await import_(("a.txt", sample("niederschrift-stuttgart")))

    (draft,) = await papers()
    assert (draft["reference"], draft["state"], draft["public"]) == ("GRDrs 901/2022", "draft", False)
    assert await papers(headers={}) == []


async def test_printed_names_resolve_once_the_body_is_known(
    ratsinfo, import_, sample, tell, clerk, eventually
):
    body = OrganizationFounded(
        city="braunschweig", organization_id=RAT["organization_id"], key="rat", name="Rat",
        kind="council", state="active", aliases=["Rat der Stadt Braunschweig"],
    )  # fmt: skip
    await tell(body, body.organization_id)
    pool = ratsinfo.app.state.runtime.pool

    async def known():
        return await pool.fetchval("select count(*) from body_name") == 2

    await eventually(known)

    await import_(("a.txt", sample("stellungnahme-braunschweig")))

    (step,) = (await ratsinfo.get("/v1/consultations")).json()["data"]
    assert step["organizationId"] == str(RAT["organization_id"])
