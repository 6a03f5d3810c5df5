from datetime import date
from uuid import UUID, uuid4

import pytest

from sachstand_common.contracts.ratsinfo import (
    ConsultationPlanned,
    MotionItemOutcome,
    ResolutionAdopted,
    ResolutionRejected,
    ResolutionRescinded,
)

TEAM = "dms-team"
PROOFS = ("necessity", "processor-contract", "processor-control", "scanning-documents")
PAPER, DECISION = uuid4(), uuid4()


def resolved(contract=ResolutionAdopted, **values):
    usual = {
        "paper_id": PAPER, "city": "braunschweig", "reference": "21-15671",
        "organization_name": "Rat der Stadt Braunschweig", "organization_kind": "council",
        "date": date(2021, 5, 11), "decision_id": DECISION, "outcome": "majority",
        "public": True,
    }  # fmt: skip
    return contract(**usual | values)


@pytest.fixture
async def consent(prerequisite):
    return UUID((await prerequisite())["id"])


@pytest.fixture
def fulfil_the_rest(tracker, prerequisite, by):
    async def fulfil(**body):
        for key in PROOFS:
            path = f"/v1/prerequisites/{(await prerequisite(key))['id']}/transitions"
            body = {"to": "fulfilled", "evidence": "Akte 10.1"} | body
            assert (await tracker.post(path, json=body, headers=by(TEAM))).status_code == 200

    return fulfil


@pytest.fixture
def release(tracker, rollout, by):
    async def take(to="released", **body):
        path = f"/v1/rollouts/{(await rollout())['id']}/transitions"
        return await tracker.post(path, json={"track": "stock", "to": to, **body}, headers=by(TEAM))

    return take


async def test_the_consent_of_the_council_opens_scanning(
    tell, settled, consent, prerequisite, rollout, fulfil_the_rest, release, journal
):
    await fulfil_the_rest()
    before = await release()
    await settled(await tell(resolved(prerequisite_id=consent)))
    after = await release()

    (event,) = [e for e in await journal("prerequisite.fulfilled") if e["data"]["decisionId"]]
    assert (before.status_code, len(before.json()["missing"])) == (422, 1)
    assert (after.status_code, after.json()["tracks"]["stock"]["state"]) == (200, "released")
    assert (await prerequisite())["evidence"]["decisionId"] == str(DECISION)
    assert (event["data"]["reference"], str(event["effective"])) == ("21-15671", "2021-05-11")
    assert (await prerequisite(asOf="2021-05-10"))["state"] == "requested"
    assert (await prerequisite(asOf="2021-05-11"))["state"] == "fulfilled"
    assert len(await journal("stock.released")) == 1
    assert (await rollout())["blockedBy"] == []


async def test_the_resolution_is_the_source_of_the_consent_and_of_nothing_else_in_the_rollout(
    tell, settled, consent, prerequisite, rollout
):
    before = await rollout()
    await settled(await tell(resolved(prerequisite_id=consent)))

    given, after = await prerequisite(), await rollout()
    assert (given["source"]["document"], given["source"]["date"]) == ("21-15671", "2021-05-11")
    assert given["statedBy"]["document"] == "Anlage: Interne Digitalisierung – Scannen"
    assert after["source"]["document"] == "21-15671"
    assert after["stated"] == before["stated"]
    assert after["stated"]["source"]["document"] == "Anlage: Interne Digitalisierung – Scannen"


@pytest.mark.parametrize(("public", "document"), [(True, "Vorlage 21-15671"), (False, "Anlage: Interne")])
async def test_a_step_that_is_not_public_is_no_source_of_what_is(
    tell, settled, consent, prerequisite, public, document
):
    step = {
        "consultation_id": uuid4(), "paper_id": PAPER, "city": "braunschweig", "reference": "21-15671",
        "name": "Scannen", "organization_name": "Rat", "organization_kind": "council", "role": "decision",
        "date": date(2021, 5, 18), "prerequisite_id": consent, "public": public,
    }  # fmt: skip
    told = ConsultationPlanned(**step)
    await settled(await tell(told, effective=date(2021, 4, 1), source='{"document": "Vorlage 21-15671"}'))

    shown = await prerequisite()
    assert shown["expected"]["on"] == "2021-05-18"
    assert shown["source"]["document"].startswith(document)


