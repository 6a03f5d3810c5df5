"""The council's resolution reaches the gate of the funding application."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from sachstand_common.contracts.ratsinfo import ResolutionAdopted, ResolutionRescinded
from sachstand_common.facts import ENTERED_HERE, City
from sachstand_common.testing.services import ServiceClient

from ..conftest import Clerk, Eventually, Tell

PAPER = uuid4()


def facts(second: str = "adopted", **more: Any) -> dict[str, Any]:
    outcomes = (("1", "noted"), ("2", second), ("3", "adopted"))
    return {
        "paper_id": PAPER, "city": City.STUTTGART, "reference": "GRDrs 234/2021", "date": date(2021, 3, 24),
        "organization_name": "Verwaltungsausschuss", "decision_id": uuid4(), "outcome": "by_consensus",
        "motion_items": tuple({"number": n, "outcome": o} for n, o in outcomes), **more,
    }  # fmt: skip


async def gate(client: ServiceClient, **params: str) -> dict[str, Any]:
    [found] = (await client.get("/v1/funding-applications", params=params)).json()["data"]
    shown: dict[str, Any] = found["gates"][0]
    return shown


async def test_the_adopted_item_satisfies_the_gate_on_the_day_of_the_sitting(
    clerk: Clerk, tell: Tell, eventually: Eventually, journal: Any
) -> None:
    await tell(ResolutionAdopted(**facts()), PAPER)

    async def satisfied() -> bool:
        return (await gate(clerk.client))["state"] == "satisfied"

    await eventually(satisfied)
    assert (await gate(clerk.client))["satisfiedOn"] == "2021-03-24"
    settled = await gate(clerk.client)
    assert settled["statedBy"]["document"].startswith("Niederschrift")
    assert (settled["settledBy"]["document"], bool(settled["settled"])) == (ENTERED_HERE, True)
    before = await gate(clerk.client, asOf="2021-03-23")
    assert (before["state"], before["settledBy"]) == ("open", None)
    [application] = (await clerk.client.get("/v1/funding-applications")).json()["data"]
    assert application["stated"]["source"]["document"].startswith("Niederschrift")
    assert (await gate(clerk.client, asOf="2021-03-24"))["state"] == "satisfied"
    [resource] = (await clerk.client.get("/v1/gates")).json()["data"]
    assert (resource["state"], resource["effective"]) == ("satisfied", "2021-03-24")
    assert await journal(resource["id"]) == ["gate.opened", "gate.satisfied"]


@pytest.mark.parametrize("second", ["noted", "rejected"])
async def test_an_acknowledgement_does_not_satisfy_the_gate(
    clerk: Clerk, tell: Tell, eventually: Eventually, second: str
) -> None:
    marker = await clerk.propose("Danach", leadUnit="Ref 1")
    await tell(ResolutionAdopted(**facts(second)), PAPER)
    await _until_all_is_heard(clerk, tell, eventually, marker)

    assert (await gate(clerk.client))["state"] == {"noted": "open", "rejected": "refused"}[second]


async def test_after_its_resolution_the_application_is_submitted_and_a_rescission_opens_the_gate_again(
    clerk: Clerk, tell: Tell, eventually: Eventually
) -> None:
    async def state(wanted: str) -> bool:
        return (await gate(clerk.client))["state"] == wanted

    await tell(ResolutionAdopted(**facts()), PAPER)
    await eventually(lambda: state("satisfied"))
    [application] = (await clerk.client.get("/v1/funding-applications")).json()["data"]
    path = f"/v1/funding-applications/{application['id']}"
    read = await clerk.client.get(path, headers=clerk.headers)
    submitted = await clerk.client.post(
        f"{path}/submission", headers={**clerk.headers, "If-Match": read.headers["ETag"]}
    )
    await tell(ResolutionRescinded(**facts(date=date(2026, 11, 2)), reason="Fehler"), PAPER, 2)

    assert submitted.json()["state"] == "submitted"
    assert await eventually(lambda: state("open"))


async def _until_all_is_heard(
    clerk: Clerk, tell: Tell, eventually: Eventually, project: dict[str, Any]
) -> None:
    """Events are taken in order: when the name of a unit has arrived, everything before it has."""
    from sachstand_common.contracts.governance import UnitRegistered

    unit = UnitRegistered(
        city=City.BRAUNSCHWEIG, unit_id=uuid4(), code="Ref 1", name="Erstes", kind="referat"
    )
    await tell(unit, unit.unit_id)

    async def heard() -> bool:
        return (await clerk.read(project))["leadUnitName"] == "Erstes"

    await eventually(heard)
