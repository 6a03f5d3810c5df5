"""Projects are proposed, revised and listed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from sachstand_common.facts import ENTERED_HERE
from sachstand_common.testing.services import ServiceClient

from ..conftest import Clerk, Headers

ENERGY = [{"key": "energie"}]


async def count(client: ServiceClient, field: str, **params: str) -> int:
    fields = (await client.get("/v1/fields-of-action", params=params)).json()["data"]
    found: int = next(one for one in fields if one["key"] == field)["projects"]
    return found


async def test_a_new_project_is_an_idea_and_is_counted_in_its_field(
    clerk: Clerk, journal: Callable[[str], Awaitable[list[str]]]
) -> None:
    project = await clerk.propose()

    assert (project["state"], project["version"], project["key"]) == ("idea", 1, "digitaler-zwilling")
    assert project["fieldsOfAction"] == [{"key": "energie", "title": "Energie", "primary": True}]
    assert await count(clerk.client, "energie") == 1
    assert await journal(project["id"]) == ["project.proposed"]


async def test_a_project_that_changes_its_field_is_counted_there(clerk: Clerk) -> None:
    project = await clerk.propose()
    read = await clerk.client.get(f"/v1/projects/{project['id']}", headers=clerk.headers)

    changed = await clerk.client.put(
        f"/v1/projects/{project['id']}",
        json={"title": "Digitaler Zwilling", "fieldsOfAction": [{"key": "mobilitaet"}]},
        headers={**clerk.headers, "If-Match": read.headers["ETag"]},
    )

    assert changed.status_code == 200, changed.text
    assert await count(clerk.client, "energie") == 0
    assert await count(clerk.client, "mobilitaet") == 8


async def test_fields_are_counted_for_the_day_asked_for_also_what_became_known_late(clerk: Clerk) -> None:
    await clerk.propose("Heute")
    await clerk.propose("Schon länger", effective="2023-05-01", source={"document": "Bericht"})

    assert await count(clerk.client, "energie") == 2
    assert await count(clerk.client, "energie", asOf="2026-11-02") == 2
    assert await count(clerk.client, "energie", asOf="2023-05-01") == 1
    assert await count(clerk.client, "energie", asOf="2023-04-30") == 0
    one = (await clerk.client.get("/v1/fields-of-action", params={"asOf": "2023-05-01"})).json()["data"][3]
    single = await clerk.client.get(f"/v1/fields-of-action/{one['id']}", params={"asOf": "2023-05-01"})
    assert (one["key"], single.json()["projects"]) == ("energie", 1)


async def energy(client: ServiceClient, **params: str) -> dict[str, Any]:
    """What the list says of the field Energie: since when, who states the field, how many projects."""
    fields = (await client.get("/v1/fields-of-action", params=params)).json()["data"]
    found: dict[str, Any] = next(one for one in fields if one["key"] == "energie")
    return found


async def test_a_count_holds_from_the_day_of_the_project_that_moved_it(clerk: Clerk) -> None:
    before = await energy(clerk.client)
    report = {"document": "Bericht", "date": "2023-05-03"}

    await clerk.propose("Schon länger", effective="2023-05-01", source=report)
    after = await energy(clerk.client)
    await clerk.propose("Noch länger", effective="2022-01-01", source={"document": "Älterer Bericht"})
    late = await energy(clerk.client)

    assert (before["projects"], before["effective"]) == (0, "2020-01-15")
    assert (after["projects"], after["effective"], after["dating"]) == (1, "2023-05-01", "exact")
    assert after["source"] | report == after["source"]
    assert (late["projects"], late["effective"], late["source"]["document"]) == (
        2, "2023-05-01", "Älterer Bericht",
    )  # fmt: skip
    assert before["stated"] == after["stated"] == late["stated"]
    assert before["stated"]["source"]["document"].startswith("Smart-City-Strategie")
    asked = [await energy(clerk.client, asOf=day) for day in ("2021-12-31", "2022-01-01", "2023-05-01")]
    assert [one["projects"] for one in asked] == [0, 1, 2]
    assert asked[0]["effective"] == "2020-01-15"


async def test_a_count_is_told_the_public_with_the_day_of_its_cause(clerk: Clerk) -> None:
    pool = clerk.client.app.state.runtime.pool

    await clerk.propose()

    told = await pool.fetchrow("select * from journal where noun = 'field' order by position desc limit 1")
    assert (told["type"], str(told["effective"]), told["dating"]) == ("field.revised", "2026-11-02", "exact")
    assert b'"effective":"2026-11-02"' in told["public_data"]


async def test_projects_entered_at_the_same_time_are_all_counted(clerk: Clerk) -> None:
    both = [{"key": "energie", "primary": True}, {"key": "umwelt-und-klimaschutz"}]

    await asyncio.gather(*(clerk.propose(f"Nummer {n}", fieldsOfAction=both) for n in range(8)))

    assert await count(clerk.client, "energie") == 8
    assert await count(clerk.client, "umwelt-und-klimaschutz") == 9


async def test_what_became_known_late_is_inserted_where_it_belongs(clerk: Clerk) -> None:
    project = await clerk.propose(effective="2023-05-01", source={"document": "Bericht"})
    path, body = f"/v1/projects/{project['id']}", {"title": "Zwilling", "fieldsOfAction": ENERGY}

    async def revise(**more: object) -> httpx.Response:
        read = await clerk.client.get(path, headers=clerk.headers)
        headers = {**clerk.headers, "If-Match": read.headers["ETag"]}
        return await clerk.client.put(path, json={**body, **more}, headers=headers)

    moved = await revise(fieldsOfAction=[{"key": "mobilitaet"}], effective="2022-01-01")
    renamed = await revise(effective="2024-01-01")

    assert (moved.status_code, moved.json()["code"]) == (422, "step_out_of_order")
    assert await count(clerk.client, "energie") == 1
    assert renamed.json()["title"] == "Zwilling"
    assert (await clerk.client.get(path, params={"asOf": "2023-12-31"})).json()[
        "title"
    ] == "Digitaler Zwilling"


async def strategy_project(clerk: Clerk, **body: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """A project of the strategy, and what it is after a PUT with its title, its fields and more."""
    listed = (await clerk.client.get("/v1/projects", params={"state": "existing"})).json()["data"]
    before = next(one for one in listed if one["key"] == "digitaler-stadtgutschein")
    path = f"/v1/projects/{before['id']}"
    read = await clerk.client.get(path, headers=clerk.headers)
    fields = [{"key": one["key"], "primary": one["primary"]} for one in before["fieldsOfAction"]]
    answer = await clerk.client.put(
        path,
        json={"title": before["title"], "fieldsOfAction": fields, **body},
        headers={**clerk.headers, "If-Match": read.headers["ETag"]},
    )
    assert answer.status_code == 200, answer.text
    return before, (await clerk.client.get(path)).json()


async def test_a_lead_unit_that_is_entered_takes_no_source_from_title_fields_and_state(clerk: Clerk) -> None:
    before, after = await strategy_project(clerk, leadUnit="FB 40")

    entered = {"document": ENTERED_HERE, "date": "2026-11-02"}
    assert before["leadUnitStated"] is None
    assert after["stated"] == before["stated"]
    assert (after["stated"]["effective"], after["stated"]["source"]["date"]) == ("2020-01-15", "2020-01-15")
    assert after["leadUnitStated"]["source"] | entered == after["leadUnitStated"]["source"]
    assert after["leadUnitStated"]["effective"] == after["effective"] == "2026-11-02"
    assert after["source"] == after["leadUnitStated"]["source"]
    assert after["sources"] == before["sources"]


async def test_a_lead_unit_that_becomes_known_late_changes_nothing_else_of_the_days_between(
    clerk: Clerk,
) -> None:
    told = {"document": "Organisationsverfügung", "date": "2022-02-01"}
    before, renamed = await strategy_project(clerk, title="Neuer Name", effective="2024-05-01")
    _, after = await strategy_project(clerk, leadUnit="FB 40", effective="2022-02-01", source=told)

    path = f"/v1/projects/{before['id']}"
    then = (await clerk.client.get(path, params={"asOf": "2023-01-01"})).json()
    assert (renamed["title"], after["title"], after["leadUnit"]) == ("Neuer Name", "Neuer Name", "FB 40")
    assert (then["title"], then["leadUnit"]) == (before["title"], "FB 40")
    assert then["stated"]["source"] == before["stated"]["source"]
    assert then["leadUnitStated"]["source"]["document"] == "Organisationsverfügung"
    assert after["stated"]["effective"] == "2024-05-01"


async def test_a_project_that_is_proposed_here_rests_on_its_entry(clerk: Clerk) -> None:
    project = await clerk.propose()

    assert project["source"] == project["stated"]["source"]
    assert (project["source"]["document"], project["source"]["date"]) == (ENTERED_HERE, "2026-11-02")
    assert project["sources"] == []


async def test_internal_fields_are_for_those_who_keep_the_portfolio(clerk: Clerk) -> None:
    project = await clerk.propose(
        risks=["zu teuer"], dataProtectionNote="DSFA nötig", internalNote="vertraulich"
    )

    public = await clerk.client.get(f"/v1/projects/{project['id']}")
    full = await clerk.client.get(f"/v1/projects/{project['id']}", headers=clerk.headers)

    assert "zu teuer" not in public.text
    assert {"risks", "dataProtectionNote", "internalNote", "scorings", "scoring"}.isdisjoint(public.json())
    assert full.json()["risks"] == ["zu teuer"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"fieldsOfAction": []}, 422, "field_of_action_required"),
        ({"fieldsOfAction": [{"key": "raumfahrt"}]}, 422, "unknown_field_of_action"),
        ({"fieldsOfAction": [{"key": "energie"}, {"key": "verwaltung"}]}, 422, "primary_field_required"),
        ({"goalContributions": [{"goal": "x", "effect": "+", "statement": "y"}]}, 422, "unknown_goal"),
        (
            {"goalContributions": [{"goal": "attraktivitaet", "effect": "-", "statement": "y"}]},
            422,
            "mitigation_required",
        ),
        ({"planned": {"start": "2027-01-01", "end": "2026-01-01"}}, 422, "period_reversed"),
        ({"dependencies": [str(uuid4())]}, 422, "unknown_project"),
        ({"planned": {"start": 0}}, 400, "malformed"),
        ({"title": ""}, 400, "malformed"),
        ({"titel": "vertippt"}, 400, "malformed"),
        ({"state": "selected"}, 403, "transition_reserved"),
    ],
)
async def test_a_profile_that_breaks_a_rule_is_refused(
    clerk: Clerk, body: dict[str, object], status: int, code: str
) -> None:
    answer = await clerk.client.post(
        "/v1/projects", json={"title": "X", "fieldsOfAction": ENERGY, **body}, headers=clerk.headers
    )

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_projects_never_wait_for_themselves(clerk: Clerk) -> None:
    first = await clerk.propose("Erstes")
    second = await clerk.propose("Zweites", dependencies=[first["id"]])

    read = await clerk.client.get(f"/v1/projects/{first['id']}", headers=clerk.headers)
    refused = await clerk.client.put(
        f"/v1/projects/{first['id']}",
        json={"title": "Erstes", "fieldsOfAction": ENERGY, "dependencies": [second["id"]]},
        headers={**clerk.headers, "If-Match": read.headers["ETag"]},
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "dependency_cycle")
    assert refused.json()["path"] == [first["id"], second["id"], first["id"]]


async def test_officers_of_a_unit_write_for_their_own_unit_only(
    projects: ServiceClient, officer: Headers
) -> None:
    own = {"title": "Drohnen", "fieldsOfAction": ENERGY, "leadUnit": "FB. 37"}

    foreign = await projects.post("/v1/projects", json={**own, "leadUnit": "FB 20"}, headers=officer)
    nobodys = await projects.post("/v1/projects", json={**own, "leadUnit": None}, headers=officer)
    created = await projects.post("/v1/projects", json=own, headers=officer)

    assert (foreign.status_code, foreign.json()["code"]) == (403, "unit_not_own")
    assert nobodys.status_code == 403
    assert (created.status_code, created.json()["leadUnit"]) == (201, "FB 37")
    assert "risks" in (await projects.get(f"/v1/projects/{created.json()['id']}", headers=officer)).json()
    handed_over = await projects.put(
        f"/v1/projects/{created.json()['id']}",
        json={**own, "leadUnit": "FB 20"},
        headers={**officer, "If-Match": created.headers["ETag"]},
    )
    assert handed_over.json()["code"] == "unit_not_own"


async def test_only_those_who_may_write_do(projects: ServiceClient, token: Callable[[str], str]) -> None:
    body = {"title": "X", "fieldsOfAction": ENERGY}

    assert (await projects.post("/v1/projects", json=body)).status_code == 401
    for role in ("gremiendienst", "audit", "vendor"):
        bearer = {"Authorization": f"Bearer {token(role)}"}
        assert (await projects.post("/v1/projects", json=body, headers=bearer)).status_code == 403


async def test_a_change_decided_on_an_older_version_is_refused(clerk: Clerk) -> None:
    project = await clerk.propose()
    path, body = f"/v1/projects/{project['id']}", {"title": "Neu", "fieldsOfAction": ENERGY}

    blind = await clerk.client.put(path, json=body, headers=clerk.headers)
    stale = await clerk.client.put(path, json=body, headers={**clerk.headers, "If-Match": '"alt"'})

    assert (blind.status_code, stale.status_code) == (428, 412)


async def test_the_same_key_gives_the_same_answer(clerk: Clerk) -> None:
    headers = {**clerk.headers, "Idempotency-Key": "einmal"}
    body = {"title": "Einmal", "fieldsOfAction": ENERGY}

    first = await clerk.client.post("/v1/projects", json=body, headers=headers)
    again = await clerk.client.post("/v1/projects", json=body, headers=headers)
    other = await clerk.client.post("/v1/projects", json={**body, "title": "Anders"}, headers=headers)

    assert again.json()["id"] == first.json()["id"]
    assert other.status_code == 422
    assert await count(clerk.client, "energie") == 1


@pytest.mark.parametrize(
    ("params", "number"),
    [
        ({"field": "verwaltung"}, 7),
        ({"field": "energie"}, 0),
        ({"state": "existing"}, 35),
        ({"city": "stuttgart"}, 0),
        ({"operation": "known"}, 3),
        ({"operation": "unknown", "field": "mobilitaet"}, 6),
    ],
)
async def test_the_list_is_narrowed_by_what_the_projects_show(
    projects: ServiceClient, params: dict[str, str], number: int
) -> None:
    found = await projects.get("/v1/projects", params={**params, "limit": "200"})

    assert len(found.json()["data"]) == number


async def test_goals_and_units_narrow_the_list_too(clerk: Clerk) -> None:
    await clerk.propose("Mit Ziel", leadUnit="Ref. 0110")

    by_goal = await clerk.client.get("/v1/projects", params={"goal": "attraktivitaet"})
    by_unit = await clerk.client.get("/v1/projects", params={"leadUnit": "Ref 0110"})

    assert [one["title"] for one in by_goal.json()["data"]] == ["Mit Ziel"]
    assert [one["title"] for one in by_unit.json()["data"]] == ["Mit Ziel"]


async def test_what_is_not_there_is_not_found(projects: ServiceClient) -> None:
    assert (await projects.get(f"/v1/projects/{uuid4()}")).status_code == 404
    assert (await projects.get(f"/v1/projects/{uuid4()}/transitions")).status_code == 404
    assert (await projects.get("/v1/projects", params={"feld": "energie"})).status_code == 400
    assert (await projects.get("/v1/projects", params={"limit": "201"})).status_code == 400
