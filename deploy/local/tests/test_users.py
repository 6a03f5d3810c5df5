"""The users of NATS: each service does its work, and nobody does another's."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import nats
import pytest
from nats.errors import TimeoutError as NatsTimeout
from nats.js.api import ConsumerConfig
from structlog.testing import CapturingLogger

from sachstand_common.contracts.base import Audience
from sachstand_common.messaging import connection as connections
from sachstand_common.messaging.connection import Connection, Denials, open_connection
from sachstand_common.messaging.names import inbox_prefix
from sachstand_common.messaging.rights import LISTENS, PARTNER, USERS
from sachstand_common.messaging.streams import ensure_streams
from sachstand_common.messaging.tail import Tail
from sachstand_common.settings import ServiceSettings
from sachstand_common.testing.databases import outside_loop
from sachstand_common.testing.services import StartService
from sachstand_local.engines import running
from sachstand_local.nats import Nats
from sachstand_local.settings import GATEWAY, SERVICES
from sachstand_local.testing_system import System

ROOT = "sachstand"
SMALL = 32 * 2**20
TOLD = b'{"note": "told"}'
THING = "0190a6d0-0000-7000-8000-000000000001"


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Nats]:
    """A server with users, as `sachstand up` starts it."""
    server = Nats(tmp_path / "guarded", durable=False, root=ROOT)
    with running(server):
        outside_loop(ensure_streams(server.url, ROOT, max_bytes=SMALL))
        yield server


@asynccontextmanager
async def user(server: Nats, name: str) -> AsyncIterator[tuple[Connection, Denials]]:
    denials = Denials()
    connection = await open_connection(server.url_of(name), "test", name, denials)
    try:
        yield connection, denials
    finally:
        await connection.close()


async def tell(server: Nats, subject: str, body: bytes = TOLD) -> None:
    """Let projects publish something."""
    async with user(server, "projects") as (connection, _):
        await connection.client.jetstream().publish(subject, body)


async def may_publish(server: Nats, name: str, subject: str) -> bool:
    async with user(server, name) as (connection, denials):
        await connection.client.publish(subject, TOLD)
        await answered(connection)
        return not denials.recent


async def may_hear(server: Nats, name: str, subject: str) -> bool:
    async with user(server, name) as (connection, denials):
        await connection.client.subscribe(subject)
        await answered(connection)
        return not denials.recent


async def answered(connection: Connection) -> None:
    """The server refuses before it answers; the client's first ping may overtake what it sent before."""
    try:
        for _ in range(2):
            await connection.client.flush(timeout=2)
    except (nats.errors.Error, OSError):
        assert not connection.alive


def event_subjects(service: str) -> list[str]:
    return [f"{ROOT}.{kind}.{service}.thing.told.v1.{THING}" for kind in ("internal", "public", "dlq")]


def event(audience: Audience) -> bytes:
    """What projects tells of a thing."""
    body = {
        "specversion": "1.0",
        "id": THING,
        "source": "/services/projects",
        "type": "sachstand.projects.thing.told.v1",
        "subject": THING,
        "time": "2026-11-02T09:00:00Z",
        "sequence": "1",
        "position": "1",
        "correlationid": THING,
        "dataclassification": audience,
        "data": {},
    }
    return json.dumps(body).encode()


@pytest.mark.parametrize("name", USERS)
async def test_each_tells_its_own_events_and_nobody_elses(guarded: Nats, name: str) -> None:
    for service in (*SERVICES, GATEWAY):
        for subject in event_subjects(service):
            allowed = name == service and name in SERVICES
            assert await may_publish(guarded, name, subject) is allowed, subject


@pytest.mark.parametrize("name", USERS)
async def test_each_reads_its_own_replies_and_nobody_elses(guarded: Nats, name: str) -> None:
    for other in USERS:
        assert await may_hear(guarded, name, f"{inbox_prefix(other)}.>") is (name == other)
    for everything in (">", "_INBOX.>", "*.>", "$JS.>", "$SYS.>"):
        assert not await may_hear(guarded, name, everything)
    assert await may_hear(guarded, name, f"{ROOT}.internal.>") is (name == GATEWAY)


@pytest.mark.parametrize("name", USERS)
async def test_only_the_operator_touches_streams_and_each_only_its_own_consumer(
    guarded: Nats, name: str
) -> None:
    streams = [f"STREAM.{verb}.SACHSTAND_INTERNAL" for verb in ("UPDATE", "PURGE", "DELETE")]
    others = [f"CONSUMER.{verb}.SACHSTAND_INTERNAL.x" for verb in ("CREATE", "MSG.NEXT", "DELETE")]
    direct = [f"DIRECT.GET.SACHSTAND_{stream}" for stream in ("PUBLIC", "INTERNAL")]
    for call in (*streams, *others, *direct):
        operators = not call.startswith(("DIRECT", "CONSUMER.CREATE"))
        # What the operator may is not done here; that it may is in the table, and `up` does it.
        if not (name == "operator" and operators):
            assert not await may_publish(guarded, name, f"$JS.API.{call}"), call


async def test_nobody_comes_in_without_a_name_or_with_a_wrong_password(guarded: Nats) -> None:
    for who in ("", "projects:guessed@", "operator:@"):
        with pytest.raises(ConnectionError, match="Authorization Violation") as refused:
            await open_connection(f"nats://{who}127.0.0.1:{guarded.port}", "test")
        assert str(guarded.port) not in str(refused.value)


