import asyncio
from datetime import date
from uuid import UUID, uuid4

import pytest

from sachstand_common.contracts.ratsinfo import ResolutionAdopted

TEAM = "dms-team"
DAY = "2026-10-30"
COUNTS = {"filesDigitised": 120, "pagesDigitised": 9600, "shelfMmFreed": 2400}


@pytest.fixture
async def open_stock(tracker, rollout, prerequisite, by, tell, settled):
    """The old files are released on 12 May 2021, with everything that needs."""

    async def step(path, **body):
        answer = await tracker.post(f"{path}/transitions", json=body, headers=by(TEAM))
        assert answer.status_code == 200

    consent = ResolutionAdopted(
        paper_id=uuid4(), city="braunschweig", organization_name="Rat", organization_kind="council",
        date=date(2021, 5, 11), decision_id=uuid4(), outcome="majority",
        prerequisite_id=UUID((await prerequisite())["id"]),
    )  # fmt: skip
    for key in ("necessity", "processor-contract", "processor-control", "scanning-documents"):
        path = f"/v1/prerequisites/{(await prerequisite(key))['id']}"
        await step(path, to="fulfilled", evidence="Akte 10.1", effective="2021-05-11")
    await settled(await tell(consent))
    path = f"/v1/rollouts/{(await rollout())['id']}"
    await step(path, track="stock", to="released", effective="2021-05-12")


@pytest.fixture
async def record(tracker, rollout, by, open_stock):
    id = (await rollout())["id"]

    async def put(counts, role=TEAM, day=DAY, source="scan-log", headers=None, **who):
        path = f"/v1/rollouts/{id}/recordings/{source}/{day}"
        return await tracker.put(path, json=counts, headers=by(role, **who) | (headers or {}))

    return put


@pytest.fixture
async def list_recordings(tracker, rollout):
    path = f"/v1/rollouts/{(await rollout())['id']}/recordings"

    async def read(**query):
        return (await tracker.get(path, params=query)).json()["data"]

    return read


async def test_a_day_is_recorded_once_and_told_once(record, rollout, journal):
    first = await record(COUNTS)
    again = await record(COUNTS)

    (event,) = await journal("progress.recorded")
    totals = (await rollout())["totals"]
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["revision"] == again.json()["revision"] == 1
    assert event["data"]["totals"]["filesDigitised"] == totals["filesDigitised"] == 120
    assert (totals["recordings"], totals["through"]) == (1, DAY)
    assert (await rollout())["digitisedShare"]["value"] == "0.0150"


async def test_a_correction_needs_the_version_and_a_reason(record, rollout, journal):
    recorded = await record(COUNTS)
    changed = {**COUNTS, "filesDigitised": 100}
    version = {"If-Match": recorded.headers["etag"]}

    blind = await record({**changed, "reason": "counted twice"})
    unexplained = await record(changed, headers=version)
    corrected = await record({**changed, "reason": "counted twice"}, headers=version)
    stale = await record({**changed, "filesDigitised": 90, "reason": "again"}, headers=version)

    (event,) = await journal("progress.corrected")
    assert [a.status_code for a in (blind, unexplained, corrected, stale)] == [428, 422, 200, 412]
    assert (corrected.json()["revision"], corrected.json()["reason"]) == (2, "counted twice")
    assert event["data"]["replaced"]["filesDigitised"] == 120
    assert (await rollout())["totals"]["filesDigitised"] == 100


async def test_a_late_day_is_welcome_and_the_totals_hold_both(record, rollout, list_recordings):
    await record(COUNTS)
    await record({"filesDigitised": 30}, day="2026-10-01")
    await record({"filesDigitised": 7}, day="2021-05-12")

    assert (await rollout())["totals"]["filesDigitised"] == 157
    assert [r["day"] for r in await list_recordings()] == [DAY, "2026-10-01", "2021-05-12"]
    assert [r["day"] for r in await list_recordings(asOf="2026-10-15")] == ["2026-10-01", "2021-05-12"]
    assert [r["day"] for r in await list_recordings(day=DAY)] == [DAY]


async def test_a_day_recorded_before_a_later_change_is_still_counted(record, rollout, tracker, by):
    id = (await rollout())["id"]
    step = {"track": "intro", "to": "paused", "reason": "move of the office"}
    await tracker.post(f"/v1/rollouts/{id}/transitions", json=step, headers=by(TEAM))

    assert (await record(COUNTS)).status_code == 201
    assert (await record({"filesDigitised": 5}, source="abt-10-1")).status_code == 201

    now = await rollout()
    assert (now["phase"], now["totals"]["filesDigitised"]) == ("paused", 125)


