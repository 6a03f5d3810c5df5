import json
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from pydantic import ValidationError

from sachstand_common.contracts.catalog import CATALOG
from sachstand_common.contracts.examples import example_of
from sachstand_common.facts import Dating
from sachstand_common.messaging.cloudevents import Entry, encode_internal, encode_public, parse

NOTE = UUID("0197a1f0-0000-7000-8000-000000000001")
ENTRY = Entry(
    position=17,
    event_id=UUID("0197a1f0-0000-7000-8000-000000000002"),
    type="project.queued",
    subject_id=NOTE,
    version=3,
    effective=date(2021, 3, 24),
    dating="known_by",
    recorded=datetime(2026, 11, 2, 9, 0, 0, 250000, tzinfo=UTC),
    correlation=UUID("0197a1f0-0000-7000-8000-000000000003"),
    causation=UUID("0197a1f0-0000-7000-8000-000000000004"),
    traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    source='{"document": "Niederschrift \\"98\\"", "page": 4, "date": "2021-03-24", "url": null}',
    data='{"title":"Straße","n": 1.50}'.encode(),
    public_position=9,
    public_event_id=UUID("0197a1f0-0000-7000-8000-000000000005"),
    public_version=2,
    public_data=b'{"resource":{},"changed":["title"]}',
)


def test_stored_data_bytes_are_sent_as_they_are():
    assert '"data":{"title":"Straße","n": 1.50}}'.encode() in encode_internal("projects", ENTRY)


def test_an_internal_event_has_every_attribute():
    event = json.loads(encode_internal("projects", ENTRY))

    assert event | {"data": None, "dataschema": None} == {
        "specversion": "1.0",
        "id": str(ENTRY.event_id),
        "source": "/services/projects",
        "type": "sachstand.projects.project.queued.v1",
        "subject": str(NOTE),
        "time": "2026-11-02T09:00:00.250000Z",
        "datacontenttype": "application/json",
        "dataschema": None,
        "dataclassification": "internal",
        "sequence": "0000000003",
        "position": "17",
        "partitionkey": str(NOTE),
        "correlationid": str(ENTRY.correlation),
        "causationid": str(ENTRY.causation),
        "traceparent": ENTRY.traceparent,
        "effectivedate": "2021-03-24",
        "dating": "known_by",
        "factsource": ENTRY.source,
        "data": None,
    }


def test_a_public_event_has_its_own_id_and_count_and_points_to_nothing_inside():
    event = json.loads(encode_public("projects", ENTRY))

    assert (event["id"], event["sequence"], event["position"]) == (
        str(ENTRY.public_event_id),
        "0000000002",
        "9",
    )
    assert event["dataclassification"] == "public"
    assert not {"causationid", "factsource"} & event.keys()
    assert str(ENTRY.event_id) not in json.dumps(event)


def test_what_was_taken_back_is_told_without_its_content():
    event = json.loads(encode_public("projects", replace(ENTRY, public_data=None)))

    assert event["data"] == {"resource": None, "changed": []}


def test_what_is_written_can_be_read():
    event = parse(encode_internal("projects", ENTRY))

    assert (event.service, event.name.noun, event.sequence, event.position) == ("projects", "project", 3, 17)
    cause = event.cause()
    assert (cause.event_id, cause.type, cause.correlation) == (event.id, "project.queued", ENTRY.correlation)
    assert (cause.effective, cause.dating) == (date(2021, 3, 24), Dating.KNOWN_BY)
    assert (cause.source.document, cause.source.page) == ('Niederschrift "98"', 4)


@pytest.mark.parametrize("name", CATALOG)
def test_every_example_travels(name):
    contract = CATALOG[name]
    data = json.dumps(example_of(contract)).encode()
    event = parse(encode_internal(contract.service, replace(ENTRY, type=contract.type, data=data)))

    assert contract.model_validate(event.data) == contract.model_validate(example_of(contract))


@pytest.mark.parametrize(
    "change",
    [
        {"specversion": "0.3"},
        {"source": "/services/ratsinfo"},
        {"source": "somewhere"},
        {"type": "org.example.thing"},
        {"sequence": "0"},
        {"sequence": "one"},
        {"subject": "not-a-uuid"},
        {"id": None},
        {"data": []},
        {"datacontenttype": "text/xml"},
        {"dataclassification": "secret"},
    ],
)
def test_what_is_no_event_of_ours_is_refused(change):
    raw = json.dumps(json.loads(encode_internal("projects", ENTRY)) | change).encode()

    with pytest.raises(ValidationError):
        parse(raw)


@pytest.mark.parametrize("raw", [b"", b"\x00", b"[]", b"{", '{"id": "ä"'.encode("latin-1"), b"null"])
def test_bytes_that_are_no_json_object_are_refused(raw):
    with pytest.raises(ValidationError):
        parse(raw)
