"""Papers on their way to a sitting, and the council's word."""

import json
from datetime import date

import pytest

from sachstand_common.contracts.base import revised
from sachstand_common.contracts.ratsinfo import (
    ConsultationDone,
    ConsultationPlanned,
    MotionItemOutcome,
    PaperRegistered,
    PaperWithdrawn,
    ResolutionAdopted,
    ResolutionRejected,
)
from sachstand_common.facts import City, Source
from sachstand_common.identifiers import new_id

PAPER = new_id()
STOP = ConsultationPlanned(
    consultation_id=new_id(),
    paper_id=PAPER,
    city=City.BRAUNSCHWEIG,
    reference=None,
    name="Scannen der Personalakten",
    organization_name="Rat der Stadt Braunschweig",
    role="decision",
    date=date(2021, 5, 11),
    public=True,
    prerequisite_id=new_id(),
)
ADOPTED = ResolutionAdopted(
    paper_id=PAPER,
    city=City.BRAUNSCHWEIG,
    reference="21-15555",
    name="Smart-City-Strategie",
    organization_name="Rat der Stadt Braunschweig",
    organization_kind="council",
    date=date(2024, 2, 29),
    decision_id=new_id(),
    outcome="majority",
    motion_items=(MotionItemOutcome(number="1", outcome="adopted"),),
    public=True,
)


async def clock_of(clerk, **query):
    (clock,) = await clerk.all("/v1/evaluations", **query)
    return clock


async def test_a_paper_waits_for_the_sitting_and_hands_on_its_prerequisite(clerk, tell, journal):
    await tell(STOP)
    (candidate,) = await clerk.all("/v1/candidates", kind="paper")
    assert (candidate["meetingDay"], candidate["organizationName"]) == ("2021-05-11", STOP.organization_name)
    await clerk.chair("rat")
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")
    item = await clerk.item(meeting, "9", title=None, candidateId=candidate["id"])
    assert item["paperIds"] == [str(PAPER)]
    await clerk.step(meeting, "convened", "in_session")
    await clerk.vote(meeting, item)

    await clerk.decide(meeting, item, kind="resolution")

    (event,) = await journal("decision.certified")
    assert event["data"]["paperId"] == str(PAPER)
    assert event["data"]["prerequisiteId"] == str(STOP.prerequisite_id)
    (decided,) = await clerk.all("/v1/candidates", kind="paper")
    assert decided["state"] == "decided"


async def test_an_item_that_names_the_paper_takes_it_from_the_list(clerk, tell):
    await tell(STOP.model_copy(update={"public": False}))
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")

    item = await clerk.item(meeting, "9", "Scannen", paperIds=[str(PAPER)])

    (candidate,) = await clerk.all("/v1/candidates", role="gremiendienst", kind="paper")
    assert (candidate["state"], candidate["meetingId"]) == ("on_agenda", meeting["id"])
    assert item["public"] is True


async def test_a_candidate_that_is_not_public_does_not_become_so_on_the_agenda(clerk, tell):
    await tell(STOP.model_copy(update={"public": False}))
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")
    (candidate,) = await clerk.all("/v1/candidates", role="gremiendienst", kind="paper")

    item = await clerk.item(meeting, "9", title=None, candidateId=candidate["id"])

    assert item["public"] is False


async def test_a_paper_for_acknowledgement_asks_for_no_decision(clerk, tell):
    await tell(STOP.model_copy(update={"role": "acknowledgement"}))
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")
    (candidate,) = await clerk.all("/v1/candidates", kind="paper")

    item = await clerk.item(meeting, "9", title=None, candidateId=candidate["id"])

    assert item["kind"] == "information"


async def test_a_paper_dealt_with_elsewhere_waits_no_more(clerk, tell):
    about = new_id()
    await tell(STOP, about)
    await tell(ConsultationDone(**STOP.model_dump(), result="unanimous"), about)

    (candidate,) = await clerk.all("/v1/candidates", kind="paper")
    assert candidate["state"] == "decided"


async def test_a_paper_that_is_not_public_is_no_public_candidate(clerk, tell):
    await tell(STOP.model_copy(update={"public": False}))

    assert await clerk.all("/v1/candidates", kind="paper") == []
    assert len(await clerk.all("/v1/candidates", role="gremiendienst", kind="paper")) == 1
    assert await clerk.all("/v1/candidates", role="gremiendienst") == []


