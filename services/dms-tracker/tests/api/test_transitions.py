import pytest

TEAM = "dms-team"


@pytest.fixture
def move(tracker, by):
    async def take(rollout_id, track, to, role=TEAM, unit=None, headers=None, **body):
        body = {"track": track, "to": to, **body}
        headers = by(role, unit) | (headers or {})
        return await tracker.post(f"/v1/rollouts/{rollout_id}/transitions", json=body, headers=headers)

    return take


async def test_release_is_refused_while_a_prerequisite_is_open(rollout, move, journal):
    personal = await rollout()

    refused = await move(personal["id"], "stock", "released")

    problem = refused.json()
    consent = next(m for m in problem["missing"] if m["kind"] == "council_consent")
    assert (refused.status_code, problem["code"]) == (422, "prerequisite_unmet")
    assert len(problem["missing"]) == 5
    assert (consent["citation"], consent["plannedOn"]) == ("§ 92a Abs. 2 NBG", "2021-05-11")
    assert consent["paper"].endswith("(geplant für 11.05.2021)")
    assert await journal("stock.released") == []
    assert (await rollout())["tracks"]["stock"]["state"] == "preparing"


async def test_for_tax_files_release_waits_until_the_need_of_a_consent_is_clear(rollout, move):
    tax = await rollout("steuerakte-abt-20-3")

    (missing,) = (await move(tax["id"], "stock", "released")).json()["missing"]

    assert missing["state"] == "unknown"


async def test_the_steps_that_are_possible_now_say_what_each_lacks(tracker, rollout):
    id = (await rollout())["id"]

    steps = (await tracker.get(f"/v1/rollouts/{id}/transitions")).json()["data"]

    release = next(s for s in steps if (s["track"], s["to"]) == ("stock", "released"))
    back = next(s for s in steps if (s["track"], s["to"]) == ("intro", "pilot"))
    assert len(release["lacks"]) == 5
    assert "prerequisite_unmet:council-consent" in release["lacks"]
    assert back == {"track": "intro", "to": "pilot", "reserved": False, "lacks": [], "needs": ["reason"]}
    assert {s["to"] for s in steps if s["track"] == "intro"} == {"completed", "pilot", "paused", "aborted"}


async def test_a_unit_moves_the_introduction_of_its_own_files(rollout, move, journal):
    social = await rollout("sozialakte-fb-50")

    taken = await move(
        social["id"], "intro", "process_analysis", "beauftragte", "FB 50", effective="2021-06-01"
    )

    event = (await journal("rollout.phase_changed"))[-1]
    assert taken.status_code == 200
    assert taken.json()["phase"] == "process_analysis"
    assert event["data"]["previous"] == "planned"
    assert str(event["effective"]) == "2021-06-01"
    assert (await rollout("sozialakte-fb-50", asOf="2021-05-31"))["phase"] == "planned"


async def test_going_live_has_an_event_of_its_own(rollout, move, journal):
    id = (await rollout("sozialakte-fb-50"))["id"]

    for state in ("process_analysis", "concept", "test", "pilot", "productive"):
        assert (await move(id, "intro", state)).status_code == 200

    changed = [e for e in await journal("rollout.phase_changed") if str(e["subject_id"]) == id]
    assert [e["data"]["phase"] for e in changed] == ["process_analysis", "concept", "test", "pilot"]
    (event,) = await journal("rollout.went_live")
    assert event["data"]["unitCodes"] == ["FB 50"]


async def test_others_do_not_move_it(rollout, move):
    id = (await rollout("sozialakte-fb-50"))["id"]
    others = [("beauftragte", "FB 65"), ("vendor", None), ("audit", None), ("cdo", None)]

    answers = [await move(id, "intro", "process_analysis", role, unit) for role, unit in others]

    assert [a.status_code for a in answers] == [403, 403, 403, 403]


async def test_a_unit_does_not_release_its_old_files(rollout, move):
    refused = await move((await rollout())["id"], "stock", "released", "beauftragte", "Abt 10.1")

    assert (refused.status_code, refused.json()["code"]) == (403, "stock_reserved")


async def test_nobody_moves_it_without_a_token_or_with_a_wrong_one(tracker, rollout):
    path = f"/v1/rollouts/{(await rollout())['id']}/transitions"
    body = {"track": "intro", "to": "completed"}

    assert (await tracker.post(path, json=body)).status_code == 401
    wrong = {"Authorization": "Bearer nonsense"}
    assert (await tracker.post(path, json=body, headers=wrong)).status_code == 401


async def test_a_step_that_the_diagram_does_not_have_is_refused(rollout, move):
    id = (await rollout("sozialakte-fb-50"))["id"]
    steps = [
        ({"to": "test"}, 409, "transition_not_allowed"),
        ({"to": "paused"}, 422, "reason_required"),
        ({"to": "process_analysis", "effective": "2021-03-23"}, 422, "before_present_state"),
        ({"to": "process_analysis", "effective": "2026-11-03"}, 422, "fact_ahead"),
        ({"to": "nonsense"}, 400, "malformed"),
        ({"to": "process_analysis", "effective": 0}, 400, "malformed"),
        ({"to": "process_analysis", "surprise": 1}, 400, "malformed"),
    ]

    answers = [await move(id, "intro", **body) for body, _, _ in steps]

    assert [(a.status_code, a.json()["code"]) for a in answers] == [(s, c) for _, s, c in steps]


async def test_a_stale_version_is_refused(tracker, rollout, move, by):
    id = (await rollout("sozialakte-fb-50"))["id"]
    etag = (await tracker.get(f"/v1/rollouts/{id}", headers=by(TEAM))).headers["etag"]
    matching = {"If-Match": etag}

    first = await move(id, "intro", "process_analysis", headers=matching)
    second = await move(id, "intro", "concept", headers=matching)

    assert (first.status_code, second.status_code) == (200, 412)


async def test_the_stock_of_a_rollout_without_one_begins_with_planning(rollout, move):
    id = (await rollout("sozialakte-fb-50"))["id"]

    too_early = await move(id, "stock", "released")
    begun = await move(id, "stock", "preparing")

    assert (too_early.status_code, begun.status_code) == (409, 200)
    assert begun.json()["tracks"]["stock"]["state"] == "preparing"


async def test_a_stock_that_began_before_its_rollout_was_known_is_shown_all_the_same(rollout, move):
    id = (await rollout("sozialakte-fb-50"))["id"]

    begun = await move(id, "stock", "preparing", effective="2020-01-01")

    assert begun.json()["tracks"]["stock"]["since"] == "2020-01-01"
    assert (await rollout("sozialakte-fb-50"))["tracks"]["stock"]["state"] == "preparing"


async def test_a_rollout_planned_today_does_not_move_before_today(tracker, by, move):
    body = {
        "key": "bauakte-fb-60", "city": "braunschweig", "programmeKey": "e-akte-braunschweig",
        "title": "Bauakte", "wave": "later", "unitCodes": ["FB 60"],
    }  # fmt: skip
    id = (await tracker.post("/v1/rollouts", json=body, headers=by(TEAM))).json()["id"]

    early = await move(id, "intro", "process_analysis", effective="2026-11-01")
    taken = await move(id, "intro", "process_analysis")

    assert (early.status_code, early.json()["code"]) == (422, "before_present_state")
    assert taken.json()["phase"] == "process_analysis"
