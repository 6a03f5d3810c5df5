"""What the gateway hears over NATS: what makes kept answers forgotten, and what it passes on."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import nats
import pytest

from sachstand_common.testing.waiting import wait_until


@pytest.fixture
async def broker(nats_url: str, subject_root: str) -> AsyncIterator[Any]:
    connection = await nats.connect(nats_url)
    yield connection
    await connection.close()


@pytest.fixture
async def client(town: Any, fake_service: Any, nats_url: str, subject_root: str, broker: Any) -> Any:
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await fake_service.reply(send, b'{"data":[]}', etag='"a"')

    projects, governance = fake_service("projects", "/v1/projects"), fake_service("governance", "/v1/units")
    projects.answer = governance.answer = answer
    opened = await town.open(projects, governance, nats_url=nats_url, subject_root=subject_root)
    await wait_until(lambda: town.answers._heard and set(town.parts.broadcast.positions) == set(NAMES))
    return opened


NAMES = ("projects", "governance", "ratsinfo", "dms-tracker")


def event(position: int, root: str) -> tuple[str, bytes]:
    subject = str(uuid4())
    body = {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "/services/projects",
        "type": "sachstand.projects.project.proposed.v1",
        "subject": subject,
        "time": "2026-11-02T09:00:00Z",
        "sequence": "1",
        "position": str(position),
        "correlationid": str(uuid4()),
        "dataclassification": "public",
        "data": {"resource": None, "changed": []},
    }
    return f"{root}.public.projects.project.proposed.v1.{subject}", json.dumps(body).encode()


async def cached(client: Any, path: str) -> bool:
    return str((await client.get(path)).headers["cache-status"]).endswith("hit")


async def test_an_announced_change_makes_the_services_answers_forgotten(client, broker, subject_root):
    for path in ("/v1/projects", "/v1/units", "/v1/projects", "/v1/units"):
        await client.get(path)
    assert await cached(client, "/v1/projects")

    await broker.publish(f"{subject_root}.internal.projects.project.revised.v1.{uuid4()}", b"{}")
    await broker.flush()

    async def is_forgotten() -> bool:
        return not await cached(client, "/v1/projects")

    await wait_until(is_forgotten, 1.5)
    assert await cached(client, "/v1/units")


async def test_a_public_event_reaches_a_listener_and_its_id_leads_on(client, broker, subject_root, town):
    async with client.stream("GET", "/v1/events") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "retry: 2000"
        await wait_until(lambda: bool(town.parts.broadcast._listeners))
        await _publish_until_heard(broker, subject_root, town)
        found = await _next_event(lines)

    assert found["event"]["position"] == "1"
    await broker.jetstream().publish(*event(2, subject_root))
    headers = {"Last-Event-ID": found["id"]}
    async with client.stream("GET", "/v1/events", headers=headers) as stream:
        assert (await _next_event(stream.aiter_lines()))["event"]["position"] == "2"


async def _publish_until_heard(broker: Any, root: str, town: Any) -> None:
    """The reader of the stream starts from now on: what came before it was there is in the journals."""
    while town.parts.broadcast.positions["projects"] < 1:
        await broker.jetstream().publish(*event(1, root))
        await asyncio.sleep(0.05)


async def _next_event(lines: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    async with asyncio.timeout(10):
        async for line in lines:
            if line.startswith("id: "):
                found["id"] = line[4:]
            elif line.startswith("data: "):
                return {**found, "event": json.loads(line[6:])}
    raise AssertionError("the stream ended")


async def test_a_last_event_id_of_somebody_else_is_refused(client):
    response = await client.get("/v1/events", headers={"Last-Event-ID": "rubbish"})

    assert (response.status_code, response.json()["code"]) == (400, "cursor_unreadable")
