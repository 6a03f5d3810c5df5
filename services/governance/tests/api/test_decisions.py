"""Decisions over HTTP: numbers without gaps, immutable, published."""

import asyncio
import json

from sachstand_common.facts import ENTERED_HERE


async def test_a_certified_decision_gets_the_next_number_of_its_body_and_year(clerk, session, journal):
    meeting, item = session
    await clerk.vote(meeting, item)

    decision = await clerk.decide(meeting, item, kind="standard", title="Standard A", deadline="2027-01-31")

    assert (decision["number"], decision["outcome"], decision["origin"]) == ("1/2026", "majority", "session")
    assert decision["state"] == "certified"
    (event,) = await journal("decision.certified")
    assert event["data"]["organizationKind"] == "board"
    assert event["data"]["decisionId"] == decision["id"]
    again = await clerk.decide(meeting, item, expect=409)
    assert again["code"] == "decision_immutable"


async def test_twenty_decisions_at_once_are_numbered_without_gap_or_double(clerk):
    await clerk.found_board()
    meeting = await clerk.meeting()
    items = [await clerk.item(meeting, str(n)) for n in range(1, 21)]
    await clerk.step(meeting, "convened", "in_session")
    for item in items:
        await clerk.vote(meeting, item)
    path = f"/v1/meetings/{meeting['id']}/decisions"

    async def certify(item, kind):
        body = {"agendaItemId": item["id"], "kind": kind}
        return await clerk.client.post(path, json=body, headers=clerk.by("gremiendienst"))

    wanted = [certify(item, "standard") for item in items]
    doomed = [certify(item, "project_selection") for item in items[:5]]
    answers = await asyncio.gather(*wanted, *doomed, *(certify(item, "standard") for item in items[:5]))

    made = [a.json()["number"] for a in answers if a.status_code == 201]
    assert sorted(made, key=lambda n: int(n.split("/")[0])) == [f"{n}/2026" for n in range(1, 21)]
    assert {a.status_code for a in answers} <= {201, 409, 422}


async def test_nothing_is_certified_before_the_vote(clerk, session):
    meeting, item = session

    refused = await clerk.decide(meeting, item, expect=409)

    assert refused["code"] == "not_voted_yet"


async def test_no_project_is_selected_without_a_frozen_scoring(clerk, session):
    meeting, item = session
    await clerk.vote(meeting, item)

    refused = await clerk.decide(meeting, item, kind="project_selection", expect=422)

    assert refused["code"] == "scoring_required"


async def test_responsibility_is_ruled_by_the_cdo(clerk, session):
    meeting, item = session
    await clerk.vote(meeting, item, method="consensus")

    refused = await clerk.decide(meeting, item, kind="competence_ruling", expect=403)
    clerk.role = "cdo"
    ruled = await clerk.decide(meeting, item, kind="competence_ruling")

    assert refused["code"] == "competence_ruling_reserved"
    assert (ruled["outcome"], ruled["number"]) == ("by_consensus", "1/2026")


async def test_a_certified_decision_is_never_changed_only_superseded(clerk, session, journal):
    meeting, item = session
    await clerk.vote(meeting, item)
    older = await clerk.decide(meeting, item)
    url = f"/v1/decisions/{older['id']}"
    tag = (await clerk.client.get(url, headers=clerk.by("cdo"))).headers["etag"]

    refused = await clerk.client.patch(url, json={"title": "x"}, headers=clerk.by("cdo", If_Match=tag))
    late = await clerk.post(
        f"/v1/meetings/{meeting['id']}/agenda", number="2", title="Neu", urgency={"reason": "eilig"}
    )
    newer_item = next(i for i in late["items"] if i["number"] == "2")
    await clerk.vote(meeting, newer_item)
    newer = await clerk.decide(meeting, newer_item, supersedes=older["id"])

    assert (refused.status_code, refused.json()["code"]) == (409, "decision_immutable")
    now = (await clerk.client.get(url)).json()
    assert (now["state"], now["supersededBy"]) == ("superseded", newer["id"])
    assert (newer["number"], newer["supersedes"]) == ("2/2026", older["id"])
    assert [e["data"]["decisionId"] for e in await journal("decision.superseded")] == [older["id"]]


