"""Meetings, agendas and votes over HTTP."""

from datetime import timedelta


async def test_an_announced_body_does_not_meet(clerk):
    board = await clerk.organization("smart-city-board")

    refused = await clerk.post("/v1/meetings", expect=409, organizationId=board["id"], start="2026-11-09")

    assert refused["code"] == "organization_not_active"


async def test_council_meetings_are_run_by_the_gremiendienst(clerk):
    council = await clerk.organization("rat")

    refused = await clerk.post(
        "/v1/meetings", role="cdo", expect=403, organizationId=council["id"], start="2026-11-09"
    )

    assert refused["code"] == "body_not_own"
    await clerk.found_board()
    clerk.role = "cdo"
    assert (await clerk.meeting())["state"] == "scheduled"


async def test_a_meeting_without_a_chair_is_not_convened(clerk, journal):
    meeting = await clerk.meeting("rat")
    path = f"/v1/meetings/{meeting['id']}/transitions"

    refused = await clerk.post(path, expect=409, to="convened")
    ways = (await clerk.client.get(path, headers=clerk.by("gremiendienst"))).json()
    await clerk.chair("rat")
    convened = await clerk.step(meeting, "convened")

    assert refused["code"] == "no_chair"
    assert {w["to"]: w["lacks"] for w in ways["data"]}["convened"] == ["no_chair"]
    assert (convened["state"], convened["noticeRequired"]) == ("convened", None)
    assert convened["profileCitation"].startswith("NKomVG")
    assert (await journal("meeting.convened"))[-1]["data"]["organizationKind"] == "council"


async def test_an_invitation_that_is_too_late_names_the_rule_and_the_first_possible_day(clerk, clock):
    await clerk.found_board()
    (rules,) = await clerk.all("/v1/rule-profiles", organizationKey="smart-city-board")
    assert not rules["regulated"]
    forum = await clerk.organization("smart-city-forum")
    path = f"/v1/organizations/{forum['id']}/transitions"
    await clerk.post(path, "cdo", to="active", reference="Verfügung", effective="2026-11-02")
    body = await clerk.post(
        "/v1/organizations",
        city="braunschweig",
        name="Bürgerbeirat",
        kind="advisory_board",
        parentId=forum["id"],
        foundedOn="2026-11-02",
    )
    await clerk.post(
        "/v1/rule-profiles",
        city="braunschweig",
        organizationKey="buergerbeirat",
        citation="Geschäftsordnung § 2",
        noticeDays=7,
        noticeCounting="clear",
    )
    await clerk.chair("buergerbeirat")
    late = await clerk.meeting("buergerbeirat", "2026-11-09")
    in_time = await clerk.meeting("buergerbeirat", "2026-11-10")

    refused = await clerk.post(f"/v1/meetings/{late['id']}/transitions", expect=422, to="convened")
    convened = await clerk.step(in_time, "convened")

    assert body["state"] == "active"
    assert refused["code"] == "notice_too_short"
    assert (refused["required"], refused["given"], refused["earliestStart"]) == (7, 6, "2026-11-10")
    assert refused["citation"] == "Geschäftsordnung § 2"
    assert (convened["noticeRequired"], convened["noticeGiven"]) == (7, 7)


async def test_a_published_agenda_is_frozen_and_grows_only_by_urgent_items(clerk, journal):
    await clerk.found_board()
    meeting = await clerk.meeting()
    path = f"/v1/meetings/{meeting['id']}/agenda"
    await clerk.item(meeting, "1", "Eins")
    draft = await clerk.client.get(path)
    published = await clerk.publish(meeting)

    late = await clerk.post(path, expect=409, number="2", title="Zwei")
    again = await clerk.post(f"{path}/transitions", expect=409, to="published")
    amended = await clerk.post(path, number="2", title="Zwei", urgency={"reason": "Frist des Bundes"})

    assert draft.status_code == 404
    assert published["agendaVersion"] == 1
    assert [i["holder"] for i in published["invitations"]] == [
        "CDO",
        "Smart-City-Beauftragte",
        "Vertreter der kommunalen Beteiligungen",
    ]
    assert [late["code"], again["code"]] == ["agenda_frozen", "agenda_frozen"]
    assert amended["agendaVersion"] == 2
    assert [e["data"]["agendaVersion"] for e in await journal("agenda.amended")] == [2]


