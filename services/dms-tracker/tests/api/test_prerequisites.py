import pytest

TEAM = "dms-team"


@pytest.fixture
def move(tracker, prerequisite, by):
    async def take(key, to, role=TEAM, rollout_key="personalakte-abt-10-1", headers=None, **body):
        id = (await prerequisite(key, rollout_key))["id"]
        headers = headers or by(role)
        return await tracker.post(
            f"/v1/prerequisites/{id}/transitions", json={"to": to, **body}, headers=headers
        )

    return take


async def test_the_request_of_the_council_is_announced_as_known_by_its_document(journal):
    (event,) = await journal("prerequisite.requested")

    assert (str(event["effective"]), event["dating"]) == ("2021-03-24", "known_by")
    assert event["data"]["citation"] == "§ 92a Abs. 2 NBG"
    assert event["data"]["plannedDate"] == "2021-05-11"
    assert event["data"]["organizationName"] == "Rat der Stadt Braunschweig"


async def test_nobody_decides_for_the_council(move, prerequisite):
    told = {"evidence": "21-15671", "reason": "it is urgent"}

    answers = [await move("council-consent", to, **told) for to in ("fulfilled", "refused")]

    assert [(a.status_code, a.json()["code"]) for a in answers] == [(403, "transition_reserved")] * 2
    assert (await prerequisite())["state"] == "requested"


async def test_what_the_administration_proves_is_fulfilled_with_evidence(move, rollout, journal):
    without = await move("necessity", "fulfilled")
    evidence = "Wirtschaftlichkeitsvergleich vom 02.11.2026"
    proven = await move("necessity", "fulfilled", evidence=evidence)
    source = proven.json()["source"]
    assert (source["document"], source["date"]) == (evidence, "2026-11-02")
    assert proven.json()["statedBy"]["document"].startswith("§ 92a NBG")

    (event,) = await journal("prerequisite.fulfilled")
    assert (without.status_code, without.json()["code"]) == (422, "evidence_required")
    assert (proven.status_code, proven.json()["met"]) == (200, True)
    assert event["data"]["reference"].startswith("Wirtschaftlichkeitsvergleich")
    assert len((await rollout())["blockedBy"]) == 4


async def test_what_is_revoked_needs_a_reason_and_blocks_again(move, rollout, journal):
    await move("necessity", "fulfilled", evidence="Vergleich")

    unexplained = await move("necessity", "revoked")
    revoked = await move("necessity", "revoked", reason="prices rose")

    assert (unexplained.status_code, revoked.status_code) == (422, 200)
    assert len(await journal("prerequisite.revoked")) == 1
    assert len((await rollout())["blockedBy"]) == 5


async def test_not_required_needs_a_second_person(move, prerequisite, rollout, issuer, tracker):
    first, second = (
        {"Authorization": f"Bearer {issuer.issue(TEAM, sub=f'local:{name}')}"} for name in ("anna", "bert")
    )

    proposed = await move("necessity", "not_required", headers=first, reason="scanned in house")
    alone = await move("necessity", "not_required", headers=first)
    path = f"/v1/prerequisites/{proposed.json()['id']}/transitions"
    lists = [(await tracker.get(path, headers=who)).json()["data"] for who in (first, second)]
    confirmed = await move("necessity", "not_required", headers=second)

    assert (proposed.status_code, proposed.json()["state"]) == (200, "open")
    assert proposed.json()["waiver"]["confirmed"] is False
    assert (alone.status_code, alone.json()["code"]) == (403, "second_person_required")
    waivers = [next(s for s in steps if s["to"] == "not_required") for steps in lists]
    assert [(w["lacks"], w["needs"]) for w in waivers] == [(["second_person_required"], []), ([], [])]
    assert (confirmed.json()["state"], confirmed.json()["reason"]) == ("not_required", "scanned in house")
    assert confirmed.json()["waiver"]["confirmedBy"] == "local:bert"
    assert "confirmedBy" not in (await prerequisite("necessity"))["waiver"]
    assert len((await rollout())["blockedBy"]) == 4


async def test_a_request_names_the_paper_and_opens_what_was_unknown(move, prerequisite):
    tax = "steuerakte-abt-20-3"

    without = await move("council-consent", "requested", rollout_key=tax)
    asked = await move(
        "council-consent",
        "requested",
        rollout_key=tax,
        paper={"reference": "26-12345", "plannedOn": "2026-12-15"},
    )

    assert (without.status_code, without.json()["code"]) == (422, "paper_required")
    assert (asked.json()["state"], asked.json()["expected"]["on"]) == ("requested", "2026-12-15")


async def test_the_steps_of_a_consent_are_reserved_for_the_council(tracker, prerequisite):
    id = (await prerequisite())["id"]

    steps = (await tracker.get(f"/v1/prerequisites/{id}/transitions")).json()["data"]

    assert {s["to"] for s in steps if s["reserved"]} == {"fulfilled", "refused"}
    assert next(s for s in steps if s["to"] == "not_required")["needs"] == ["reason"]
    assert all(set(s) == {"to", "reserved", "lacks", "needs"} for s in steps)


async def test_only_the_team_moves_prerequisites(move):
    others = ("vendor", "beauftragte", "cdo", "audit", "gremiendienst")

    answers = [await move("necessity", "fulfilled", role, evidence="Vergleich") for role in others]

    assert {a.status_code for a in answers} == {403}


async def test_a_new_prerequisite_blocks_its_rollout(tracker, rollout, by):
    body = {
        "rolloutId": (await rollout("gebaeudeakte-fb-65-ref-0650"))["id"], "key": "contract",
        "kind": "processor_contract", "subject": "Vertrag zur Auftragsverarbeitung",
        "citation": {"law": "Datenschutz-Grundverordnung (DSGVO)", "section": "Art. 28"},
    }  # fmt: skip

    entered = await tracker.post("/v1/prerequisites", json=body, headers=by(TEAM))
    again = await tracker.post("/v1/prerequisites", json=body, headers=by(TEAM))

    assert (entered.status_code, again.status_code) == (201, 409)
    assert len((await rollout("gebaeudeakte-fb-65-ref-0650"))["blockedBy"]) == 1


async def test_each_sub_award_needs_a_consent_of_its_own(tracker, by, rollout):
    contract = {
        "key": "scan-2026", "city": "braunschweig", "party": "Muster Scan GmbH", "validFrom": "2026-01-01",
        "rolloutKeys": ["personalakte-abt-10-1"], "subContractors": ["Muster Lager GmbH"],
    }  # fmt: skip

    entered = await tracker.post("/v1/contracts", json=contract, headers=by(TEAM))

    consents = [p for p in (await rollout())["blockedBy"] if p["kind"] == "council_consent"]
    assert entered.status_code == 201
    assert [p["state"] for p in consents] == ["requested", "open"]
    assert "Muster Lager" not in str(consents)


async def test_prerequisites_are_narrowed(tracker):
    async def count(**query):
        return len((await tracker.get("/v1/prerequisites", params=query)).json()["data"])

    assert await count(met=True) == 0
    assert await count(kind="council_consent") == 2
    assert await count(unit="Abt 10.1", state="open") == 4
