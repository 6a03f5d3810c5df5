"""Path 1: minutes become a meeting, a decision, a resolution, and a satisfied gate."""

import pytest

from ..conftest import needs_seeds, seed

PRINTED = "dem Beschlussantrag einmütig zu."


@needs_seeds
async def test_minutes_become_a_decision_and_open_the_gate(system, take_in, becomes):
    job = await take_in(seed("004"))

    minutes = await system.ratsinfo.one("/v1/minutes")
    assert [f["outcome"] for f in job["files"]] == ["imported"]
    assert (minutes["number"], minutes["itemNumber"], minutes["meetingDate"]) == ("98", "4a", "2021-03-24")
    assert (minutes["chair"], minutes["rapporteurIsChair"]) == ("EBM Dr. Mayer", True)
    assert minutes["keeper"] == "Herr Häbe / pö"
    assert minutes["fileReference"] == "OB 6200-00"
    assert minutes["public"] is True
    assert (minutes["mode"], minutes["counts"]) == ("by_consensus", None)
    assert [m["number"] for m in minutes["motionItems"]] == [1, 2, 3] or [
        m["number"] for m in minutes["motionItems"]
    ] == ["1", "2", "3"]
    assert {"StR Rockenbauch", "StRin Schumann", "EBM Dr. Mayer"} <= {
        c["speaker"] for c in minutes["contributions"]
    }
    assert "distributionList" not in minutes
    full = await system.ratsinfo.one("/v1/minutes", "gremiendienst")
    assert len(full["distributionList"]) > 10

    async def decisions():
        return await system.governance.all("/v1/decisions", city="stuttgart")

    (decision,) = await becomes(decisions, lambda found: len(found) == 1)
    assert (decision["origin"], decision["sourceNumber"], decision["number"]) == ("minutes", "98", None)
    assert decision["outcome"] == "by_consensus"
    meeting = await system.governance.get(f"/v1/meetings/{decision['meetingId']}")
    assert (meeting["state"], meeting["start"][:10]) == ("held", "2021-03-24")

    async def record():
        return await system.ratsinfo.one("/v1/minutes")

    await becomes(record, lambda found: found["meetingId"] == decision["meetingId"])
    assert (await system.ratsinfo.one("/v1/files"))["meetingId"] == decision["meetingId"]

    async def resolutions():
        return await system.ratsinfo.all("/v1/resolutions")

    (resolution,) = await becomes(resolutions, lambda found: len(found) == 1)
    assert resolution["state"] == "adopted"

    async def application():
        found = await system.projects.all("/v1/funding-applications")
        return found[0] if found else None

    async def gate():
        return await system.projects.one("/v1/gates", kind="council_resolution", city="stuttgart")

    satisfied = await becomes(gate, lambda g: g["state"] == "satisfied")
    assert satisfied["satisfiedOn"] == "2021-03-24"
    assert (await application()) is not None


@needs_seeds
@pytest.mark.parametrize(
    ("said", "outcome", "points", "items", "gate"),
    [
        (
            "dem Beschlussantrag mit Ausnahme der Ziffer 2 einmütig zu.",
            "split",
            {"1": "noted", "3": "by_consensus"},
            {"1": "noted", "3": "adopted"},
            "open",
        ),
        (
            "Ziffer 3 einmütig zu und lehnt Ziffer 2 bei 5 Ja-Stimmen und 9 Nein-Stimmen ab.",
            "split",
            {"2": "rejected", "3": "by_consensus"},
            {"2": "rejected", "3": "adopted"},
            "refused",
        ),
        (
            "den Ziffern 1 und 2 einmütig zu. Die Ziffer 3 wird zurückgestellt.",
            "split",
            {"1": "noted", "2": "by_consensus", "3": "postponed"},
            {"1": "noted", "2": "adopted"},
            "satisfied",
        ),
        (
            "dem in Ziffer 2 geänderten Beschlussantrag einmütig zu.",
            "amended",
            {"1": "noted", "2": "amended", "3": "amended"},
            {"1": "noted", "2": "amended", "3": "amended"},
            "open",
        ),
    ],
)
async def test_a_gate_opens_only_by_the_result_of_its_own_item(
    system, take_in, becomes, tmp_path, said, outcome, points, items, gate
):
    text = seed("004").read_text("utf-8")
    changed = tmp_path / "004.txt"
    changed.write_text(text.replace(PRINTED, said), "utf-8")
    await take_in(changed)

    async def resolutions():
        return await system.ratsinfo.all("/v1/resolutions")

    async def heard():
        told, hears = (s.client.app.state.runtime.pool for s in (system.ratsinfo, system.projects))
        event = await told.fetchval("select event_id from journal where type like 'resolution.%'")
        return await hears.fetchval("select count(*) from inbox where event_id = $1", event)

    (resolution,) = await becomes(resolutions, lambda found: len(found) == 1)
    decision = await system.governance.one("/v1/decisions", city="stuttgart")
    assert {i["number"]: i["outcome"] for i in resolution["items"]} == items
    assert decision["outcome"] == outcome
    assert {p["number"]: p["outcome"] for p in decision["points"]} == points
    await becomes(heard, lambda found: found == 1)
    assert PRINTED in text
    assert (await system.projects.one("/v1/gates", kind="council_resolution", city="stuttgart"))[
        "state"
    ] == gate


@needs_seeds
async def test_the_same_minutes_twice_change_nothing(system, take_in, becomes):
    await take_in(seed("004"))

    async def decisions():
        return await system.governance.all("/v1/decisions", city="stuttgart")

    await becomes(decisions, lambda found: len(found) == 1)
    again = await take_in(seed("004"))

    assert [f["outcome"] for f in again["files"]] == ["already_known"]
    assert len(await system.ratsinfo.all("/v1/minutes")) == 1
    assert len(await decisions()) == 1