async def test_the_evaluation_clock_stands_and_says_why(clerk):
    clock = await clock_of(clerk, asOf="2021-03-24")

    assert (clock["state"], clock["anchoredOn"], clock["fullDue"]) == ("unanchored", None, None)
    assert "Ratsbeschluss" in clock["reason"]
    assert clock["source"]["date"] == "2020-01-15"


async def test_the_councils_resolution_on_the_strategy_starts_the_clock(clerk, tell, journal):
    await tell(ADOPTED, effective="2024-02-29")

    clock = await clock_of(clerk)
    assert (clock["state"], clock["anchoredOn"]) == ("scheduled", "2024-02-29")
    assert (clock["structureDue"], clock["fullDue"]) == ("2025-02-28", "2026-02-28")
    assert (await clock_of(clerk, asOf="2024-02-28"))["state"] == "unanchored"
    (event,) = await journal("evaluation.anchored")
    assert event["data"]["fullDue"] == "2026-02-28"
    (strategy,) = await clerk.all("/v1/strategies")
    assert [e["kind"] for e in strategy["chronicle"] if e["day"] == "2024-02-29"] == ["resolved"]


async def test_only_a_council_that_adopts_the_strategy_starts_the_clock(clerk, tell):
    noted = (MotionItemOutcome(number="1", outcome="noted"),)
    for update in (
        {"name": "Sachstand zur Umsetzung der Smart City Strategie"},
        {"organization_name": "Verwaltungsausschuss"},
        {"city": City.STUTTGART, "organization_name": "Gemeinderat"},
        {"outcome": "noted", "motion_items": noted},
        {"motion_items": noted},
    ):
        await tell(ADOPTED.model_copy(update=update))
    await tell(ResolutionRejected(**ADOPTED.model_dump()))

    assert (await clock_of(clerk))["state"] == "unanchored"


async def test_a_strategy_filed_as_a_paper_is_recognised_by_its_id_later(clerk, tell):
    await tell(
        PaperRegistered(
            paper_id=PAPER, city=City.BRAUNSCHWEIG, kind="strategy", name="Smart-City-Strategie", public=True
        ),
        effective="2020-01-15",
    )
    (strategy,) = await clerk.all("/v1/strategies")
    assert strategy["paperId"] == str(PAPER)

    await tell(ADOPTED.model_copy(update={"name": "Vorlage 24-1", "reference": None}))

    assert (await clock_of(clerk))["state"] == "scheduled"


async def test_a_board_decision_waits_for_the_council(clerk, tell, session, journal):
    meeting, item = session
    await clerk.vote(meeting, item)
    paper = {"requiresCouncil": True, "councilReference": "21-15555"}
    decision = await clerk.decide(meeting, item, kind="recommendation_to_council", **paper)
    url = f"/v1/decisions/{decision['id']}"
    ways = (await clerk.client.get(f"{url}/transitions", headers=clerk.by("audit"))).json()

    await tell(ADOPTED.model_copy(update={"date": date(2026, 11, 10)}))

    heard = (await clerk.client.get(url)).json()
    assert [decision["state"], heard["state"]] == ["awaiting_council", "council_approved"]
    assert [(w["to"], w["reserved"]) for w in ways["data"]] == [
        ("council_approved", True),
        ("council_rejected", True),
    ]
    assert heard["councilDecisionId"] == str(ADOPTED.decision_id)


@pytest.mark.parametrize("contract", [ResolutionAdopted, ResolutionRejected])
async def test_a_resolution_that_is_split_decides_for_nobody_that_waits(clerk, tell, session, contract):
    meeting, item = session
    await clerk.vote(meeting, item)
    paper = {"requiresCouncil": True, "councilReference": "21-15555"}
    decision = await clerk.decide(meeting, item, kind="recommendation_to_council", **paper)

    await tell(contract(**{**ADOPTED.model_dump(), "date": date(2026, 11, 10), "outcome": "split"}))

    heard = (await clerk.client.get(f"/v1/decisions/{decision['id']}")).json()
    assert (heard["state"], (await clock_of(clerk))["state"]) == ("awaiting_council", "unanchored")


