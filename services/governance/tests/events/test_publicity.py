"""What is public of items, decisions and links follows papers, minutes and files, on past days as well."""

import json
from datetime import date

import pytest

from sachstand_common.contracts.base import revised
from sachstand_common.contracts.ratsinfo import (
    ConsultationPlanned,
    FileDepublished,
    MinutesRecorded,
    PaperRegistered,
    PaperWithdrawn,
    ResolutionAdopted,
    ResolutionPublished,
)
from sachstand_common.facts import City, Source
from sachstand_common.identifiers import new_id

PAPER, FILE = new_id(), new_id()
DRAFT = PaperRegistered(
    paper_id=PAPER,
    city=City.BRAUNSCHWEIG,
    kind="decision_paper",
    name="Scannen der Personalakten",
    draft=True,
)
STOP = ConsultationPlanned(
    consultation_id=new_id(), paper_id=PAPER, city=City.BRAUNSCHWEIG, name=DRAFT.name, role="decision",
    organization_name="Rat der Stadt Braunschweig", date=date(2021, 5, 11), reference="21-15123",
)  # fmt: skip
PUBLISHED = revised("ratsinfo", "paper")(id=PAPER, changed=["public", "publish"])
MINUTES = MinutesRecorded(
    minutes_id=new_id(), city=City.BRAUNSCHWEIG, organization_name="Rat der Stadt Braunschweig",
    meeting_date=date(2021, 5, 11), number="7", item_number="9", item_title="Scannen", public=True,
    outcome="rejected", result_text="Der Rat lehnt ab.",
)  # fmt: skip
DAY = "2021-05-12"


@pytest.fixture
async def sitting(clerk, tell):
    """The council's sitting of 11 May 2021, with a draft on its way to it."""
    await tell(DRAFT, PAPER)
    await tell(STOP)
    await clerk.chair("rat")
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")
    return meeting


async def candidate_id(clerk):
    (candidate,) = await clerk.all("/v1/candidates", "gremiendienst", kind="paper")
    return candidate["id"]


async def decide(clerk, meeting, item):
    await clerk.publish(meeting)
    await clerk.step(meeting, "convened", "in_session")
    await clerk.vote(meeting, item)
    return await clerk.decide(meeting, item, kind="resolution")


async def test_an_item_is_not_made_public_under_the_name_of_a_paper_that_is_not(clerk, sitting):
    path = f"/v1/meetings/{sitting['id']}/agenda"
    wish = {"number": "9", "public": True, "candidateId": await candidate_id(clerk)}

    refused = await clerk.post(path, expect=422, **wish)

    assert (refused["code"], refused["because"]) == ("item_cannot_be_public", "paper")
    assert await clerk.all("/v1/agendas", "gremiendienst", meetingId=sitting["id"]) == []


async def test_an_item_is_not_made_public_against_a_printed_n_or_in_a_closed_sitting(clerk, sitting, tell):
    await tell(PUBLISHED, PAPER)
    await tell(STOP.model_copy(update={"closed": True}))
    wish = {"number": "9", "public": True, "candidateId": await candidate_id(clerk)}
    closed = await clerk.meeting("rat", "2021-06-01", public=False)

    step = await clerk.post(f"/v1/meetings/{sitting['id']}/agenda", expect=422, **wish)
    meeting = await clerk.post(
        f"/v1/meetings/{closed['id']}/agenda", expect=422, number="1", title="T", public=True
    )

    assert [step["because"], meeting["because"]] == ["consultation", "meeting"]


@pytest.mark.parametrize("said", [{}, {"public": True}])
async def test_an_item_on_a_public_paper_is_public_as_the_body_meets(clerk, sitting, tell, said):
    await tell(PUBLISHED, PAPER)

    item = await clerk.item(sitting, "9", title=None, candidateId=await candidate_id(clerk), **said)

    assert (item["public"], item["paperIds"]) == (True, [str(PAPER)])


