"""What happens when something does not work: nothing is lost, nothing is done twice, and it is said."""

import asyncio
import json
from datetime import UTC, datetime

import httpx
import pytest

from sachstand_common.contracts.base import subject
from sachstand_common.identifiers import new_id
from sachstand_common.messaging.cloudevents import Entry, encode_internal
from sachstand_common.messaging.connection import open_connection
from sachstand_common.testing.waiting import wait_until

ROOT = "faults"


def unit(number, **values):
    return {
        "city": "braunschweig",
        "code": f"Abt {number}",
        "name": f"Abteilung {number}",
        "kind": "abteilung",
    } | values


def key(number):
    return {"Idempotency-Key": f"unit-{number}"}


async def known_units(projects):
    return {str(row["code"]): row["name"] for row in await projects.rows("select code, name from unit")}


async def register(client, *numbers):
    for number in numbers:
        answer = await client.post("/v1/units", json=unit(number))
        assert answer.status_code == 201, answer.text


async def degraded(service):
    async with service.client() as client:
        answer = await client.get("/readyz")
    assert answer.status_code == 200
    return {missing["name"] for missing in answer.json()["degraded"]}


async def test_writes_go_on_without_nats_and_the_events_follow(process, broker, token):
    governance, projects = process("governance"), process("projects")
    await asyncio.gather(governance.start(), projects.start())
    async with governance.client(token("gremiendienst")) as clerk:
        await register(clerk, 1)
        await wait_until(lambda: known_units(projects), 20)

        broker.kill()
        await register(clerk, 2, 3, 4)
        await wait_until(lambda: degraded(governance), 20)
        broker.start()

        await wait_until(lambda: _has(projects, 4), 30)
        await wait_until(lambda: _well(governance), 20)


async def _has(projects, number):
    return len(await known_units(projects)) == number


async def _well(service):
    return not await degraded(service)


async def test_a_service_killed_right_after_its_answer_has_lost_nothing(process, token):
    governance, projects = process("governance"), process("projects")
    await asyncio.gather(governance.start(), projects.start())
    for number in range(3):
        async with governance.client(token("gremiendienst")) as clerk:
            answer = await clerk.post("/v1/units", json=unit(number))
            governance.kill()
        assert answer.status_code == 201
        await governance.start()

        async with governance.client() as anybody:
            assert (await anybody.get(answer.headers["location"])).json()["code"] == f"Abt {number}"
    await wait_until(lambda: _has(projects, 3), 30)


async def test_a_service_killed_among_many_writes_keeps_exactly_what_it_may_have_answered(process, token):
    governance, projects = process("governance"), process("projects")
    await asyncio.gather(governance.start(), projects.start())
    answered: list[str] = []

    async def write(clerk, number):
        try:
            answer = await clerk.post(
                "/v1/units", json=unit(number), headers={"Idempotency-Key": f"unit-{number}"}
            )
        except httpx.TransportError:
            return
        if answer.status_code == 201:
            answered.append(answer.json()["code"])
        if len(answered) == 10:
            governance.kill()

    async with governance.client(token("gremiendienst")) as clerk:
        await asyncio.gather(*(write(clerk, number) for number in range(40)))
        governance.kill()
        await governance.start()
        first = {row["code"] for row in await _listed(clerk)}
        assert set(answered) <= first
        for number in range(40):
            again = await clerk.post("/v1/units", json=unit(number), headers=key(number))
            assert again.status_code == 201
    await wait_until(lambda: _has(projects, 40), 30)
    assert len(await governance.rows("select 1 from journal")) == 40


async def _listed(client):
    return (await client.get("/v1/units?limit=200")).json()["data"]


async def test_a_consumer_killed_while_it_takes_events_takes_each_once(process, token):
    governance, projects = process("governance"), process("projects")
    await governance.start()
    async with governance.client(token("gremiendienst")) as clerk:
        await register(clerk, *range(60))
    for _ in range(2):
        await projects.start()
        projects.kill()
    await projects.start()

    await wait_until(lambda: _has(projects, 60), 30)
    assert await projects.rows("select 1 from dead_letter") == []


@pytest.fixture
async def tell(broker):
    """Publish what governance might have published, or worse."""
    connection = await open_connection(broker.url, "test")

    async def publish(unit_id, version, name=None, event_id=None, raw=None, kind="unit.registered"):
        place = subject(ROOT, "internal", "governance", kind, unit_id)
        body = raw or _event(unit_id, version, name, event_id, kind)
        await connection.client.jetstream().publish(place, body)

    yield publish
    await connection.close()


def _event(unit_id, version, name, event_id, kind):
    data = {"unitId": str(unit_id), **unit(7, name=name or f"Version {version}")}
    entry = Entry(
        position=version, event_id=event_id or new_id(), type=kind, subject_id=unit_id, version=version,
        effective=None, dating="exact", recorded=datetime.now(UTC), correlation=new_id(), causation=None,
        traceparent=None, source=None, data=json.dumps(data).encode(), public_position=None,
        public_event_id=None, public_version=None, public_data=None,
    )  # fmt: skip
    return encode_internal("governance", entry)


async def test_the_same_event_twice_counts_once(process, tell):
    projects = process("projects")
    await projects.start()
    unit_id, event_id = new_id(), new_id()
    for name in ("first", "again under the same id", "and again"):
        await tell(unit_id, 1, name, event_id)
    await tell(unit_id, 1, "another event of the same version")
    await tell(unit_id, 2, "second")

    await wait_until(lambda: _named(projects, "second"), 20)
    assert await projects.rows("select 1 from dead_letter") == []


async def test_events_in_the_wrong_order_are_put_in_theirs(process, tell):
    projects = process("projects")
    unit_id = new_id()
    for version in (3, 1, 2):
        await tell(unit_id, version)
    await projects.start()

    await wait_until(lambda: _named(projects, "Version 3"), 20)
    assert await projects.rows("select 1 from dead_letter") == []


async def _named(projects, name):
    return name in (await known_units(projects)).values()


async def test_a_poisonous_event_is_put_aside_and_holds_up_nobody_else(process, tell):
    projects = process("projects")
    await projects.start()
    bad, good = new_id(), new_id()
    await tell(bad, 1, raw=b"\x00 this is no event")
    wrong = json.loads(_event(bad, 1, "x", None, "unit.registered"))
    wrong["data"] = {"unitId": "not an id", "secret": "geheim-4711"}
    await tell(bad, 1, raw=json.dumps(wrong).encode())
    await tell(good, 1, "good")

    await wait_until(lambda: _named(projects, "good"), 20)
    letters = await wait_until(lambda: _dead(projects, 2), 20)
    assert "geheim-4711" not in json.dumps([letter["error"] for letter in letters])
    assert "geheim-4711" not in projects.log.read_text()


async def _dead(projects, number):
    found = await projects.rows("select error from dead_letter")
    return found if len(found) == number else None