async def test_a_day_that_cannot_be_is_refused(record, journal):
    days = [
        ("2026-11-03", COUNTS, 422, "day_outside_programme"),
        ("2019-12-30", COUNTS, 422, "day_outside_programme"),
        (DAY, {"filesDigitised": -1}, 422, "total_negative"),
        ("2026-02-30", COUNTS, 400, "malformed"),
        ("0", COUNTS, 400, "malformed"),
        (DAY, {"filesDigitised": "12"}, 400, "malformed"),
        (DAY, {"filesDigitised": 10**9}, 400, "malformed"),
        (DAY, {"files": 3}, 400, "malformed"),
        (DAY, {}, 400, "malformed"),
        (DAY, {"note": "nothing counted"}, 400, "malformed"),
    ]

    answers = [await record(counts, day=day) for day, counts, _, _ in days]

    assert [(a.status_code, a.json()["code"]) for a in answers] == [(s, c) for _, _, s, c in days]
    assert await journal("progress.recorded") == []


async def test_more_files_than_a_hedged_stock_are_flagged_and_than_an_exact_one_refused(
    record, rollout, tracker, by
):
    id = (await rollout())["id"]
    flagged = await record({"filesDigitised": 8001})
    share = (await rollout())["digitisedShare"]
    figure = {
        "subject": "stock", "value": 8100, "unit": "files", "hedge": "exact", "basis": "counted",
        "asOf": "2026-11-01", "source": {"document": "Inventur"},
    }  # fmt: skip
    await tracker.post(f"/v1/rollouts/{id}/quantities", json=figure, headers=by(TEAM))
    refused = await record({"filesDigitised": 100}, source="abt-10-1")

    assert flagged.status_code == 201
    assert (share["value"], share["flagged"], share["reason"]) == (None, True, "stock_exceeded")
    assert (refused.status_code, refused.json()["code"]) == (422, "digitised_exceeds_stock")


@pytest.mark.parametrize("counts", [{"filesDigitised": 1}, {"pagesDigitised": 1}, {"shelfMmFreed": 1}])
async def test_old_files_are_not_digitised_before_their_stock_is_released(record, counts, journal):
    refused = await record(counts, day="2021-05-11")
    taken = await record(counts, day="2021-05-12")

    assert (refused.status_code, refused.json()["code"]) == (409, "stock_not_released")
    assert refused.json()["state"] == "preparing"
    assert taken.status_code == 201
    assert len(await journal("progress.recorded")) == 1


async def test_where_no_stock_is_tracked_none_is_digitised(tracker, rollout, by):
    path = f"/v1/rollouts/{(await rollout('sozialakte-fb-50'))['id']}/recordings/scan-log/{DAY}"

    answers = [
        await tracker.put(path, json={name: 1}, headers=by(TEAM))
        for name in ("filesDigitised", "filesCreated")
    ]

    assert [(a.status_code, a.json()["code"], a.json().get("state")) for a in answers] == [
        (409, "stock_not_released", None),
        (409, "not_productive", "planned"),
    ]


async def test_new_files_are_counted_from_the_first_productive_day_on(record):
    days = {"2020-05-31": 409, "2020-06-01": 201, "2021-05-11": 201, DAY: 201}

    assert {day: (await record({"filesCreated": 2}, day=day)).status_code for day in days} == days


async def test_what_was_not_counted_is_unknown_and_not_zero(record, rollout, journal):
    recorded = await record({"filesCreated": 3})
    zero = await record({"filesCreated": 0}, source="abt-10-1")

    unknown = {"filesDigitised": None, "pagesDigitised": None, "shelfMmFreed": None}
    (first, second) = await journal("progress.recorded")
    now = await rollout()
    assert recorded.json()["increments"] == {**unknown, "filesCreated": 3}
    assert zero.json()["increments"] == {**unknown, "filesCreated": 0}
    totals = {name: now["totals"][name] for name in (*unknown, "filesCreated", "recordings", "through")}
    assert totals == {**unknown, "filesCreated": 3, "recordings": 2, "through": DAY}
    assert now["digitisedShare"]["reason"] == "nothing_recorded"
    assert (first["data"]["totals"], second["data"]["increments"]["filesDigitised"]) == (
        {**unknown, "filesCreated": 3},
        None,
    )


