"""Funding, budgets, gates and the catalogue over HTTP."""

from typing import Any

import pytest

from ..conftest import Clerk

MILLION = 1_000_000


def application(**more: Any) -> dict[str, Any]:
    return {
        "key": "zweiter-versuch",
        "title": "Zweiter Versuch",
        "programme": "modellprojekte-smart-cities",
    } | more


def millions(text: str) -> dict[str, Any]:
    return {"amount": str(int(float(text) * MILLION)), "precision": "10000", "hedge": "up_to"}


@pytest.mark.parametrize(
    ("money", "status", "answer"),
    [
        ({"volume": millions("16.33"), "ownShare": millions("5.71")}, 201, "consistent_within_rounding"),
        ({"volume": millions("16.33"), "ownShare": millions("5.60")}, 422, "own_share_too_low"),
        ({"measures": [{"key": f"M{n}"} for n in range(8)]}, 409, "too_many_measures"),
        (
            {"volume": {"amount": "100"}, "grant": {"amount": "60"}, "ownShare": {"amount": "35"}},
            422,
            "financing_gap",
        ),
        ({"programme": "gibt-es-nicht"}, 422, "unknown_programme"),
        ({"volume": {"amount": "-1"}}, 400, "malformed"),
    ],
)
async def test_an_application_keeps_the_conditions_of_its_programme(
    clerk: Clerk, money: dict[str, Any], status: int, answer: str
) -> None:
    response = await clerk.client.post(
        "/v1/funding-applications", json=application(**money), headers=clerk.headers
    )

    body = response.json()
    assert (response.status_code, body.get("code") or body["ownShareCheck"]) == (status, answer)


async def test_without_the_council_nothing_is_submitted(clerk: Clerk) -> None:
    [stuttgart] = (await clerk.client.get("/v1/funding-applications")).json()["data"]
    path = f"/v1/funding-applications/{stuttgart['id']}"
    read = await clerk.client.get(path, headers=clerk.headers)

    refused = await clerk.client.post(
        f"{path}/submission", headers={**clerk.headers, "If-Match": read.headers["ETag"]}
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "council_resolution_missing")
    assert refused.json()["citation"] == "GRDRs 234/2021, Ziffer 2"


async def test_a_budget_moves_forward_and_is_shown_in_its_application(clerk: Clerk) -> None:
    [budget] = (await clerk.client.get("/v1/budgets", params={"stage": "estimated"})).json()["data"]
    path = f"/v1/budgets/{budget['id']}"

    async def stage(**body: str) -> Any:
        read = await clerk.client.get(path, headers=clerk.headers)
        headers = {**clerk.headers, "If-Match": read.headers["ETag"]}
        return await clerk.client.post(f"{path}/stages", json=body, headers=headers)

    assert (await stage(stage="adopted")).json()["code"] == "council_reference_required"
    assert (await stage(stage="registered")).json()["code"] == "stage_backward"
    assert (await stage(stage="adopted", reference="GRDRs 1/2022")).json()["stage"] == "adopted"
    [stuttgart] = (await clerk.client.get("/v1/funding-applications")).json()["data"]
    assert stuttgart["measures"][6]["budget"]["stage"] == "adopted"


async def test_a_council_gate_is_not_satisfied_by_hand(clerk: Clerk) -> None:
    [gate] = (await clerk.client.get("/v1/gates")).json()["data"]
    read = await clerk.client.get(f"/v1/gates/{gate['id']}", headers=clerk.headers)

    refused = await clerk.client.post(
        f"/v1/gates/{gate['id']}/satisfaction",
        json={"reference": "Zuruf", "satisfiedOn": "2026-11-02"},
        headers={**clerk.headers, "If-Match": read.headers["ETag"]},
    )

    assert (refused.status_code, refused.json()["code"]) == (403, "gate_reserved")


async def test_an_open_gate_bars_its_step_until_its_evidence_is_there(clerk: Clerk) -> None:
    project = await clerk.propose()
    body = {"key": "stellen", "kind": "staffing", "title": "Stelle besetzt", "requiredBy": "submitted"}
    gate = await clerk.client.post(
        "/v1/gates",
        json={**body, "projectId": project["id"], "citation": "Stellenplan"},
        headers=clerk.headers,
    )

    barred = await clerk.step(project, "submitted")
    satisfied = await clerk.client.post(
        f"/v1/gates/{gate.json()['id']}/satisfaction",
        json={"reference": "Einstellung", "satisfiedOn": "2026-11-02"},
        headers={**clerk.headers, "If-Match": gate.headers["ETag"]},
    )

    assert (barred.status_code, barred.json()["code"]) == (409, "gate_open")
    assert (barred.json()["gate"], barred.json()["citation"]) == ("stellen", "Stellenplan")
    assert satisfied.json()["state"] == "satisfied"
    assert (await clerk.step(project, "submitted")).status_code == 200


async def test_weights_sum_to_ten_thousand(clerk: Clerk) -> None:
    one = {"key": "nutzen", "title": "Nutzen", "weight": 9_999}
    body = {"key": "neu", "title": "Neu", "criteria": [one]}

    refused = await clerk.client.post("/v1/criteria-sets", json=body, headers=clerk.headers)

    assert (refused.status_code, refused.json()["code"]) == (422, "weights_not_normalised")
    assert refused.json()["sum"] == 9_999


async def test_a_closed_field_takes_no_new_project(clerk: Clerk) -> None:
    fields = (await clerk.client.get("/v1/fields-of-action")).json()["data"]
    energy = next(one for one in fields if one["key"] == "energie")
    read = await clerk.client.get(f"/v1/fields-of-action/{energy['id']}", headers=clerk.headers)

    closed = await clerk.client.post(
        f"/v1/fields-of-action/{energy['id']}/closing",
        json={"validTo": "2026-11-02", "reference": "Evaluation 2026"},
        headers={**clerk.headers, "If-Match": read.headers["ETag"]},
    )
    refused = await clerk.client.post(
        "/v1/projects", json={"title": "X", "fieldsOfAction": [{"key": "energie"}]}, headers=clerk.headers
    )

    assert closed.json()["state"] == "closed"
    assert (refused.status_code, refused.json()["code"]) == (409, "field_closed")