async def test_item_vote_and_decision_become_public_with_the_paper_and_go_with_it(
    clerk, sitting, tell, journal
):
    item = await clerk.item(sitting, "9", title=None, candidateId=await candidate_id(clerk))
    decision = await decide(clerk, sitting, item)

    async def seen(**query):
        here = {"meetingId": sitting["id"], **query}
        agenda = await clerk.all("/v1/agendas", **({} if "asOf" in query else {"meetingId": sitting["id"]}))
        items = [i["number"] for one in agenda for i in one["items"]]
        return items, [len(await clerk.all(f"/v1/{noun}", **here)) for noun in ("votes", "decisions")]

    before, then = await seen(), await clerk.all("/v1/decisions", asOf=DAY)
    await tell(PUBLISHED, PAPER)
    published, on_the_day = await seen(), await clerk.all("/v1/decisions", asOf=DAY)
    await tell(PaperWithdrawn(paper_id=PAPER), PAPER)
    after, then_again = await seen(), await clerk.all("/v1/decisions", asOf=DAY)

    assert (before, then) == (([], [0, 0]), [])
    assert published == (["9"], [1, 1])
    assert [(d["id"], d["paperId"]) for d in on_the_day] == [(decision["id"], str(PAPER))]
    assert (after, then_again) == (([], [0, 0]), [])
    assert [e["data"]["public"] for e in await journal("decision.published")] == [True]
    assert [e["data"]["public"] for e in await journal("decision.depublished")] == [False]
    assert [e["data"]["items"][0]["public"] for e in await journal("agenda.amended")] == [True, False]


async def test_an_item_with_a_title_of_its_own_does_not_follow_the_paper(clerk, sitting, tell):
    item = await clerk.item(sitting, "9", "Eine Vorlage der Verwaltung", paperIds=[str(PAPER)])
    await clerk.publish(sitting)
    await tell(PUBLISHED, PAPER)
    await tell(PaperWithdrawn(paper_id=PAPER), PAPER)

    (agenda,) = await clerk.all("/v1/agendas", meetingId=sitting["id"])
    assert item["public"] is True
    assert [(i["number"], i["paperIds"], i["paperReferences"]) for i in agenda["items"]] == [("9", [], [])]


STRATEGY = DRAFT.model_copy(
    update={
        "kind": "strategy", "name": "Smart-City-Strategie", "public": True, "draft": False,
        "reference": "20-12345",
    }
)  # fmt: skip
ADOPTED = ResolutionAdopted(
    paper_id=PAPER, city=City.BRAUNSCHWEIG, reference="20-12345", name="Smart-City-Strategie",
    organization_name="Rat der Stadt Braunschweig", organization_kind="council", date=date(2024, 2, 29),
    decision_id=new_id(), outcome="majority", public=True,
)  # fmt: skip


async def test_a_withdrawn_paper_is_named_on_no_day_and_in_no_event(clerk, tell, governance):
    cited = Source("Vorlage 20-12345", date=date(2020, 1, 15), url=f"/v1/files/{FILE}/content")
    await tell(STRATEGY, PAPER, effective="2020-01-15")
    await tell(ADOPTED, effective="2024-02-29", source=cited)
    days = ("2021-03-25", "2024-03-01", "2026-01-01")

    async def shown():
        lists = ("strategies", "evaluations", "agendas", "decisions")
        return json.dumps([await clerk.all(f"/v1/{noun}", asOf=day) for noun in lists for day in days])

    before = await shown()
    await tell(PaperWithdrawn(paper_id=PAPER), PAPER)
    after = await shown()

    assert before.count(str(PAPER)) == len(days)
    for trace in (str(PAPER), "20-12345", str(FILE)):
        assert trace in before
        assert trace not in after
    rows = await governance.app.state.runtime.pool.fetch("select public_data from journal")
    assert "20-12345" not in str([row["public_data"] for row in rows])
    (full,) = await clerk.all("/v1/strategies", "gremiendienst", asOf="2021-03-25")
    assert full["paperId"] == str(PAPER)


async def test_a_file_that_was_taken_back_is_cited_on_no_day(clerk, tell):
    url = f"/v1/files/{FILE}/content"
    await tell(MINUTES, effective="2021-05-11", source=Source("Niederschrift Nr. 7", url=url))

    async def cited():
        lists = ("meetings", "agendas", "decisions")
        return [json.dumps(await clerk.all(f"/v1/{noun}", asOf=DAY)) for noun in lists]

    before = await cited()
    await tell(FileDepublished(file_id=FILE, reason="Irrtum"), FILE)

    assert all(url in listed for listed in before)
    assert url not in "".join(await cited())
    assert "Niederschrift Nr. 7" not in "".join(await cited())