async def test_an_agenda_without_items_and_a_published_one_say_so_in_their_steps(clerk):
    await clerk.found_board()
    meeting = await clerk.meeting()
    path = f"/v1/meetings/{meeting['id']}/agenda/transitions"

    async def ways():
        answer = await clerk.client.get(path, headers=clerk.by("audit"))
        return answer.status_code, answer.json().get("data")

    none = await ways()
    await clerk.item(meeting)
    draft = await ways()
    await clerk.publish(meeting)

    assert none == (404, None)
    assert draft == (200, [{"to": "published", "reserved": False, "lacks": [], "needs": []}])
    assert await ways() == (200, [])


async def test_a_step_is_dated_between_what_is_known_and_today(clerk, clock):
    await clerk.found_board()
    meeting = await clerk.meeting(start="2026-11-20")
    clock.advance(timedelta(days=3))

    ahead = await clerk.step(meeting, "convened", effective="2026-11-06", expect=422)
    before = await clerk.step(meeting, "convened", effective="2026-11-01", expect=422)
    unknown = await clerk.step(meeting, "convene", expect=400)
    late = await clerk.step(meeting, "convened", effective="2026-11-03")

    assert [ahead["code"], before["code"], unknown["code"]] == ["step_out_of_order"] * 2 + ["malformed"]
    assert (before["earliest"], before["latest"]) == ("2026-11-02", "2026-11-05")
    assert (late["convenedOn"], late["effective"], late["noticeGiven"]) == ("2026-11-03", "2026-11-03", 17)


async def test_a_council_rules_on_urgency_with_two_thirds_of_its_members(clerk):
    meeting = await clerk.meeting("rat")
    await clerk.item(meeting)
    await clerk.publish(meeting)
    path = f"/v1/meetings/{meeting['id']}/agenda"
    ruling = {"reason": "eilig", "members": 54}

    refused = await clerk.post(path, expect=422, number="2", title="Zwei", urgency={**ruling, "inFavour": 35})
    taken = await clerk.post(path, number="2", title="Zwei", urgency={**ruling, "inFavour": 36})

    assert refused["code"] == "urgency_not_ruled"
    assert taken["agendaVersion"] == 2


async def test_a_dezernat_is_invited_when_its_matter_is_on_the_agenda(clerk):
    await clerk.found_board()
    meeting = await clerk.meeting()
    await clerk.item(meeting, units=["Dezernat VI"])

    published = await clerk.publish(meeting)

    because = {i["holder"]: i["because"] for i in published["invitations"]}
    assert because["Dezernenten"] == "anlassbezogen: Dez VI"
    assert "Vertreter des OB-Büros" not in because


async def test_what_is_not_public_is_absent_outside(clerk):
    await clerk.found_board()
    meeting, closed = await clerk.meeting(), await clerk.meeting(public=False)
    await clerk.item(meeting, "1", "Offen")
    await clerk.item(meeting, "2", "Vertraulich", public=False)
    await clerk.item(closed, "1", "Geheimsache")
    await clerk.publish(meeting)
    await clerk.publish(closed)
    path = f"/v1/meetings/{meeting['id']}/agenda"

    outside = (await clerk.client.get(path)).json()
    inside = (await clerk.client.get(path, headers=clerk.by("audit"))).json()

    assert [i["title"] for i in outside["items"]] == ["Offen"]
    assert "nonPublicItems" not in outside
    assert "invitations" not in outside
    assert [i["title"] for i in inside["nonPublicItems"]] == ["Vertraulich"]
    assert (await clerk.client.get(f"/v1/meetings/{closed['id']}")).status_code == 404
    assert (await clerk.client.get(f"/v1/meetings/{closed['id']}/agenda")).status_code == 404
    changes = (await clerk.client.get("/v1/changes?limit=1000")).text
    assert "Vertraulich" not in changes
    assert "Geheimsache" not in changes


async def test_a_vote_is_computed_and_never_believed_against_its_counts(clerk, session, journal):
    meeting, item = session
    counts = {"yes": 6, "no": 6, "abstain": 2}

    mismatch = await clerk.vote(meeting, item, 422, counts=counts, entitled=14, declared="majority")
    too_many = await clerk.vote(meeting, item, 422, counts=counts, entitled=13)
    tie = await clerk.vote(meeting, item, counts=counts, entitled=14)
    again = await clerk.vote(meeting, item, 409)

    assert (mismatch["code"], mismatch["computed"]) == ("outcome_mismatch", "rejected")
    assert (too_many["code"], too_many["cast"], too_many["entitled"]) == ("votes_exceed_entitled", 14, 13)
    assert (tie["outcome"], again["code"]) == ("rejected", "item_already_decided")
    assert tie["basis"].startswith("Nicht geregelt")
    (event,) = await journal("vote.certified")
    assert event["data"]["outcome"] == "rejected"


