"""Path 1: minutes become a meeting, a decision, a resolution, and a satisfied gate."""

from ..conftest import needs_seeds, seed


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
async def test_the_same_minutes_twice_change_nothing(system, take_in, becomes):
    await take_in(seed("004"))

    async def decisions():
        return await system.governance.all("/v1/decisions", city="stuttgart")

    await becomes(decisions, lambda found: len(found) == 1)
    again = await take_in(seed("004"))

    assert [f["outcome"] for f in again["files"]] == ["already_known"]
    assert len(await system.ratsinfo.all("/v1/minutes")) == 1
    assert len(await decisions()) == 1
