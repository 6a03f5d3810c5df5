"""Logs: JSON, with the trace, and without what opens a door."""

import json
import logging
import os

import pytest
import structlog

from sachstand_common.observability import tracing
from sachstand_common.observability.logs import configure_logging, redact, redacted
from sachstand_common.observability.requests import RequestLog, route_of

TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJwIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "text",
    [
        f"failed with {TOKEN}",
        f"Authorization: Bearer {TOKEN}",
        "postgresql://projects:s3cret@db/projects",
        "DETAIL:  Key (text)=(s3cret) already exists.",
        "[type=uuid_parsing, input_value={'a': 's3cret, s3cret'}, input_type=dict]",
        "-----BEGIN PRIVATE KEY-----\ns3cret\n-----END PRIVATE KEY-----",
    ],
)
def test_secrets_are_known_by_their_looks(text):
    assert "s3cret" not in redacted(text)
    assert "eyJ" not in redacted(text)


@pytest.mark.parametrize(
    "name", ["token", "Authorization", "nats_password", "client_secret", "cookie", "api_key"]
)
def test_secrets_are_known_by_their_names(name):
    assert redact(None, "info", {name: "s3cret", "other": "kept"}) == {name: "[redacted]", "other": "kept"}


@pytest.mark.usefixtures("logs_restored")
def test_everything_that_logs_writes_json_with_its_trace(capfd):
    configure_logging("notes", "INFO")
    trace, entered = tracing.begin(None)
    structlog.get_logger("a").warning("ours", token=TOKEN)
    logging.getLogger("library").error("theirs %s", TOKEN)
    logging.getLogger("library").debug("not shown")
    tracing.end(entered)

    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]

    assert [line["event"] for line in lines] == ["ours", "theirs [redacted]"]
    assert {line["trace_id"] for line in lines} == {trace.trace_id}
    assert {line["service"] for line in lines} == {"notes"}
    assert lines[0]["token"] == "[redacted]"


async def test_a_request_leaves_one_line_with_the_template_of_its_path():
    read, write = os.pipe()
    log = RequestLog("notes", write)
    log.add("GET", "/v1/notes/{note_id}", 200, 0.0012, "a" * 32)
    log.add("GET", "/readyz", 200, 0.0012, "b" * 32)
    log.add('WEIRD"', '/v1/"', 404, 0.1, "c" * 32)

    lines = [json.loads(line) for line in os.read(read, 10_000).splitlines()]

    assert lines[0]["route"] == "/v1/notes/{note_id}"
    assert (lines[0]["method"], lines[0]["status"], lines[0]["ms"]) == ("GET", 200, 1.2)
    assert (lines[1]["method"], lines[1]["route"]) == ("OTHER", '/v1/"')
    assert len(lines) == 2
    os.close(read)
    os.close(write)


def test_a_path_without_route_is_not_repeated():
    assert route_of({"path": "/v1/notes/secret"}) == "(none)"