async def test_votes_are_taken_in_session_and_the_record_is_not_closed_over_open_items(clerk, session):
    meeting, item = session
    await clerk.step(meeting, "held")
    path = f"/v1/meetings/{meeting['id']}/transitions"

    late = await clerk.vote(meeting, item, 409)
    refused = await clerk.post(path, expect=409, to="closed")

    assert late["code"] == "meeting_not_in_session"
    assert (refused["code"], refused["items"]) == ("undecided_items", ["1"])


async def test_a_council_without_quorum_counts_as_quorate_until_challenged(clerk):
    await clerk.chair("rat")
    meeting = await clerk.meeting("rat")
    item = await clerk.item(meeting)
    await clerk.step(meeting, "convened", "in_session")
    few = {"counts": {"yes": 10, "no": 0}, "entitled": 54, "present": 20}

    challenged = await clerk.vote(meeting, item, 409, quorumChallenged=True, **few)
    presumed = await clerk.vote(meeting, item, **few)

    assert challenged["code"] == "not_quorate"
    assert presumed["outcome"] == "unanimous"


async def test_the_same_key_schedules_one_meeting(clerk):
    council = await clerk.organization("rat")
    body = {"organizationId": council["id"], "start": "2026-12-01"}
    headers = clerk.by("gremiendienst", Idempotency_Key="sitzung-1")

    first = await clerk.client.post("/v1/meetings", json=body, headers=headers)
    second = await clerk.client.post("/v1/meetings", json=body, headers=headers)
    other = await clerk.client.post("/v1/meetings", json={**body, "start": "2026-12-02"}, headers=headers)

    assert [first.status_code, second.status_code, other.status_code] == [201, 201, 422]
    assert first.json()["id"] == second.json()["id"]
    assert len(await clerk.all("/v1/meetings", start="2026-12-01")) == 1


async def test_the_arrangements_of_a_meeting_change_until_it_is_over(clerk):
    meeting = await clerk.meeting("rat")
    url = f"/v1/meetings/{meeting['id']}"

    async def change(**body):
        tag = (await clerk.client.get(url, headers=clerk.by("gremiendienst"))).headers["etag"]
        return await clerk.client.patch(url, json=body, headers=clerk.by("gremiendienst", If_Match=tag))

    changed = await change(place="Rathaus", startsAt="2026-11-02T14:00:00+01:00")
    other_day = await change(startsAt="2026-11-02T23:30:00Z")
    naive = await change(startsAt="2026-11-02T14:00:00")
    await clerk.step(meeting, "cancelled", reason="Pandemie")
    late = await change(place="Stadthalle")

    assert (changed.json()["place"], changed.json()["startsAt"]) == ("Rathaus", "2026-11-02T14:00:00+01:00")
    assert (other_day.status_code, other_day.json()["code"]) == (422, "times_contradict")
    assert [naive.status_code, late.status_code] == [400, 409]
    assert late.json()["code"] == "meeting_over"


async def test_nothing_happens_in_a_meeting_before_its_day(clerk, clock):
    await clerk.found_board()
    meeting = await clerk.meeting(start="2026-11-20")
    item = await clerk.item(meeting)
    await clerk.publish(meeting)
    await clerk.step(meeting, "convened")

    early = await clerk.step(meeting, "in_session", expect=409)
    clock.advance(timedelta(days=18))
    backdated = await clerk.step(meeting, "in_session", effective="2026-11-19", expect=409)
    await clerk.step(meeting, "in_session")
    await clerk.vote(meeting, item)
    clock.advance(timedelta(days=2))
    decision = await clerk.decide(meeting, item)

    assert (early["code"], early["date"]) == ("meeting_not_due", "2026-11-20")
    assert backdated["code"] == "meeting_not_due"
    assert (decision["day"], decision["effective"]) == ("2026-11-20", "2026-11-20")


async def test_a_draft_meeting_is_not_public(clerk):
    await clerk.found_board()
    draft = await clerk.meeting(start="2026-11-20", draft=True)
    dropped = await clerk.meeting(start="2026-11-20", draft=True)
    await clerk.step(dropped, "cancelled", reason="doch nicht")

    assert await clerk.all("/v1/meetings", start="2026-11-20") == []
    assert len(await clerk.all("/v1/meetings", "gremiendienst", start="2026-11-20")) == 2
    await clerk.step(draft, "scheduled")
    assert [m["id"] for m in await clerk.all("/v1/meetings", start="2026-11-20")] == [draft["id"]]
