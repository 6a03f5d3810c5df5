"""The running service with the data of both cities, who talks to it, and what other services tell it."""

import json
from collections import Counter
from datetime import date

import pytest
from pydantic_core import to_json

from sachstand_common.contracts.base import subject
from sachstand_common.facts import Dating
from sachstand_common.identifiers import new_id
from sachstand_common.messaging.cloudevents import Entry, encode_internal
from sachstand_common.messaging.connection import open_connection
from sachstand_common.oparl.forms import body_id
from sachstand_common.testing.oparl import faults
from sachstand_governance.app import create_app


@pytest.fixture
async def governance(service, eventually):
    client = await service(create_app, "governance", starter=True)
    progress = client.app.state.runtime.progress
    await eventually(lambda: progress.state == "loaded" or progress.error, timeout=60)
    assert progress.error is None
    return client


@pytest.fixture
def by(token):
    """``by("gremiendienst")`` are the headers of somebody in that role."""

    def headers(role, **more):
        bearer = {"Authorization": f"Bearer {token(role)}"}
        return bearer | {name.replace("_", "-"): value for name, value in more.items()}

    return headers


@pytest.fixture
def journal(governance):
    """The events of one type, oldest first."""

    async def events(name):
        rows = await governance.app.state.runtime.pool.fetch(
            "select * from journal where type = $1 order by position", name
        )
        return [{**dict(row), "data": json.loads(row["data"])} for row in rows]

    return events


class Clerk:
    """What a clerk does over HTTP, so that a test can say it in one line."""

    def __init__(self, client, by):
        self.client, self.by, self.role = client, by, "gremiendienst"

    async def post(self, path, role=None, expect=None, headers=None, **body):
        answer = await self.client.post(
            path, json=body, headers={**self.by(role or self.role), **(headers or {})}
        )
        assert answer.status_code in ({expect} if expect else {200, 201}), answer.text
        return answer.json()

    async def all(self, path, role=None, **query):
        headers = self.by(role) if role else {}
        answer = await self.client.get(path, params={"limit": 200, **query}, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    async def organization(self, key, city="braunschweig"):
        (found,) = await self.all("/v1/organizations", "audit", key=key, city=city)
        return found

    async def found_board(self, on="2026-11-02"):
        board = await self.organization("smart-city-board")
        path = f"/v1/organizations/{board['id']}/transitions"
        return await self.post(path, "cdo", to="active", effective=on, reference="Verfügung des OB")

    async def meeting(self, key="smart-city-board", start="2026-11-02", **more):
        body = await self.organization(key)
        return await self.post("/v1/meetings", organizationId=body["id"], start=start, **more)

    async def chair(self, key, holder="Vorsitz"):
        body = await self.organization(key)
        return await self.post("/v1/mandates", organizationId=body["id"], holder=holder, capacity="chair")

    async def item(self, meeting, number="1", title="Ein Gegenstand", **more):
        path = f"/v1/meetings/{meeting['id']}/agenda"
        agenda = await self.post(path, number=number, title=title, **more)
        items = agenda["items"] + agenda["nonPublicItems"]
        return next(i for i in items if i["number"] == number)

    async def publish(self, meeting, **more):
        return await self.post(f"/v1/meetings/{meeting['id']}/agenda/transitions", to="published", **more)

    async def step(self, meeting, *names, **more):
        for name in names:
            path = f"/v1/meetings/{meeting['id']}/transitions"
            meeting = await self.post(path, to=name, **more)
        return meeting

    async def vote(self, meeting, item, expect=None, **ballot):
        path = f"/v1/meetings/{meeting['id']}/agenda/{item['id']}/votes"
        chosen = ballot or {"counts": {"yes": 9, "no": 2, "abstain": 1}, "entitled": 14}
        return await self.post(path, expect=expect, **chosen)

    async def decide(self, meeting, item, kind="release", expect=None, **more):
        path = f"/v1/meetings/{meeting['id']}/decisions"
        return await self.post(path, expect=expect, agendaItemId=item["id"], kind=kind, **more)


@pytest.fixture
def clerk(governance, by):
    return Clerk(governance, by)


@pytest.fixture
async def session(clerk):
    """A meeting of the founded Board that is in session, with one item."""
    await clerk.found_board()
    meeting = await clerk.meeting()
    item = await clerk.item(meeting)
    await clerk.publish(meeting)
    await clerk.step(meeting, "convened", "in_session")
    return meeting, item


@pytest.fixture
async def tell(nats_url, subject_root, clock, governance, eventually):
    """``await tell(MinutesRecorded(…))`` publishes an event as its service would, and awaits its effect."""
    connection = await open_connection(nats_url, "test")
    versions = Counter()

    async def publish(event, about=None, effective=None, again=None, source=None):
        subject_id = about or new_id()
        if again is None:
            versions[subject_id] += 1
        entry = Entry(
            position=1, event_id=again or new_id(), type=event.type, subject_id=subject_id,
            version=versions[subject_id], effective=effective and date.fromisoformat(effective),
            dating=Dating.EXACT, recorded=clock.now(), correlation=new_id(), causation=None,
            traceparent=None, source=source and to_json(source).decode(),
            data=event.model_dump_json(by_alias=True).encode(),
            public_position=None, public_event_id=None, public_version=None, public_data=None,
        )  # fmt: skip
        name = subject(subject_root, "internal", event.service, event.type, subject_id)
        await connection.client.jetstream().publish(name, encode_internal(event.service, entry))
        pool = governance.app.state.runtime.pool
        query = "select 1 from inbox where event_id = $1"
        await eventually(lambda: pool.fetchval(query, entry.event_id))
        return entry.event_id

    yield publish
    await connection.close()


class OParl:
    """What a client of OParl reads; every object it meets is checked against the standard."""

    def __init__(self, client):
        self.client, self.base = client, client.settings.public_url

    async def read(self, path, **query):
        answer = await self.client.get(path.removeprefix(self.base), params=query or None)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.json()

    async def one(self, kind, id):
        found = await self.read(id if str(id).startswith("http") else f"/oparl/v1.1/{kind}/{id}")
        assert faults(found, self.base) == []
        return found

    async def all(self, name, city="braunschweig", **query):
        path = f"/oparl/v1.1/body/{body_id(city)}/{name}"
        found = (await self.read(path, limit=200, **query))["data"]
        assert [fault for one in found for fault in faults(one, self.base)] == []
        return found

    async def named(self, name, part, city="braunschweig"):
        (found,) = [one for one in await self.all(name, city) if part in one["name"]]
        return found


@pytest.fixture
def oparl(governance):
    return OParl(governance)
