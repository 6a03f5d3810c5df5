CONSENT = "§ 92a Abs. 2 NBG"


async def test_the_four_rollouts_of_the_source_with_their_phases(tracker):
    page = (await tracker.get("/v1/rollouts")).json()

    assert {r["title"]: (r["phase"], [u["code"] for u in r["units"]]) for r in page["data"]} == {
        "Personalakte": ("productive_stock_preparing", ["Abt 10.1"]),
        "Steuerakte": ("productive_stock_preparing", ["Abt 20.3"]),
        "Gebäudeakte": ("planned", ["FB 65", "Ref 0650"]),
        "Sozialakte": ("planned", ["FB 50"]),
    }
    assert {r["tracks"]["intro"]["nextStep"] for r in page["data"] if r["phase"] == "planned"} == {
        "process_analysis"
    }


async def test_figures_keep_their_hedge_and_source(rollout):
    personal, tax = await rollout(), await rollout("steuerakte-abt-20-3")

    assert [q["label"] for q in personal["quantities"]] == ["rund 400 Akten", "rund 8.000 Akten"]
    assert [q["label"] for q in tax["quantities"]] == ["mehr als 100.000 Akten"]
    assert {q["source"]["date"] for q in personal["quantities"]} == {"2021-03-24"}
    assert personal["totals"] is None
    assert personal["digitisedShare"]["reason"] == "nothing_recorded"


async def test_the_shelf_of_both_pilots_is_stated_together_and_never_split(tracker, rollout):
    (programme,) = (await tracker.get("/v1/programmes")).json()["data"]

    (joint,) = programme["jointQuantities"]
    assert joint["quantity"]["label"] == "knapp 1 km Regallänge"
    assert joint["rolloutKeys"] == ["personalakte-abt-10-1", "steuerakte-abt-20-3"]
    assert "shelf_length" in {u["what"] for u in (await rollout())["unknown"]}
    assert {p["role"] for p in programme["partners"]} == {"product", "process"}


async def test_a_rollout_says_what_blocks_it_with_citation_and_paper(rollout):
    personal = await rollout()

    consent = next(p for p in personal["blockedBy"] if p["kind"] == "council_consent")
    assert len(personal["blockedBy"]) == 5
    assert (consent["state"], consent["citation"]["label"]) == ("requested", CONSENT)
    assert consent["paper"]["plannedOn"] == consent["expectedOn"] == "2021-05-11"
    assert consent["citation"]["law"].startswith("Niedersächsisches Beamtengesetz")
    assert "falsch" in consent["citation"]["note"]


async def test_for_tax_files_the_consent_is_unknown_and_not_said_to_be_needless(rollout):
    (consent,) = (await rollout("steuerakte-abt-20-3"))["prerequisites"]

    assert (consent["state"], consent["citation"]) == ("unknown", None)


async def test_every_part_names_its_own_source_and_the_instant_it_was_entered(tracker, rollout, by):
    (programme,) = (await tracker.get("/v1/programmes")).json()["data"]
    personal, (target,) = await rollout(), (await tracker.get("/v1/targets")).json()["data"]
    parts = [
        *personal["quantities"], *personal["blockedBy"], *programme["partners"],
        *(joint["quantity"] for joint in programme["jointQuantities"]),
    ]  # fmt: skip

    assert len(parts) == 2 + 5 + 3 + 1
    assert all(part["source"]["document"] and part["recorded"] for part in parts)
    assert target["source"]["document"]
    assert target["created"]
    assert "enaio" in next(p for p in programme["partners"] if p["role"] == "product")["contribution"]

    necessity = next(p for p in personal["blockedBy"] if p["key"] == "necessity")
    step = {"to": "fulfilled", "evidence": "Vergleich"}
    path = f"/v1/prerequisites/{necessity['id']}/transitions"
    await tracker.post(path, json=step, headers=by("dms-team"))
    later = next(p for p in (await rollout())["prerequisites"] if p["key"] == "necessity")
    assert (later["source"], later["recorded"]) == (necessity["source"], necessity["recorded"])


async def test_a_day_of_the_past_shows_what_held_then(tracker):
    async def phases(day):
        page = (await tracker.get("/v1/rollouts", params={"asOf": day})).json()
        return {r["title"]: r["phase"] for r in page["data"]}

    assert await phases("2020-05-31") == {}
    assert await phases("2020-06-01") == {"Personalakte": "productive"}
    assert await phases("2021-03-23") == {"Personalakte": "productive", "Steuerakte": "productive"}
    assert await phases("2021-03-24") == {
        "Personalakte": "productive_stock_preparing",
        "Steuerakte": "productive_stock_preparing",
        "Gebäudeakte": "planned",
        "Sozialakte": "planned",
    }


async def test_rollouts_are_narrowed_by_unit_phase_and_city(tracker):
    async def titles(**query):
        return [r["title"] for r in (await tracker.get("/v1/rollouts", params=query)).json()["data"]]

    assert await titles(unit="Referat 0650") == ["Gebäudeakte"]
    assert await titles(phase="planned") == ["Gebäudeakte", "Sozialakte"]
    assert await titles(city="stuttgart") == []
    assert await titles(asOf="2021-03-23", phase="productive") == ["Personalakte", "Steuerakte"]