async def test_a_rollout_and_its_prerequisites_say_the_same_of_every_day(
    tell, settled, consent, prerequisite, rollout, fulfil_the_rest, release
):
    step = {
        "consultation_id": uuid4(), "paper_id": PAPER, "city": "braunschweig", "reference": "21-15671",
        "name": "Scannen", "organization_name": "Rat", "organization_kind": "council", "role": "decision",
        "date": date(2021, 5, 11), "prerequisite_id": consent,
    }  # fmt: skip
    await settled(await tell(ConsultationPlanned(**step)))  # learnt today, years after the resolution
    await fulfil_the_rest(effective="2021-05-12")
    await settled(await tell(resolved(prerequisite_id=consent)))
    released = await release(effective="2021-05-12")

    assert released.status_code == 200
    for day, state in (("2021-05-10", "requested"), ("2021-05-11", "fulfilled"), ("2021-05-12", "fulfilled")):
        shown = {p["key"]: p for p in (await rollout(asOf=day))["prerequisites"]}
        for key in (*PROOFS, "council-consent"):
            own = await prerequisite(key, asOf=day)
            told = (shown[key]["state"], shown[key]["since"], shown[key]["paper"])
            assert told == (own["state"], own["since"], own["paper"]), (day, key)
        assert shown["council-consent"]["state"] == state
    then = await rollout(asOf="2021-05-12")
    assert (then["tracks"]["stock"]["state"], then["blockedBy"]) == ("released", [])
    assert (await rollout())["blockedBy"] == []


async def test_a_release_in_the_past_is_judged_by_what_was_fulfilled_then(
    tell, settled, consent, fulfil_the_rest, release
):
    await fulfil_the_rest(effective="2021-05-20")
    await settled(await tell(resolved(prerequisite_id=consent)))

    too_early = await release(effective="2021-05-12")
    then = await release(effective="2021-05-20")

    assert (too_early.status_code, too_early.json()["code"]) == (422, "prerequisite_unmet")
    assert {m["key"]: m["state"] for m in too_early.json()["missing"]} == dict.fromkeys(PROOFS, "open")
    assert then.status_code == 200


async def test_a_loss_dated_before_the_release_suspends_the_stock_from_the_release(
    tell, settled, consent, prerequisite, rollout, fulfil_the_rest, release
):
    await fulfil_the_rest(effective="2021-05-11")
    await settled(await tell(resolved(prerequisite_id=consent)))
    await release(effective="2021-06-01")

    rescinded = resolved(ResolutionRescinded, prerequisite_id=consent)
    await settled(await tell(rescinded, effective=date(2021, 5, 20)))

    def consent_in(shown):
        return next(p["state"] for p in shown["prerequisites"] if p["key"] == "council-consent")

    between, now = await rollout(asOf="2021-05-25"), await rollout()
    assert (consent_in(between), between["tracks"]["stock"]["state"]) == ("revoked", "preparing")
    assert (await prerequisite(asOf="2021-05-25"))["state"] == "revoked"
    assert (consent_in(now), now["tracks"]["stock"]["state"]) == ("revoked", "suspended")
    assert now["tracks"]["stock"]["since"] == "2021-06-01"


async def test_a_second_delivery_changes_nothing(tell, settled, consent, journal):
    event = resolved(prerequisite_id=consent)
    first = await tell(event)
    await settled(first)

    await tell(event, again=first)
    await settled(await tell(event))

    assert len(await journal("prerequisite.fulfilled")) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"organization_kind": "main_committee", "organization_name": "Verwaltungsausschuss"},
        {"organization_kind": None},
        {"outcome": "noted"},
        {"motion_items": (MotionItemOutcome(number="1", outcome="noted"),)},
    ],
)
async def test_an_acknowledgement_or_a_committee_does_not_consent(
    tell, settled, consent, prerequisite, values
):
    await settled(await tell(resolved(prerequisite_id=consent, **values)))

    assert (await prerequisite())["state"] == "requested"


