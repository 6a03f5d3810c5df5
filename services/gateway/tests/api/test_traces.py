"""One request is one trace, from the gateway through every service it asks."""

import json
import re
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from opentelemetry import trace as otel
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from sachstand_common.observability import tracing
from sachstand_common.testing.notes import create_app
from sachstand_common.testing.waiting import wait_until
from sachstand_gateway.domain.sachstand import LISTS

OURS = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{OURS}-b7ad6b7169203331-01"


@pytest.fixture
def open_notes(capfd: Any, notes_database: str, service: Any, town: Any, fake_service: Any) -> Any:
    """The gateway before a real service, which keeps notes."""

    async def start(**settings: Any) -> Any:
        fake = fake_service("projects", "/v1/notes", "/v1/notes/{note_id}", methods="get put")
        app = partial(create_app, name="projects")
        fake.answer = (await service(app, "projects", database_url=notes_database, **settings)).app
        return await town.open(fake, **settings)

    return start


async def logged(capfd: Any, route: str) -> list[str]:
    """The trace ids of the two lines that a request leaves, at the gateway and at the service."""
    lines: list[str] = []

    def both() -> bool:
        lines.extend(line for line in capfd.readouterr().err.splitlines() if f'"route":"{route}"' in line)
        return len(lines) >= 2

    await wait_until(both)
    return [json.loads(line)["trace_id"] for line in lines]


async def traces_of(client: Any, capfd: Any, **headers: str) -> list[str]:
    """The trace id in everything that one refused request leaves behind."""
    answer = await client.get(f"/v1/notes/{uuid4()}", headers=headers)

    assert answer.status_code == 404
    lines = await logged(capfd, "/v1/notes/{note_id}")
    said = answer.headers["traceresponse"].split("-")[1], answer.json()["traceId"]
    return [*lines, *said, answer.headers["x-request-id"]]


async def test_a_request_is_one_trace_in_logs_problem_and_headers(open_notes, capfd):
    client = await open_notes()

    first, second = await traces_of(client, capfd), await traces_of(client, capfd)
    own = await traces_of(client, capfd, traceparent=PARENT)
    broken = await traces_of(client, capfd, traceparent="00-nonsense")

    assert len(set(first)) == len(set(second)) == len(set(broken)) == 1
    assert len({*first, *second, *broken}) == 3
    assert set(own) == {OURS}


async def test_what_the_gateway_composes_is_asked_for_in_the_trace_of_its_request(town, fake_service):
    services = {name: fake_service(name) for name in set(LISTS.values())}
    for fake in services.values():
        fake.answer = lambda scope, receive, send: fake_service.reply(send, b'{"data":[],"links":{}}')
    client = await town.open(*services.values())

    answer = await client.get("/v1/sachstand", headers={"traceparent": PARENT})

    asked = [r["header"][b"traceparent"].decode() for fake in services.values() for r in fake.requests]
    assert len(asked) == len(LISTS)
    assert {parent.split("-")[1] for parent in asked} == {OURS}
    assert answer.headers["traceresponse"].split("-")[1] == OURS
    assert set(asked) == {answer.headers["traceresponse"]}


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """Everything that is sent to a collector."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(otel, "_TRACER_PROVIDER", provider)
    monkeypatch.setattr(tracing._Recording, "on", True)
    return exporter


async def test_the_spans_of_gateway_and_service_are_one_chain(open_notes, capfd, spans):
    client = await open_notes(otlp_endpoint="http://127.0.0.1:1")
    spans.clear()

    found = {*await traces_of(client, capfd)}

    await wait_until(lambda: len(spans.get_finished_spans()) == 2)
    service, gateway = spans.get_finished_spans()
    assert found == {f"{span.context.trace_id:032x}" for span in (service, gateway)}
    assert service.parent is not None
    assert service.parent.span_id == gateway.context.span_id
    assert gateway.parent is None
    assert gateway.name == "GET /v1/notes/{note_id}"
    assert gateway.attributes == {
        "http.request.method": "GET",
        "http.response.status_code": 404,
        "http.route": "/v1/notes/{note_id}",
    }


async def test_what_the_gateway_answers_itself_has_one_span_in_the_trace_of_its_client(open_notes, spans):
    client = await open_notes(otlp_endpoint="http://127.0.0.1:1")
    spans.clear()

    answer = await client.get("/v1/changes?after=x", headers={"traceparent": PARENT})

    await wait_until(lambda: bool(spans.get_finished_spans()))
    (span,) = spans.get_finished_spans()
    assert f"{span.context.trace_id:032x}" == answer.json()["traceId"] == OURS
    assert re.fullmatch(rf"00-{OURS}-{span.context.span_id:016x}-01", answer.headers["traceresponse"])
