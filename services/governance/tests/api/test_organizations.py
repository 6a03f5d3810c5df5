"""The register of bodies, units, rules and mandates over HTTP."""

import asyncio


async def test_board_and_forum_are_announced_until_they_are_founded(clerk, journal):
    before = await clerk.organization("smart-city-board")
    assert (before["state"], before["validFrom"]) == ("announced", None)

    founded = await clerk.found_board("2026-10-01")

    assert (founded["state"], founded["validFrom"], founded["effective"]) == (
        "active",
        "2026-10-01",
        "2026-10-01",
    )
    (chair,) = await clerk.all("/v1/mandates", organizationId=before["id"], capacity="chair")
    assert (chair["holder"], chair["state"], chair["validFrom"]) == ("CDO", "active", "2026-10-01")
    event = (await journal("organization.founded"))[-1]["data"]
    assert (event["key"], event["state"]) == ("smart-city-board", "active")
    (then,) = await clerk.all("/v1/organizations", key="smart-city-board", asOf="2021-03-24")
    assert then["state"] == "announced"


async def test_a_city_has_one_active_board_and_a_founding_needs_a_reference(clerk):
    board = await clerk.organization("smart-city-board")
    path = f"/v1/organizations/{board['id']}/transitions"
    nothing = await clerk.post(path, expect=422, to="active")
    assert nothing["code"] == "founding_reference_required"
    await clerk.found_board()
    second = {"city": "braunschweig", "name": "Zweites Board", "kind": "board"}

    refused = await clerk.post("/v1/organizations", expect=409, foundedOn="2026-11-02", **second)

    assert refused["code"] == "organization_kind_exists"
    assert refused["existing"] == "smart-city-board"
    again = await clerk.post(path, expect=409, to="active", reference="again")
    assert again["code"] == "transition_not_allowed"


async def test_of_two_boards_founded_at_once_one_is(clerk):
    def body(name):
        return {"city": "stuttgart", "name": name, "kind": "board", "foundedOn": "2026-11-02"}

    answers = await asyncio.gather(
        *(
            clerk.client.post("/v1/organizations", json=body(f"Board {n}"), headers=clerk.by("cdo"))
            for n in range(4)
        )
    )

    assert sorted(a.status_code for a in answers) == [201, 409, 409, 409]
    assert {a.json().get("code") for a in answers} == {None, "organization_kind_exists"}


async def test_an_advisory_board_is_founded_inside_the_forum(clerk):
    board, forum = await clerk.organization("smart-city-board"), await clerk.organization("smart-city-forum")
    council = {"city": "braunschweig", "name": "Beirat für Ethik und Technologie", "kind": "advisory_board"}

    refused = await clerk.post("/v1/organizations", expect=422, parentId=board["id"], **council)
    entered = await clerk.post("/v1/organizations", parentId=forum["id"], **council)

    assert refused["code"] == "advisory_board_outside_forum"
    assert (entered["key"], entered["state"]) == ("beirat-fuer-ethik-und-technologie", "announced")


async def test_a_body_is_closed_with_its_mandates_but_not_under_an_open_invitation(clerk, journal):
    board = await clerk.found_board()
    path = f"/v1/organizations/{board['id']}/transitions"
    meeting = await clerk.meeting()
    await clerk.step(meeting, "convened")

    refused = await clerk.post(path, expect=409, to="closed", reason="aufgelöst")
    ways = await clerk.client.get(path, headers=clerk.by("audit"))
    await clerk.step(meeting, "cancelled", reason="aufgelöst")
    closed = await clerk.post(path, to="closed", reason="aufgelöst")

    assert refused["code"] == "open_meetings"
    assert ways.json()["data"] == [
        {"to": "closed", "reserved": False, "lacks": ["open_meetings"], "needs": ["reason"]}
    ]
    assert closed["state"] == "closed"
    mandates = await clerk.all("/v1/mandates", organizationId=board["id"])
    assert {m["state"] for m in mandates} == {"ended"}
    assert len(await journal("mandate.ended")) == len(mandates)


async def test_who_reads_and_who_writes(clerk):
    board = await clerk.organization("smart-city-board")
    path, body = f"/v1/organizations/{board['id']}/transitions", {"to": "active", "reference": "x"}

    nobody = await clerk.client.post(path, json=body)
    wrong = await clerk.client.post(path, json=body, headers=clerk.by("beauftragte"))
    reading = await clerk.client.post(path, json=body, headers=clerk.by("audit"))
    ways = await clerk.client.get(path)

    assert [nobody.status_code, wrong.status_code, reading.status_code, ways.status_code] == [
        401,
        403,
        403,
        401,
    ]
    assert nobody.headers["content-type"] == "application/problem+json"


async def test_a_stale_version_is_refused_and_a_missing_one_asked_for(clerk):
    board = await clerk.organization("smart-city-board")
    url = f"/v1/organizations/{board['id']}"
    tag = (await clerk.client.get(url, headers=clerk.by("cdo"))).headers["etag"]
    change = {"alias": {"label": "Smart-City-Gremium"}}

    missing = await clerk.client.patch(url, json=change, headers=clerk.by("cdo"))
    changed = await clerk.client.patch(url, json=change, headers=clerk.by("cdo", If_Match=tag))
    stale = await clerk.client.patch(url, json=change, headers=clerk.by("cdo", If_Match=tag))

    assert [missing.status_code, changed.status_code, stale.status_code] == [428, 200, 412]
    assert "Smart-City-Gremium" in [a["label"] for a in changed.json()["aliases"]]


