"""A consent that the council gave behind closed doors has not been given for the public, until it is told."""

import json
from datetime import date
from uuid import UUID, uuid4

import pytest

from sachstand_common.contracts.ratsinfo import (
    ConsultationPlanned,
    ResolutionAdopted,
    ResolutionDepublished,
    ResolutionPublished,
)

TEAM, DECISION, PAPER = "dms-team", uuid4(), uuid4()
DAYS = ({}, {"asOf": "2021-05-12"}, {"asOf": "2026-01-01"})


@pytest.fixture
async def adopted(prerequisite):
    """The council's consent of 11 May 2021, not public."""
    asked = UUID((await prerequisite())["id"])
    return {
        "paper_id": PAPER, "city": "braunschweig", "reference": "21-15671", "outcome": "majority",
        "organization_name": "Rat der Stadt Braunschweig", "organization_kind": "council",
        "date": date(2021, 5, 11), "decision_id": DECISION, "prerequisite_id": asked,
    }  # fmt: skip


@pytest.fixture
def seen(tracker, prerequisite, rollout):
    """The state that prerequisite and rollout show the public, and whether it blocks."""

    async def look(**query):
        shown, of_rollout = await prerequisite(**query), await rollout(**query)
        blocking = [p["key"] for p in of_rollout["blockedBy"]]
        (part,) = (p for p in of_rollout["prerequisites"] if p["key"] == "council-consent")
        return shown["state"], part["state"], "council-consent" in blocking

    return look


async def test_a_consent_that_is_not_public_is_known_inside_only(
    tell, settled, tracker, adopted, seen, prerequisite, by
):
    before = (await prerequisite())["history"]

    await settled(await tell(ResolutionAdopted(**adopted)))

    for query in DAYS:
        assert await seen(**query) == ("requested", "requested", True)
    answers = [await tracker.get(f"/v1/{name}") for name in ("prerequisites", "rollouts", "changes")]
    shown = "".join(answer.text for answer in answers)
    for trace in (str(DECISION), "21-15671", "Rat der Stadt Braunschweig, 11.05.2021"):
        assert trace not in shown
    assert (await prerequisite())["history"] == before
    assert (await prerequisite())["evidence"] is None
    path = f"/v1/prerequisites/{adopted['prerequisite_id']}"
    full = (await tracker.get(path, headers=by(TEAM))).json()
    assert (full["state"], full["evidence"]["decisionId"]) == ("fulfilled", str(DECISION))


async def test_a_consent_comes_to_be_known_on_its_day_and_is_forgotten_again(
    tell, settled, tracker, adopted, seen, prerequisite
):
    await settled(await tell(ResolutionAdopted(**adopted), DECISION))

    await settled(await tell(ResolutionPublished(**adopted, public=True), DECISION))
    published = [await seen(**query) for query in DAYS]
    evidence, early = (await prerequisite())["evidence"], await seen(asOf="2021-05-10")
    await settled(await tell(ResolutionDepublished(**adopted), DECISION))

    assert published == [("fulfilled", "fulfilled", False)] * 3
    assert (evidence["decisionId"], evidence["reference"]) == (str(DECISION), "21-15671")
    assert early == ("requested", "requested", True)
    for query in DAYS:
        assert await seen(**query) == ("requested", "requested", True)
    rows = await tracker.app.state.runtime.pool.fetch("select public_data from journal")
    assert str(DECISION) not in str([row["public_data"] for row in rows])


async def test_a_consent_that_is_public_is_told_at_once(tell, settled, adopted, seen, tracker):
    await settled(await tell(ResolutionAdopted(**adopted, public=True)))

    assert await seen() == ("fulfilled", "fulfilled", False)
    assert await seen(asOf="2021-05-12") == ("fulfilled", "fulfilled", False)


async def test_the_reference_of_a_paper_that_is_not_public_is_known_inside_only(
    tell, settled, adopted, tracker, by
):
    step = {
        "consultation_id": uuid4(), "paper_id": PAPER, "city": "braunschweig", "reference": "21-15671",
        "name": "Scannen", "organization_name": "Rat", "organization_kind": "council", "role": "decision",
        "date": date(2021, 5, 11), "prerequisite_id": adopted["prerequisite_id"],
    }  # fmt: skip

    await settled(await tell(ConsultationPlanned(**step)))

    shown = [(await tracker.get(f"/v1/{name}")).json() for name in ("prerequisites", "rollouts")]
    assert "21-15671" not in json.dumps(shown)
    full = (await tracker.get("/v1/prerequisites", headers=by(TEAM))).json()
    assert "21-15671" in json.dumps(full)