async def test_a_motion_carried_with_changes_is_the_councils_word_too(clerk, tell, session):
    meeting, item = session
    await clerk.vote(meeting, item)
    paper = {"requiresCouncil": True, "councilReference": "21-15555"}
    decision = await clerk.decide(meeting, item, kind="recommendation_to_council", **paper)
    changed = {"outcome": "amended", "motion_items": (MotionItemOutcome(number="1", outcome="amended"),)}

    await tell(ADOPTED.model_copy(update={"date": date(2026, 11, 10), **changed}))

    assert (await clerk.client.get(f"/v1/decisions/{decision['id']}")).json()["state"] == "council_approved"


STRATEGY = PaperRegistered(
    paper_id=PAPER, city=City.BRAUNSCHWEIG, kind="strategy", name="Smart-City-Strategie", public=False
)
INTERNAL_FILE = Source("Strategiepapier, intern", url="https://example.org/files/1")


async def test_a_strategy_paper_that_is_not_public_leaves_no_trace_outside(clerk, tell):
    (before,) = await clerk.all("/v1/strategies")

    await tell(STRATEGY, effective="2021-03-24", source=INTERNAL_FILE)

    assert await clerk.all("/v1/strategies") == [before]
    (full,) = await clerk.all("/v1/strategies", role="gremiendienst")
    assert (full["internalPaperId"], full["paperId"]) == (str(PAPER), None)
    assert (full["source"], full["effective"], full["dating"]) == (
        before["source"],
        before["effective"],
        before["dating"],
    )
    assert "intern" not in json.dumps(await clerk.all("/v1/strategies", asOf="2026-01-01"))


async def test_the_link_to_a_paper_comes_and_goes_with_its_publicity(clerk, tell):
    published = revised("ratsinfo", "paper")(id=PAPER, changed=["public", "publish"])

    async def link():
        (strategy,) = await clerk.all("/v1/strategies")
        return strategy["paperId"], strategy["source"]["document"]

    _, document = await link()
    await tell(STRATEGY, PAPER, source=INTERNAL_FILE)
    assert await link() == (None, document)
    await tell(published, PAPER, source=INTERNAL_FILE)
    assert await link() == (str(PAPER), document)
    await tell(PaperWithdrawn(paper_id=PAPER), PAPER)
    assert await link() == (None, document)


async def test_a_resolution_on_an_internal_paper_is_told_without_it(clerk, tell):
    await tell(STRATEGY, PAPER)
    await tell(ADOPTED, effective="2024-02-29", source=INTERNAL_FILE)

    shown = await clerk.all("/v1/strategies"), await clerk.all("/v1/evaluations")
    assert "intern" not in json.dumps(shown)
    assert str(PAPER) not in json.dumps(shown)
    assert shown[1][0]["state"] == "scheduled"


async def test_an_item_names_a_paper_publicly_while_it_is_public(clerk, tell):
    paper = STRATEGY.model_copy(update={"name": "Interne Vorlage"})
    await tell(paper, PAPER)
    await tell(STOP.model_copy(update={"public": False, "reference": "21-99999"}))
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")
    item = await clerk.item(meeting, "9", "Scannen", paperIds=[str(PAPER)])
    await clerk.publish(meeting)

    async def shown():
        (agenda,) = await clerk.all("/v1/agendas", meetingId=meeting["id"])
        found = next(i for i in agenda["items"] if i["number"] == "9")
        return found["paperIds"]

    hidden = await clerk.all("/v1/agendas", meetingId=meeting["id"])
    assert (item["paperIds"], item["internalPaperIds"]) == ([], [str(PAPER)])
    assert str(PAPER) not in json.dumps(hidden)
    assert "21-99999" not in json.dumps(hidden)
    await tell(revised("ratsinfo", "paper")(id=PAPER, changed=["public"]), PAPER)
    assert await shown() == [str(PAPER)]
    await tell(PaperWithdrawn(paper_id=PAPER), PAPER)
    assert await shown() == []


async def test_a_withdrawn_paper_waits_for_nobody(clerk, tell):
    await tell(STRATEGY.model_copy(update={"public": True, "name": "Vorlage"}), PAPER)
    await tell(STOP)
    assert len(await clerk.all("/v1/candidates", kind="paper")) == 1

    await tell(PaperWithdrawn(paper_id=PAPER), PAPER)

    assert await clerk.all("/v1/candidates", kind="paper") == []
    (dropped,) = await clerk.all("/v1/candidates", role="gremiendienst", kind="paper")
    assert dropped["state"] == "dropped"
