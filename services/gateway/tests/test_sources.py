"""Every statement of the Sachstand names who says it, through the whole system with its starter data."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sachstand_common.facts import ENTERED_HERE

TODAY = "2026-11-02"
TO_COME = {
    "/strategy/chronicle/day",
    "/bodies/nextMeeting/start",
    "/openDecisions/day",
    "/funding/measures/budget/period",
    "/eFiles/targets/due",
    "/eFiles/rollouts/blockedBy/plannedOn",
}
"""Where a statement says itself that it speaks of what is still to come."""


def told(found: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its path."""
    if isinstance(found, dict):
        yield path, found
        for name, value in found.items():
            yield from told(value, f"{path}/{name}")
    elif isinstance(found, list):
        for value in found:
            yield from told(value, path)
    else:
        yield path, found


def statements(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, one) for path, one in told(found) if isinstance(one, dict) and "recorded" in one]


async def test_every_statement_names_its_source_and_nothing_is_younger_than_the_day(city):
    found = (await city.gateway.get("/v1/sachstand?asOf=2021-03-24")).json()

    listed = statements(found)
    assert len(listed) > 130
    assert [path for path, one in listed if not (one["source"]["document"] and one["recorded"])] == []
    undated = {one["source"]["document"] for _, one in listed if one["source"]["date"] is None}
    assert undated == {
        "Berechnet",
        "BSI TR-03138 (RESISCAN)",
        "Pressemitteilung der Stadt Braunschweig zur Smart City (undatiert)",
        "§ 92a NBG (Verarbeitung von Personalaktendaten im Auftrag)",
    }
    younger = {
        path for path, value in told(found)
        if isinstance(value, str) and re.match(r"20\d\d(-|/|$)", value) and value > "2021-03-24"
    }  # fmt: skip
    assert {path for path in younger if not path.endswith("/recorded")} == TO_COME
    to_come = [one["kind"] for one in found["strategy"][0]["chronicle"] if (one["day"] or "") > "2021-03-24"]
    assert to_come == ["intended"] * 3


async def test_what_one_source_states_keeps_it_when_another_adds_to_it(city):
    found = (await city.gateway.get("/v1/sachstand?asOf=2021-03-24")).json()

    strategy, rollouts = found["strategy"][0], {one["key"]: one for one in found["eFiles"]["rollouts"]}
    assert (strategy["source"]["date"], strategy["effective"]) == ("2020-01-15", "2020-01-15")
    taxes = rollouts["steuerakte-abt-20-3"]
    assert taxes["source"]["note"] is None
    assert "keine Zustimmung" in taxes["blockedBy"][0]["source"]["note"]
    assert (taxes["intro"]["since"], taxes["intro"]["dating"]) == ("2021-03-01", "exact")
    assert (taxes["stock"]["since"], taxes["stock"]["dating"]) == ("2021-03-24", "known_by")


@pytest.fixture
def clerk(city: Any, token: Callable[..., str]) -> Any:
    """``await clerk("projects", "PUT", path, body)`` as somebody who may; what was answered."""

    async def ask(service: str, method: str, path: str, body: Any, role: str = "stabsstelle") -> Any:
        client, headers = city[service], {"Authorization": f"Bearer {token(role)}"}
        if method == "PUT":
            read = await client.get(path, headers=headers)
            headers |= {"If-Match": read.headers["ETag"]} if read.status_code == 200 else {}
        answer = await client.request(method, path, json=body, headers=headers)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    return ask