async def test_the_register_of_the_body_states_a_public_decision_whatever_becomes_of_it(clerk, session):
    meeting, item = session
    await clerk.vote(meeting, item)
    decision = await clerk.decide(meeting, item)
    url = f"/v1/decisions/{decision['id']}"
    await clerk.post(f"{url}/transitions", to="in_execution")

    now = (await clerk.client.get(url)).json()
    entry = "Beschlussregister Smart-City-Board, Nr. 1/2026"
    register = {"document": entry, "date": "2026-11-02", "url": url}
    assert decision["source"] | register == decision["source"] == now["stated"]["source"]
    assert now["stateStated"]["source"]["document"] == now["source"]["document"] == ENTERED_HERE


async def test_what_a_non_public_decision_moves_does_not_name_its_register(clerk, journal):
    await clerk.found_board()
    meeting = await clerk.meeting()
    item = await clerk.item(meeting, public=False)
    await clerk.step(meeting, "convened", "in_session")
    await clerk.vote(meeting, item)
    await clerk.decide(meeting, item)

    (event,) = await journal("decision.certified")
    source = json.loads(event["source"])
    assert (source["document"], source["url"]) == (ENTERED_HERE, None)


async def test_a_decision_is_executed_step_by_step(clerk, session, journal):
    meeting, item = session
    await clerk.vote(meeting, item)
    decision = await clerk.decide(meeting, item)
    path = f"/v1/decisions/{decision['id']}/transitions"
    ways = (await clerk.client.get(path, headers=clerk.by("audit"))).json()

    refused = await clerk.post(path, expect=409, to="executed")
    for name in ("in_execution", "executed", "closed"):
        decision = await clerk.post(path, to=name)

    assert [w["to"] for w in ways["data"]] == ["in_execution"]
    assert refused["code"] == "transition_not_allowed"
    assert decision["state"] == "closed"
    assert len(await journal("decision.executed")) == 1


async def test_a_decision_on_a_non_public_item_is_seen_by_those_who_may(clerk):
    await clerk.found_board()
    meeting = await clerk.meeting()
    item = await clerk.item(meeting, public=False)
    await clerk.step(meeting, "convened", "in_session")
    vote = await clerk.vote(meeting, item)
    decision = await clerk.decide(meeting, item)

    for url in (f"/v1/decisions/{decision['id']}", f"/v1/votes/{vote['id']}"):
        assert (await clerk.client.get(url)).status_code == 404
        assert (await clerk.client.get(url, headers=clerk.by("beauftragte"))).status_code == 404
        assert (await clerk.client.get(url, headers=clerk.by("audit"))).status_code == 200
    assert await clerk.all("/v1/decisions", meetingId=meeting["id"]) == []


async def test_the_council_session_on_a_paper_names_it_in_the_decision(clerk, journal):
    await clerk.chair("rat")
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")
    points = [{"number": "1", "kind": "acknowledgement"}, {"number": "2", "text": "Zustimmung"}]
    item = await clerk.item(meeting, "7", "Scannen", paperReferences=["21-15555"], points=points)
    await clerk.publish(meeting)
    await clerk.step(meeting, "convened", "in_session")
    await clerk.vote(meeting, item, counts={"yes": 40, "no": 3}, entitled=54)

    await clerk.decide(meeting, item, kind="resolution")
    await clerk.step(meeting, "held", "closed")

    (event,) = await journal("decision.certified")
    facts = event["data"]
    assert (facts["organizationKind"], facts["origin"], facts["date"]) == ("council", "session", "2021-05-11")
    assert (facts["paperReference"], facts["outcome"]) == ("21-15555", "majority")
    assert [p["outcome"] for p in facts["points"]] == ["noted", "majority"]
    assert event["effective"].isoformat() == "2021-05-11"
    held = (await journal("meeting.held"))[-1]["data"]
    assert (held["origin"], held["start"]) == ("session", "2021-05-11")
