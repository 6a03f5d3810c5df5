"""Traces: continued where there is one, begun where there is none."""

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
