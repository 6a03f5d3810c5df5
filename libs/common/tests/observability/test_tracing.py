"""Traces: continued where there is one, begun where there is none."""

import subprocess
import sys

from sachstand_common.observability import tracing

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_what_an_event_caused_stays_in_the_trace_of_the_request():
    with tracing.continued(PARENT, "process"):
        assert tracing.current_trace_id() == "0af7651916cd43dd8448eb211c80319c"
        assert tracing.outgoing_headers()["traceparent"].endswith("-01")
        assert tracing.traceparent() != PARENT
    assert tracing.current() is None
    assert tracing.outgoing_headers() == {}


def test_an_event_without_trace_begins_one():
    with tracing.continued(None, "process"):
        assert len(tracing.current_trace_id() or "") == 32


def test_a_newer_version_of_the_header_is_read_as_far_as_it_is_known():
    assert tracing.parse(PARENT.replace("00-", "01-", 1) + "-more")
    assert tracing.parse(PARENT + "-more") is None
    assert tracing.parse(PARENT.upper()) is None


def test_spans_are_recorded_only_where_a_collector_is_named():
    assert tracing.telemetry("notes", None)["tracing"] is False


async def test_an_event_carries_the_trace_of_the_request_that_caused_it(notes_database, service, issuer):
    from sachstand_common.testing.notes import create_app

    notes = await service(create_app, "notes", database_url=notes_database)
    headers = {"Authorization": f"Bearer {issuer.issue('cdo')}", "traceparent": PARENT}
    await notes.post("/v1/notes", json={"key": "a", "text": "b"}, headers=headers)

    kept = await notes.app.state.runtime.pool.fetchval("select traceparent from journal")
    assert kept.split("-")[1] == "0af7651916cd43dd8448eb211c80319c"


FORKS = """
import os
from sachstand_common.observability import tracing

for _ in range(3):
    if not (child := os.fork()):
        print(tracing.begin(None)[0].trace_id, flush=True)
        os._exit(0)
    os.waitpid(child, 0)
print(tracing.begin(None)[0].trace_id)
"""


def test_every_process_forked_from_one_that_loaded_the_module_names_its_own_traces():
    told = subprocess.run([sys.executable, "-c", FORKS], capture_output=True, text=True, check=True).stdout

    assert len(told.split()) == len(set(told.split())) == 4
