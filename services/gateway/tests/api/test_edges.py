"""What stands around the gateway's own paths: tokens, unreadable days, other origins."""

from typing import Any

import pytest

PERSON = {"Accept": "text/html,application/xhtml+xml"}
FOREIGN = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}


@pytest.fixture
async def client(town: Any) -> Any:
    return await town.open(gone=("projects", "governance", "ratsinfo", "dms-tracker"))


@pytest.mark.parametrize("path", ["/v1/sachstand", "/v1/status", "/v1/changes", "/v1/events"])
@pytest.mark.parametrize("given", ["Bearer nonsense", "Bearer a.b.c", "Basic YTpi"])
async def test_a_token_that_is_none_is_refused_also_here(client, path, given):
    response = await client.get(path, headers={"Authorization": given})

    assert (response.status_code, response.json()["status"]) == (401, 401)
    assert "bearer" in response.headers["www-authenticate"].lower()


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("asOf=foo", "asOf"),
        ("asOf=2021-02-30", "asOf"),
        ("asOf=2021-03-24&knownAt=gestern", "knownAt"),
        ("asOf=2021-03-24T00", "asOf"),
    ],
)
async def test_a_person_who_asks_for_no_day_gets_a_page_with_the_form(client, query, parameter):
    page, problem = (
        await client.get(f"/sachstand?{query}", headers=PERSON),
        await client.get(f"/sachstand?{query}"),
    )

    assert (page.status_code, page.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert '<form class="point"' in page.text
    assert "Stichtag" in page.text
    assert (problem.status_code, problem.json()["code"]) == (400, "malformed")
    assert [error["parameter"] for error in problem.json()["errors"]] == [parameter]


@pytest.mark.parametrize("path", ["/v1/sachstand", "/sachstand"])
async def test_a_position_of_one_service_names_no_moment_of_all(client, path):
    answer = await client.get(f"{path}?knownAt=120")

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["parameter"]) == (400, "knownAt")
    assert "an instant only" in error["message"]


async def test_a_preflight_is_granted_to_trusted_origins_only(town):
    client = await town.open(trusted_origins="https://portal.example")

    refused = await client.options("/v1/sachstand", headers=FOREIGN)
    granted = await client.options("/v1/sachstand", headers={**FOREIGN, "Origin": "https://portal.example"})

    assert not [name for name in refused.headers if name.startswith("access-control-allow")]
    assert granted.headers["access-control-allow-origin"] == "https://portal.example"
    assert "POST" in granted.headers["access-control-allow-methods"]


async def test_an_options_that_is_no_preflight_grants_nothing(client):
    answer = await client.options("/v1/sachstand")

    assert "GET" in answer.headers["allow"]
    assert not [name for name in answer.headers if name.startswith("access-control-allow")]