async def certified(city: Any, clerk: Any) -> dict[str, Any]:
    """A decision of the Board, certified here; the way there is the shortest there is."""
    boards = (await city["governance"].get("/v1/organizations?key=smart-city-board")).json()["data"]
    board = f"/v1/organizations/{boards[0]['id']}"
    founding = {"to": "active", "effective": TODAY, "reference": "Verfügung"}

    async def post(path: str, role: str = "gremiendienst", **body: Any) -> Any:
        return await clerk("governance", "POST", path, body, role)

    await post(f"{board}/transitions", "cdo", **founding)
    here = f"/v1/meetings/{(await post('/v1/meetings', organizationId=boards[0]['id'], start=TODAY))['id']}"
    item = (await post(f"{here}/agenda", number="1", title="Ein Standard"))["items"][0]["id"]
    await post(f"{here}/agenda/transitions", to="published")
    for step in ("convened", "in_session"):
        await post(f"{here}/transitions", to=step)
    await post(f"{here}/agenda/{item}/votes", counts={"yes": 9, "no": 2}, entitled=14)
    decision = await post(f"{here}/decisions", agendaItemId=item, kind="standard")
    await post(f"/v1/decisions/{decision['id']}/transitions", to="in_execution")
    return decision


async def test_what_is_decided_and_entered_here_has_its_register_and_its_entry_as_source(city, clerk):
    decision = await certified(city, clerk)
    fields = [{"key": "energie"}]
    proposed = await clerk("projects", "POST", "/v1/projects", {"title": "Neu", "fieldsOfAction": fields})

    found = (await city.gateway.get("/v1/sachstand")).json()
    decided, one = found["decisions"][0], item(found, "neu")
    register = {"document": "Beschlussregister Smart-City-Board, Nr. 1/2026", "date": TODAY}
    assert decided["source"] | register | {"link": decided["link"]} == decided["source"]
    assert decided["link"] == f"/v1/decisions/{decision['id']}"
    assert decided["stateStated"]["source"]["document"] == ENTERED_HERE
    assert found["openDecisions"][-1]["source"] == decided["source"]
    assert one["source"] | {"document": ENTERED_HERE, "date": TODAY} == one["source"]
    assert one["source"]["link"] == one["link"] == f"/v1/projects/{proposed['id']}"
    assert [path for path, one in statements(found) if not one["source"]["document"]] == []

    page = (await city.gateway.get("/sachstand")).text
    assert f'<a href="/v1/projects/{proposed["id"]}">{ENTERED_HERE}</a>' in page
    assert f'<a href="{decided["link"]}">{register["document"]}</a>' in page
    assert f"{ENTERED_HERE} <span" not in page


async def test_a_lead_unit_that_is_entered_leaves_the_project_its_strategy(city, clerk):
    before = item((await city.gateway.get("/v1/sachstand")).json(), "digitaler-stadtgutschein")
    held = (await city["projects"].get(before["link"])).json()
    fields = [{"key": one["key"], "primary": one["primary"]} for one in held["fieldsOfAction"]]
    body = {"title": held["title"], "fieldsOfAction": fields, "leadUnit": "FB 40"}
    await clerk("projects", "PUT", before["link"], body)

    after = item((await city.gateway.get("/v1/sachstand")).json(), "digitaler-stadtgutschein")
    entered = after.pop("leadUnitStated")
    assert after | {"leadUnit": None, "leadUnitStated": None} == before
    assert after["source"]["document"] == "Smart-City-Strategie der Stadt Braunschweig"
    assert (after["leadUnit"], entered["source"]["document"]) == ("FB 40", ENTERED_HERE)
    assert entered["source"]["link"] == before["link"]


def item(found: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in found["projects"]["items"] if one["key"] == key)


async def test_the_totals_of_a_rollout_rest_on_its_recordings(city, clerk):
    rollouts = (await city["dms-tracker"].get("/v1/rollouts?key=steuerakte-abt-20-3")).json()["data"]
    path = f"/v1/rollouts/{rollouts[0]['id']}/recordings"
    await clerk("dms-tracker", "PUT", f"{path}/scan-log/2026-10-30", {"filesCreated": 3}, "dms-team")

    found = (await city.gateway.get("/v1/sachstand?asOf=2026-10-30")).json()
    one = next(one for one in found["eFiles"]["rollouts"] if one["key"] == "steuerakte-abt-20-3")
    assert (one["totals"]["filesCreated"], one["totals"]["link"]) == (3, path)
    assert (one["totals"]["source"]["document"], one["totals"]["source"]["link"]) == (ENTERED_HERE, path)
    assert one["source"]["document"] == "Anlage: Interne Digitalisierung – Scannen"