async def test_a_partner_follows_the_public_stream_with_an_ordinary_client(guarded: Nats) -> None:
    for subject in event_subjects("projects"):
        await tell(guarded, subject)
    client = await nats.connect(guarded.url_of(PARTNER), inbox_prefix=inbox_prefix(PARTNER))

    subscription = await client.jetstream().pull_subscribe(
        f"{ROOT}.public.>", durable=PARTNER, stream="SACHSTAND_PUBLIC"
    )
    messages = await subscription.fetch(10, timeout=1)
    for message in messages:
        await message.ack_sync()

    assert [message.subject for message in messages] == [event_subjects("projects")[1]]
    assert (await subscription.consumer_info()).num_ack_pending == 0
    await client.close()


async def test_a_partner_reads_nothing_internal_by_any_door(guarded: Nats) -> None:
    api = ("STREAM.INFO", "STREAM.MSG.GET", "DIRECT.GET", "CONSUMER.CREATE", "CONSUMER.LIST")
    for stream in ("SACHSTAND_INTERNAL", "SACHSTAND_DLQ"):
        for verb in api:
            assert not await may_publish(guarded, PARTNER, f"$JS.API.{verb}.{stream}")
        for rest in (PARTNER, f"{PARTNER}.{ROOT}.internal.>"):
            assert not await may_publish(guarded, PARTNER, f"$JS.API.CONSUMER.CREATE.{stream}.{rest}")
    for subject in (f"{ROOT}.internal.>", f"{ROOT}.internal.projects.project.*.*.*", f"{ROOT}.>"):
        assert not await may_hear(guarded, PARTNER, subject)


async def test_a_partners_consumer_cannot_reach_into_another_stream(guarded: Nats) -> None:
    """The request names the stream once more than its subject does; the server compares them."""
    async with user(guarded, PARTNER) as (connection, denials):
        config = ConsumerConfig(name=PARTNER, durable_name=PARTNER, filter_subject=f"{ROOT}.internal.>")
        request = json.dumps({"stream_name": "SACHSTAND_INTERNAL", "config": config.as_dict()}).encode()
        answer = await connection.client.request(
            f"$JS.API.CONSUMER.CREATE.SACHSTAND_PUBLIC.{PARTNER}", request, timeout=2
        )

        assert "error" in json.loads(answer.data)
        assert not denials.recent


async def test_the_operator_follows_every_stream(guarded: Nats) -> None:
    audiences: tuple[Audience, ...] = ("internal", "public")
    for audience, subject in zip(audiences, event_subjects("projects"), strict=False):
        body = event(audience)
        await tell(guarded, subject, body)
        async with asyncio.timeout(5), aclosing(Tail(guarded.url, ROOT, audience).events(after=0)) as events:
            told = await anext(events)

        assert (told.subject, told.raw) == (subject, body)


async def test_a_refusal_is_logged_with_its_subject_and_without_secrets(
    guarded: Nats, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, subject = CapturingLogger(), event_subjects("governance")[0]
    monkeypatch.setattr(connections, "_log", log)
    async with user(guarded, "projects") as (connection, denials):
        with pytest.raises((NatsTimeout, OSError, nats.errors.Error)):
            await connection.client.jetstream().publish(subject, TOLD, timeout=0.5)
        assert denials.recent
        assert not connection.alive

    said = [call for call in log.calls if call.method_name == "error"]
    facts = {"connection": "test", "user": "projects", "what": "publish", "subject": subject}
    assert [(call.args, call.kwargs) for call in said] == [(("nats_denied",), facts)]


async def test_a_service_without_its_rights_says_that_it_is_degraded(
    guarded: Nats, service: StartService, eventually: Any
) -> None:
    create_app = import_module("sachstand_ratsinfo.app").create_app
    client = await service(
        create_app, "ratsinfo", nats_url=guarded.url_of("governance"), subject_root=ROOT, starter=False
    )

    async def said() -> bool:
        answer = (await client.get("/readyz")).json()
        return any("may not do all" in entry["reason"] for entry in answer["degraded"])

    await eventually(said)


@pytest.fixture
def service_settings(
    service_settings: Callable[..., ServiceSettings], request: pytest.FixtureRequest
) -> Callable[..., ServiceSettings]:
    """In the test of the whole city every service comes with its own user."""
    if "city" not in request.fixturenames:
        return service_settings
    server: Nats = request.getfixturevalue("guarded")

    def make(name: str, **settings: Any) -> ServiceSettings:
        own = {"nats_url": server.url_of(name), "subject_root": ROOT}
        return service_settings(name, **{**own, **settings})

    return make


@pytest.fixture
def observer_url(guarded: Nats) -> str:
    return guarded.url_of("operator")


async def test_the_whole_city_works_with_a_user_for_each_service(
    guarded: Nats, city: System, eventually: Any
) -> None:
    async with user(guarded, "operator") as (connection, _):
        js = connection.client.jetstream()
        for service, nouns in LISTENS.items():
            found = [c for c in await js.consumers_info("SACHSTAND_INTERNAL") if c.name.startswith(service)]
            assert len(found) == 1, (service, nouns)
            assert found[0].num_pending == 0
        assert len(await js.consumers_info("SACHSTAND_PUBLIC")) == 1
        assert (await js.stream_info("SACHSTAND_PUBLIC")).state.messages > 0

    async def well() -> bool:
        return bool((await city.gateway.get("/v1/status")).json()["status"] == "ok")

    await eventually(well)