async def test_a_rollout_is_read_with_its_etag(tracker, rollout):
    path = f"/v1/rollouts/{(await rollout())['id']}"

    first = await tracker.get(path)
    again = await tracker.get(path, headers={"If-None-Match": first.headers["etag"]})

    assert (first.status_code, again.status_code) == (200, 304)


async def test_what_cannot_be_read_is_refused(tracker):
    unknown = "/v1/rollouts/00000000-0000-0000-0000-000000000000"
    paths = {
        unknown: 404,
        f"{unknown}/transitions": 404,
        "/v1/rollouts/personalakte": 400,
        "/v1/rollouts?phase=planned&nonsense=1": 400,
        "/v1/rollouts?asOf=0": 400,
        "/v1/rollouts?limit=201": 400,
        "/v1/prerequisites?state=maybe": 400,
    }

    assert {path: (await tracker.get(path)).status_code for path in paths} == paths


async def test_a_new_rollout_is_planned_by_the_team(tracker, by):
    body = {
        "key": "bauakte-fb-60", "city": "braunschweig", "programmeKey": "e-akte-braunschweig",
        "title": "Bauakte", "wave": "later", "unitCodes": ["Fachbereich 60"], "internalNote": "ask again",
    }  # fmt: skip

    created = await tracker.post("/v1/rollouts", json=body, headers=by("dms-team"))
    again = await tracker.post("/v1/rollouts", json=body, headers=by("dms-team"))
    refused = await tracker.post("/v1/rollouts", json=body, headers=by("vendor"))
    public = (await tracker.get(created.headers["location"])).json()

    assert (created.status_code, again.status_code, refused.status_code) == (201, 409, 403)
    assert (created.json()["phase"], created.json()["units"][0]["code"]) == ("planned", "FB 60")
    assert created.json()["internalNote"] == "ask again"
    assert "internalNote" not in public
    assert "contractKey" not in public


async def test_a_newer_figure_stands_beside_the_older_one(tracker, rollout, by):
    id = (await rollout())["id"]
    body = {
        "subject": "stock", "value": 8123, "unit": "files", "hedge": "exact", "basis": "counted",
        "asOf": "2022-01-31", "source": {"document": "Inventur", "date": "2022-02-01"},
    }  # fmt: skip

    answer = await tracker.post(f"/v1/rollouts/{id}/quantities", json=body, headers=by("dms-team"))

    assert [q["label"] for q in answer.json()["quantities"]][1:] == ["rund 8.000 Akten", "8.123 Akten"]
    assert [q["label"] for q in (await rollout(asOf="2022-01-30"))["quantities"]][1:] == ["rund 8.000 Akten"]


async def test_a_target_is_dated_has_a_source_and_can_be_set_anew(tracker, by):
    (target,) = (await tracker.get("/v1/targets")).json()["data"]
    path = f"/v1/targets/{target['id']}"
    body = {
        "title": target["title"], "due": "2027-12-31", "statedDue": "bis 2027",
        "hedge": "about", "precision": "year",
        "source": {"document": "Bericht der Verwaltung"}, "reason": "more files than expected",
    }  # fmt: skip
    etag = (await tracker.get(path, headers=by("dms-team"))).headers["etag"]

    blind = await tracker.put(path, json=body, headers=by("dms-team"))
    unexplained = await tracker.put(
        path, json={**body, "reason": None}, headers=by("dms-team", If_Match=etag)
    )
    moved = await tracker.put(path, json=body, headers=by("dms-team", If_Match=etag))
    stale = await tracker.put(path, json=body, headers=by("dms-team", If_Match=etag))
    then = (await tracker.get(path, params={"asOf": "2021-03-24"})).json()

    assert (target["due"], target["precision"], target["hedge"]) == ("2026-12-31", "year", "about")
    assert target["label"] == target["statedDue"] == "bis 2026"
    assert target["source"]["document"] == "Anlage: Interne Digitalisierung – Scannen"
    assert [a.status_code for a in (blind, unexplained, moved, stale)] == [428, 422, 200, 412]
    assert moved.json()["due"] == "2027-12-31"
    assert then["due"] == "2026-12-31"


async def test_a_state_that_its_document_gives_no_day_is_known_by_the_day_of_the_document(
    rollout, tracker, by
):
    staff, social = await rollout(), await rollout("sozialakte-fb-50")
    step = {"track": "stock", "to": "not_planned", "reason": "no longer"}
    path = f"/v1/rollouts/{staff['id']}/transitions"
    moved = (await tracker.post(path, json=step, headers=by("dms-team"))).json()

    tracks = staff["tracks"]
    assert (tracks["intro"]["since"], tracks["intro"]["dating"]) == ("2020-06-01", "exact")
    assert (tracks["stock"]["since"], tracks["stock"]["dating"]) == ("2021-03-24", "known_by")
    assert [(p["state"], p["dating"]) for p in staff["phases"]][-2:] == [
        ("productive", "exact"),
        ("productive_stock_preparing", "known_by"),
    ]
    assert social["tracks"]["intro"]["dating"] == social["phases"][0]["dating"] == "known_by"
    assert [span["dating"] for span in moved["tracks"]["stock"]["history"]] == ["known_by", "exact"]