async def test_input_that_means_nothing_is_refused(clerk):
    unknown = "0197a000-0000-7000-8000-000000000000"
    answers = [
        await clerk.client.get("/v1/organizations?nonsense=1"),
        await clerk.client.get("/v1/organizations?limit=201"),
        await clerk.client.get(f"/v1/organizations/{unknown}"),
        await clerk.client.get("/v1/meetings?start=24.03.2021"),
    ]
    posted = await clerk.client.post("/v1/meetings", json={"start": "2026-02-30"}, headers=clerk.by("cdo"))

    assert [a.status_code for a in answers] == [400, 400, 404, 400]
    assert posted.status_code in (400, 422)


async def test_units_are_entered_once_under_a_normalised_code_and_moved_without_rewriting(clerk, journal):
    new = {"city": "braunschweig", "code": "fb37", "name": "Feuerwehr", "kind": "fachbereich"}

    unit = await clerk.post("/v1/units", **new)
    twice = await clerk.post("/v1/units", expect=409, **new)
    moved = await clerk.post(f"/v1/units/{unit['id']}/moves", parentCode="Dezernat II", on="2026-11-02")

    assert (unit["code"], twice["code"]) == ("FB 37", "already_exists")
    assert moved["parents"] == [{"code": "Dez II", "validFrom": "2026-11-02", "validTo": None}]
    assert (await journal("unit.registered"))[-1]["data"]["parentCode"] == "Dez II"


async def test_the_units_of_the_sources_are_there(clerk):
    codes = {u["code"]: u for u in await clerk.all("/v1/units", city="braunschweig")}

    assert {"Dez II", "Dez VI", "FB 10", "Abt 10.1", "Abt 20.3", "FB 65", "Ref 0650", "FB 50"} <= codes.keys()
    assert codes["Stabsstelle 0110"]["state"] == "establishing"
    assert codes["Abt 10.1"]["parentCode"] is None


async def test_rules_are_cited_and_council_law_stays_with_the_council(clerk):
    profiles = {p["organizationKey"]: p for p in await clerk.all("/v1/rule-profiles", city="braunschweig")}
    stuttgart = await clerk.all("/v1/rule-profiles", city="stuttgart")
    own = {"city": "braunschweig", "organizationKey": "smart-city-board"}

    overlap = await clerk.post("/v1/rule-profiles", expect=409, citation="Geschäftsordnung § 2", **own)
    uncited = await clerk.post("/v1/rule-profiles", expect=422, citation=" ", **own)
    unknown = await clerk.post(
        "/v1/rule-profiles", expect=404, city="stuttgart", organizationKey="rat", citation="GemO"
    )

    assert [key for key, p in profiles.items() if p["regulated"]] == ["rat"]
    assert not any(p["regulated"] for p in stuttgart)
    assert [overlap["code"], uncited["code"]] == ["profile_overlap", "profile_without_source"]
    assert unknown["code"] == "not_found"


async def test_mandates_do_not_overlap_and_substitutes_stand_in_for_members(clerk):
    board = await clerk.found_board()
    (chair,) = await clerk.all("/v1/mandates", organizationId=board["id"], capacity="chair")
    seat = {"organizationId": board["id"]}

    twice = await clerk.post("/v1/mandates", expect=409, holder="CDO", **seat)
    nobody = await clerk.post("/v1/mandates", expect=422, holder="Vertretung", capacity="substitute", **seat)
    substitute = await clerk.post(
        "/v1/mandates", holder="Vertretung", capacity="substitute", substituteFor=chair["id"], **seat
    )
    path = f"/v1/mandates/{substitute['id']}/transitions"
    ways = (await clerk.client.get(path, headers=clerk.by("audit"))).json()
    ended = await clerk.post(path, to="ended", effective="2026-11-02")
    again = await clerk.post(path, expect=409, to="ended")

    assert [(w["to"], w["reserved"]) for w in ways["data"]] == [("ended", False)]
    assert again["code"] == "transition_not_allowed"
    assert [twice["code"], nobody["code"]] == ["mandate_overlap", "substitute_without_member"]
    assert (ended["state"], ended["validTo"]) == ("ended", "2026-11-02")


async def test_the_announced_seats_say_how_regularly_they_are_taken(clerk):
    board = await clerk.organization("smart-city-board")

    seats = {m["holder"]: m for m in await clerk.all("/v1/mandates", organizationId=board["id"])}

    assert {h: m["participation"] for h, m in seats.items()} == {
        "CDO": "permanent",
        "Dezernenten": "topic_triggered",
        "Vertreter des OB-Büros": "topic_triggered",
        "Smart-City-Beauftragte": "regular",
        "Vertreter der kommunalen Beteiligungen": "unstated",
    }
    assert {m["state"] for m in seats.values()} == {"announced"}


async def test_a_founded_board_is_no_longer_announced_and_cites_what_founded_it(clerk):
    board = await clerk.organization("smart-city-board")
    assert "Angekündigt" in board["note"]

    founded = await clerk.found_board()

    assert (founded["note"], founded["state"], founded["validFrom"]) == (None, "active", "2026-11-02")
    assert founded["source"]["document"] == founded["foundingReference"] == "Verfügung des OB"
    assert founded["effective"] == "2026-11-02"


async def test_the_list_of_steps_says_that_the_city_has_such_a_body(clerk):
    await clerk.found_board()
    other = await clerk.post("/v1/organizations", city="braunschweig", name="Zweites Board", kind="board")

    ways = await clerk.all(f"/v1/organizations/{other['id']}/transitions", "audit")

    assert {w["to"]: w["lacks"] for w in ways}["active"] == ["organization_kind_exists"]
