"""The Sachstand of Braunschweig on 24 March 2021, through the whole system with its starter data."""

from typing import Any

import pytest


@pytest.fixture
async def found(city: Any) -> dict[str, Any]:
    response = await city.gateway.get("/v1/sachstand?asOf=2021-03-24")
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


async def test_what_was_the_sachstand_on_24_march_2021(found, city):
    fields = {one["title"]: one["count"] for one in found["projects"]["byField"]}
    bodies = {one["name"]: one for one in found["bodies"]}
    rollouts = {one["title"]: one for one in found["eFiles"]["rollouts"]}
    consent = next(one for one in rollouts["Personalakte"]["blockedBy"] if one["kind"] == "council_consent")
    unknown = " · ".join(one["what"] for one in found["notKnown"])

    assert found["missing"] == []
    assert found["strategy"][0]["evaluation"]["state"] == "unanchored"
    assert bodies["Smart-City-Board"]["state"] == bodies["Smart-City-Forum"]["state"] == "announced"
    assert found["projects"]["total"] == 35
    assert found["projects"]["inSeveralFields"] == 13
    assert (fields["Energie"], sum(fields.values())) == (0, 48)
    assert [one["since"] for one in found["projects"]["inOperation"]] == [None, None, None]
    assert found["funding"][0]["ownShareCheck"] == "consistent_within_rounding"
    assert rollouts["Steuerakte"]["quantities"][0]["label"] == "mehr als 100.000 Akten"
    assert "92a" in consent["citation"]
    assert consent["plannedOn"] == "2021-05-11"
    for what in (
        "Ratsbeschlusses",
        "Smart-City-Board",
        "32 von 35",
        "7 von 7",
        "M2, M3, M4, M5",
        "Steuerakte",
    ):
        assert what in unknown

    page = await city.gateway.get("/sachstand?asOf=2021-03-24")
    assert "Sachstand am 24. März 2021" in page.text
    assert "mehr als 100.000 Akten" in page.text


async def test_before_the_strategy_nothing_of_it_was_there(city):
    found = (await city.gateway.get("/v1/sachstand?asOf=2019-01-01")).json()

    assert (found["projects"]["total"], found["strategy"], found["bodies"]) == (0, [], [])
    assert found["missing"] == []
    page = (await city.gateway.get("/sachstand?asOf=2019-01-01")).text
    assert "Kein Projekt war bekannt." in page
    assert "zu dem etwas fehlen könnte" in page


async def test_no_reason_for_not_knowing_comes_from_a_later_document(city):
    found = (await city.gateway.get("/v1/sachstand?asOf=2020-07-01")).json()

    reasons = {one["what"]: one["why"] for one in found["notKnown"]}
    assert reasons["Personalakte: Zahl der Bestandsakten"] == "Für diesen Tag in keiner Quelle genannt."
    assert all(
        one["source"]["date"] is None or one["source"]["date"] <= "2020-07-01" for one in found["bodies"]
    )
    assert "2021" not in reasons["Gründungstag: Smart-City-Board"]


async def test_everything_is_ok_and_one_document_describes_all(city):
    status = (await city.gateway.get("/v1/status")).json()
    paths = (await city.gateway.get("/openapi.json")).json()["paths"]

    assert {one["status"] for one in status["services"].values()} == {"ok"}
    assert {
        "/v1/projects",
        "/v1/organizations",
        "/v1/papers",
        "/v1/rollouts",
        "/v1/sachstand",
    } <= paths.keys()
    assert "/v1/changes" in paths
    assert "/livez" not in paths


async def test_every_problem_type_resolves(city):
    codes = (await city.gateway.get("/openapi.json")).json()["x-problems"]

    assert len(codes) > 20
    for code in codes:
        assert (await city.gateway.get(f"/problems/{code}")).status_code == 200, code