async def test_a_result_that_only_internal_minutes_tell_is_not_public_on_a_public_item(clerk, sitting, tell):
    await clerk.item(sitting, "9", "Ein Gegenstand")
    await clerk.publish(sitting)

    await tell(MINUTES.model_copy(update={"public": False}))

    (agenda,) = await clerk.all("/v1/agendas", meetingId=sitting["id"])
    assert [(i["outcome"], i["resultText"]) for i in agenda["items"]] == [(None, None)]
    assert await clerk.all("/v1/decisions") == []
    (full,) = await clerk.all("/v1/agendas", "gremiendienst", meetingId=sitting["id"])
    assert full["items"][0]["outcome"] == "rejected"


async def test_what_internal_minutes_contradict_is_not_told_outside(clerk, sitting, tell):
    await tell(MINUTES)
    other = {
        "public": False,
        "outcome": "majority",
        "result_text": "Der Rat stimmt zu.",
        "minutes_id": new_id(),
    }
    await tell(MINUTES.model_copy(update=other))

    (agenda,) = await clerk.all("/v1/agendas", meetingId=sitting["id"])
    (full,) = await clerk.all("/v1/agendas", "gremiendienst", meetingId=sitting["id"])
    assert [i["contradictions"] for i in agenda["items"]] == [[]]
    assert [i["contradictions"] for i in full["items"]] == [["Der Rat stimmt zu."]]


async def test_a_decision_is_public_while_the_minutes_that_tell_it_are(clerk, tell, journal):
    about, turned = (
        MINUTES.minutes_id,
        revised("ratsinfo", "minutes")(id=MINUTES.minutes_id, changed=["public"]),
    )
    await tell(MINUTES, about, effective="2021-05-11")
    found = [await clerk.all("/v1/decisions", asOf=DAY)]

    for _ in range(2):
        await tell(turned, about)
        found.append(await clerk.all("/v1/decisions", asOf=DAY))

    assert [len(one) for one in found] == [1, 0, 1]
    assert found[0][0]["minutesId"] == found[2][0]["minutesId"] == str(about)
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")
    assert meeting["minutesId"] == str(about)
    for name in ("decision.depublished", "decision.published"):
        assert len(await journal(name)) == 1


async def test_the_clock_names_the_decision_that_started_it_while_that_is_public(clerk, tell):
    hidden = ADOPTED.model_copy(update={"public": False})
    await tell(hidden, effective="2024-02-29")
    (before,) = await clerk.all("/v1/evaluations")

    await tell(ResolutionPublished(**ADOPTED.model_dump()))

    (after,) = await clerk.all("/v1/evaluations", asOf="2024-03-01")
    assert (before["state"], before["anchoringDecision"]) == ("scheduled", None)
    assert after["anchoringDecision"] == str(ADOPTED.decision_id)


async def test_a_paper_that_came_before_its_body_was_known_waits_for_it(clerk, tell):
    await tell(STOP.model_copy(update={"organization_name": "Sportausschuss", "consultation_id": new_id()}))
    unknown = await clerk.all("/v1/candidates", "gremiendienst", kind="paper")

    body = await clerk.post(
        "/v1/organizations",
        key="sportausschuss",
        name="Sportausschuss",
        kind="committee",
        city="braunschweig",
    )

    (known,) = await clerk.all("/v1/candidates", "gremiendienst", kind="paper")
    assert [one["organizationId"] for one in unknown] == [None]
    assert known["organizationId"] == body["id"]


async def test_the_agenda_tells_which_minutes_dealt_with_an_item(clerk, tell, journal):
    await tell(MINUTES)
    await tell(MINUTES.model_copy(update={"item_number": "10", "minutes_id": new_id(), "outcome": None}))

    (first,) = await journal("agenda.published")
    (second,) = await journal("agenda.amended")
    assert [i["minutesId"] for i in first["data"]["items"]] == [str(MINUTES.minutes_id)]
    assert None not in [i["minutesId"] for i in second["data"]["items"]]
