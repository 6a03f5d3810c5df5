"""Path 4: the council's consent opens scanning, and nothing less does."""

PROOFS = ("necessity", "processor-contract", "processor-control", "scanning-documents")


async def test_the_councils_consent_opens_scanning(system, becomes):
    dms, governance, ratsinfo = system.dms_tracker, system.governance, system.ratsinfo
    rollout = await dms.one("/v1/rollouts", key="personalakte-abt-10-1")
    release = f"/v1/rollouts/{rollout['id']}/transitions"
    refused = await dms.post(release, "dms-team", expect=(422,), track="stock", to="released")

    async def consent():
        found = await dms.all("/v1/prerequisites", "audit")
        return next(p for p in found if (p["key"], p["rolloutKey"]) == ("council-consent", rollout["key"]))

    async def drafts():
        return await ratsinfo.all("/v1/papers", "gremiendienst")

    (paper,) = await becomes(drafts, lambda found: len(found) == 1)
    linked = await becomes(consent, lambda p: p["paper"] and p["paper"]["paperId"])
    assert linked["paper"]["paperId"] == paper["id"]
    for key in PROOFS:
        found = await dms.all("/v1/prerequisites", "audit")
        proof = next(p for p in found if (p["key"], p["rolloutKey"]) == (key, rollout["key"]))
        await dms.post(
            f"/v1/prerequisites/{proof['id']}/transitions", "dms-team", to="fulfilled", evidence="Akte 10.1"
        )
    await dms.post(release, "dms-team", expect=(422,), track="stock", to="released")
    await resolve(governance, paper["id"])
    fulfilled = await becomes(consent, lambda p: p["state"] == "fulfilled")
    released = await dms.post(release, "dms-team", track="stock", to="released")

    assert refused["code"] == "prerequisite_unmet"
    (awaited,) = [m for m in refused["missing"] if m["key"] == "council-consent"]
    assert "92a" in awaited["citation"]
    assert awaited["plannedOn"] == "2021-05-11"
    assert fulfilled["evidence"]["decisionId"]
    assert released["tracks"]["stock"]["state"] == "released"


async def resolve(governance, paper_id):
    """The sitting of the council of 11 May 2021, with the paper on its agenda, adopted."""
    council = await governance.one("/v1/organizations", key="rat", city="braunschweig")
    await governance.post(
        "/v1/mandates", "gremiendienst", organizationId=council["id"], holder="Vorsitz", capacity="chair"
    )
    found = await governance.all("/v1/meetings", "gremiendienst", organizationKey="rat", start="2021-05-11")
    meeting = (
        found[0]
        if found
        else await governance.post(
            "/v1/meetings", "gremiendienst", organizationId=council["id"], start="2021-05-11"
        )
    )
    here = f"/v1/meetings/{meeting['id']}"
    agenda = await governance.post(
        f"{here}/agenda", "gremiendienst", number="7", title="Scannen der Personalakten",
        paperIds=[paper_id], points=[{"number": "1", "text": "Zustimmung"}],
    )  # fmt: skip
    item = next(i["id"] for i in agenda["items"] if i["number"] == "7")
    await governance.post(f"{here}/agenda/transitions", "gremiendienst", to="published")
    for step in ("convened", "in_session"):
        await governance.post(f"{here}/transitions", "gremiendienst", to=step)
    await governance.post(
        f"{here}/agenda/{item}/votes", "gremiendienst", counts={"yes": 40, "no": 3}, entitled=54
    )
    await governance.post(f"{here}/decisions", "gremiendienst", agendaItemId=item, kind="resolution")