async def test_a_count_taken_back_is_unknown_again(record, rollout):
    recorded = await record({"filesCreated": 3, "pagesDigitised": 0})
    version = {"If-Match": recorded.headers["etag"]}
    corrected = await record({"filesCreated": 2, "reason": "pages belong elsewhere"}, headers=version)

    assert corrected.json()["increments"]["pagesDigitised"] is None
    assert (await rollout())["totals"]["pagesDigitised"] is None


async def test_who_reported_and_what_they_noted_is_internal(record, list_recordings):
    recorded = await record({**COUNTS, "note": "scanner 2 broken"})

    (shown,) = await list_recordings()
    assert recorded.json()["note"] == "scanner 2 broken"
    assert recorded.json()["reporter"]
    assert not {"note", "reporter", "owner"} & shown.keys()


async def test_a_unit_records_its_own_files_only(record):
    people = [
        ("beauftragte", {"unit": "Abt. 10.1"}, 201),
        ("beauftragte", {"unit": "Abt 10.1"}, 200),
        ("beauftragte", {"unit": "Abt 20.3"}, 403),
        ("vendor", {"contract": "scan-2026"}, 403),
        ("audit", {}, 403),
        ("gremiendienst", {}, 403),
    ]

    answers = [await record(COUNTS, role, **who) for role, who, _ in people]

    assert [a.status_code for a in answers] == [status for _, _, status in people]


async def test_a_company_records_for_its_own_contract_only(record, rollout, tracker, by):
    contract = {
        "key": "scan-2026", "city": "braunschweig", "party": "Muster Scan GmbH", "validFrom": "2026-01-01",
        "rolloutKeys": ["personalakte-abt-10-1"],
    }  # fmt: skip
    entered = await tracker.post("/v1/contracts", json=contract, headers=by(TEAM))
    public = (await tracker.get(entered.headers["location"])).json()
    own = await tracker.get(entered.headers["location"], headers=by("vendor", contract="scan-2026"))
    other = await tracker.get(entered.headers["location"], headers=by("vendor", contract="scan-2027"))
    theirs = await record(COUNTS, "vendor", contract="scan-2026")
    others = await record(COUNTS, "vendor", source="other", contract="scan-2027")
    await record({"filesDigitised": 3}, source="abt-10-1")
    version = {"If-Match": "*"}
    foreign = await record(
        {"filesDigitised": 4, "reason": "mine"},
        "vendor",
        source="abt-10-1",
        headers=version,
        contract="scan-2026",
    )

    assert (entered.status_code, theirs.status_code, others.status_code) == (201, 201, 403)
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign_recording")
    assert "party" not in public
    assert own.json()["party"] == "Muster Scan GmbH"
    assert "party" not in other.json()
    assert "scanning_contract" not in {u["what"] for u in (await rollout())["unknown"]}


async def test_closed_months_change_by_a_later_adjustment_only(record, rollout, tracker, by):
    recorded = await record(COUNTS)
    (programme,) = (await tracker.get("/v1/programmes")).json()["data"]
    path = f"/v1/programmes/{programme['id']}"
    etag = (await tracker.get(path, headers=by(TEAM))).headers["etag"]
    freeze = by(TEAM, If_Match=etag)

    too_early = await tracker.post(f"{path}/frozen-months", json={"year": 2026, "month": 11}, headers=freeze)
    closed = await tracker.post(f"{path}/frozen-months", json={"year": 2026, "month": 10}, headers=freeze)
    version = {"If-Match": recorded.headers["etag"]}
    refused = await record({"filesDigitised": 100, "reason": "counted twice"}, headers=version)
    adjusted = await record({"filesDigitised": -20, "reason": "October, counted twice"}, day="2026-11-01")

    assert (too_early.json()["code"], closed.json()["frozenThrough"]) == ("month_not_over", "2026-10-31")
    assert (refused.status_code, refused.json()["code"]) == (409, "month_frozen")
    assert (await record(COUNTS)).status_code == 200
    assert adjusted.status_code == 201
    assert (await rollout())["totals"]["filesDigitised"] == 100


async def test_counts_handed_in_at_once_are_all_in_the_total(record, rollout, journal):
    answers = await asyncio.gather(*(record(COUNTS, source=f"scanner-{n}") for n in range(8)))
    same = await asyncio.gather(*(record({"filesDigitised": 1}) for _ in range(4)))

    totals = (await rollout())["totals"]
    assert {a.status_code for a in answers} == {201}
    assert sorted(a.status_code for a in same) == [200, 200, 200, 201]
    assert (totals["filesDigitised"], totals["recordings"]) == (8 * 120 + 1, 9)
    assert len(await journal("progress.recorded")) == 9
