"""The running tracker with the data of March 2021, who talks to it, and what other services tell it."""

import json
from collections import Counter

import pytest

from sachstand_common.contracts.base import subject
from sachstand_common.facts import Dating
from sachstand_common.identifiers import new_id
from sachstand_common.messaging.cloudevents import Entry, encode_internal
from sachstand_common.messaging.connection import open_connection
from sachstand_dms_tracker.app import create_app


@pytest.fixture
async def tracker(service, eventually):
    client = await service(create_app, "dms-tracker", starter=True)
    await eventually(lambda: client.app.state.runtime.progress.state == "loaded")
    return client


@pytest.fixture
def by(token):
    """``by("dms-team")`` are the headers of somebody in that role."""

    def headers(role, unit=None, contract=None, **more):
        bearer = {"Authorization": f"Bearer {token(role, unit, contract)}"}
        return bearer | {name.replace("_", "-"): value for name, value in more.items()}

    return headers


@pytest.fixture
def rollout(tracker):
    async def find(key="personalakte-abt-10-1", **query):
        page = (await tracker.get("/v1/rollouts", params={"key": key, **query})).json()
        return page["data"][0]

    return find


@pytest.fixture
def prerequisite(tracker):
    async def find(key="council-consent", rollout_key="personalakte-abt-10-1", **query):
        page = (await tracker.get("/v1/prerequisites", params=query)).json()
        return next(p for p in page["data"] if (p["key"], p["rolloutKey"]) == (key, rollout_key))

    return find


@pytest.fixture
def journal(tracker):
    """The events of one type, oldest first."""

    async def events(name):
        rows = await tracker.app.state.runtime.pool.fetch(
            "select * from journal where type = $1 order by position", name
        )
        return [{**dict(row), "data": json.loads(row["data"])} for row in rows]

    return events


@pytest.fixture
async def tell(nats_url, subject_root, clock):
    """``await tell(ResolutionAdopted(…))`` publishes an event as its service would."""
    connection = await open_connection(nats_url, "test")
    versions = Counter()

    async def publish(event, about=None, effective=None, again=None, source=None):
        subject_id = about or new_id()
        if again is None:
            versions[subject_id] += 1
        entry = Entry(
            position=1, event_id=again or new_id(), type=event.type, subject_id=subject_id,
            version=versions[subject_id], effective=effective, dating=Dating.EXACT, recorded=clock.now(),
            correlation=new_id(), causation=None, traceparent=None, source=source,
            data=event.model_dump_json(by_alias=True).encode(), public_position=None,
            public_event_id=None, public_version=None, public_data=None,
        )  # fmt: skip
        name = subject(subject_root, "internal", event.service, event.type, subject_id)
        await connection.client.jetstream().publish(name, encode_internal(event.service, entry))
        return entry.event_id

    yield publish
    await connection.close()


@pytest.fixture
def settled(tracker, eventually):
    """Wait until an event was taken in."""

    async def taken(event_id):
        pool = tracker.app.state.runtime.pool
        query = "select 1 from inbox where event_id = $1"
        await eventually(lambda: pool.fetchval(query, event_id))

    return taken