async def test_a_paper_is_recognised_by_its_reference(tell, settled, tracker, prerequisite, by):
    tax = await prerequisite("council-consent", "steuerakte-abt-20-3")
    body = {"to": "requested", "paper": {"reference": "26-12345"}}
    path = f"/v1/prerequisites/{tax['id']}/transitions"
    await tracker.post(path, json=body, headers=by(TEAM))

    await settled(await tell(resolved(reference=" 26-12345", date=date(2026, 11, 2))))

    assert (await prerequisite("council-consent", "steuerakte-abt-20-3"))["state"] == "fulfilled"
    assert (await prerequisite())["state"] == "requested"


async def test_a_consent_asked_for_with_a_paper_that_is_adopted_already_is_fulfilled_at_once(
    tell, settled, tracker, prerequisite, by, journal
):
    tax = await prerequisite("council-consent", "steuerakte-abt-20-3")
    body = {"to": "requested", "paper": {"reference": "26-12345"}}
    path = f"/v1/prerequisites/{tax['id']}/transitions"

    await settled(await tell(resolved(reference="26-12345", date=date(2026, 10, 27))))
    answer = await tracker.post(path, json=body, headers=by(TEAM))

    assert answer.json()["state"] == "fulfilled"
    assert answer.json()["evidence"]["on"] == "2026-10-27"
    assert len(await journal("prerequisite.fulfilled")) == 1


async def test_a_rejected_motion_refuses_the_consent(tell, settled, consent, prerequisite, journal):
    await settled(await tell(resolved(ResolutionRejected, prerequisite_id=consent, outcome="rejected")))

    assert (await prerequisite())["state"] == "refused"
    assert len(await journal("prerequisite.refused")) == 1


async def test_a_rescinded_consent_suspends_the_stock_and_keeps_history(
    tell, settled, consent, prerequisite, rollout, fulfil_the_rest, release, journal
):
    await fulfil_the_rest()
    await settled(await tell(resolved(prerequisite_id=consent)))
    await release()
    await release("running")

    rescinded = resolved(ResolutionRescinded, prerequisite_id=consent)
    await settled(await tell(rescinded, effective=date(2026, 11, 2)))
    resumed = await release("running")

    (event,) = await journal("stock.suspended")
    track = (await rollout())["tracks"]["stock"]
    assert (track["state"], track["suspendedBy"]) == ("suspended", [str(consent)])
    assert (await prerequisite())["since"] == "2026-11-02"
    assert [s["state"] for s in track["history"]] == ["preparing", "released", "running", "suspended"]
    assert event["data"]["prerequisiteIds"] == [str(consent)]
    assert (await rollout())["phase"] == "productive_stock_suspended"
    assert (resumed.status_code, resumed.json()["code"]) == (422, "prerequisite_unmet")


async def test_a_paper_on_its_way_is_linked_and_the_councils_step_gives_the_day(
    tell, settled, consent, prerequisite, rollout, tracker, by
):
    step = {
        "consultation_id": uuid4(), "paper_id": PAPER, "city": "braunschweig", "reference": "21-15671",
        "name": "Scannen", "organization_name": "Finanz- und Personalausschuss",
        "organization_kind": "committee", "role": "preliminary", "date": date(2021, 4, 29),
        "paper_public": True,
    }  # fmt: skip
    council = {"organization_name": "Rat", "organization_kind": "council", "role": "decision"}

    await settled(await tell(ConsultationPlanned(**step, prerequisite_id=consent)))
    linked = await prerequisite()
    on = {"date": date(2021, 5, 18), "consultation_id": uuid4()}
    await settled(await tell(ConsultationPlanned(**step | council | on)))
    expected = await prerequisite()

    assert (linked["paper"]["reference"], linked["expected"]["on"]) == ("21-15671", "2021-05-11")
    assert expected["expected"]["on"] == "2021-05-18"
    shown = next(p for p in (await rollout())["blockedBy"] if p["id"] == str(consent))
    full = (await tracker.get(f"/v1/prerequisites/{consent}", headers=by(TEAM))).json()
    public = [(await tracker.get(f"/v1/{path}")).text for path in ("rollouts", "prerequisites")]
    assert (shown["expectedOn"], shown["paper"]["reference"]) == ("2021-05-18", "21-15671")
    assert full["paper"]["paperId"] == str(PAPER)
    assert str(PAPER) not in "".join(public)  # it may be a draft of the house
    assert shown["paper"]["label"].endswith("(geplant für 11.05.2021)")

    await settled(await tell(resolved()))
    assert (await prerequisite())["state"] == "fulfilled"
