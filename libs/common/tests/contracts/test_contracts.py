import json
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
from pydantic import ValidationError

from sachstand_common.contracts import documents
from sachstand_common.contracts.asyncapi import asyncapi_document, public_document
from sachstand_common.contracts.base import Event, parse_type, parse_wire_type, revised, subject, wire_type
from sachstand_common.contracts.catalog import CATALOG, find_contract, schema_uri
from sachstand_common.contracts.consumers import consumers_of
from sachstand_common.contracts.examples import example_of
from sachstand_common.contracts.golden import broken, missing

ROOT = Path(__file__).parents[4]
GOLDEN = ROOT / "libs" / "common" / "tests" / "golden"
HINT = "python -m sachstand_common.contracts.{}"


class SwitchThrown(Event):
    """A switch was thrown (geschaltet)."""

    type: ClassVar[str] = "switch.thrown.v2"
    service: ClassVar[str] = "lights"
    switch_id: UUID
    on: bool = True


def test_name_subject_and_type_of_an_event_follow_from_its_contract():
    assert (SwitchThrown.noun, SwitchThrown.event, SwitchThrown.contract_version) == ("switch", "thrown", 2)
    assert SwitchThrown.wire_type() == "sachstand.lights.switch.thrown.v2"
    address = subject("sachstand", "public", "lights", "switch.thrown", "7")
    assert address == "sachstand.public.lights.switch.thrown.v1.7"
    assert parse_wire_type("sachstand.dms-tracker.rollout.went_live.v1") == (
        "dms-tracker",
        parse_type("rollout.went_live"),
    )


@pytest.mark.parametrize("name", ["", "switch", "Switch.on", "switch.on.2", "a.b.c", "switch.on.v0"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match="no name"):
        parse_type(name)


def test_a_contract_is_frozen_speaks_camel_case_and_ignores_what_it_does_not_know():
    read = SwitchThrown.model_validate({"switchId": "0197a1f0-0000-7000-8000-000000000001", "colour": "red"})

    assert json.loads(read.model_dump_json(by_alias=True)) == {"switchId": str(read.switch_id), "on": True}
    with pytest.raises(ValidationError):
        read.on = False


def test_every_noun_can_be_revised():
    nouns = {(contract.service, contract.noun) for contract in CATALOG.values()}

    assert all(wire_type(service, f"{noun}.revised") in CATALOG for service, noun in nouns)
    assert revised("projects", "project") is revised("projects", "project")
    assert find_contract("sachstand.projects.never_seen.revised.v1") is revised("projects", "never_seen")
    assert find_contract("sachstand.projects.never_seen.done.v1") is None


def test_the_schema_of_a_type_is_named_by_its_shape():
    names = [schema_uri(name, "internal") for name in CATALOG]

    assert len(set(names)) == len(names)
    assert all(name.startswith("urn:sachstand:schema:internal:sachstand.") for name in names)


@pytest.mark.parametrize("name", CATALOG)
def test_every_event_has_a_german_speaking_docstring_and_an_example(name):
    contract = CATALOG[name]

    assert contract.__doc__
    assert contract.model_validate(example_of(contract))


def test_every_type_has_a_golden_sample():
    assert missing(GOLDEN) == [], f"run {HINT.format('golden')}"


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.json")), ids=lambda file: file.stem)
def test_today_reads_what_was_ever_told(file):
    assert broken(json.loads(file.read_text(encoding="utf-8"))) is None


def test_a_lost_field_is_noticed():
    sample = {"type": "sachstand.projects.project.revised.v1", "data": {"id": "x" * 0, "changed": []}}
    sample["data"]["id"] = "0197a1f0-0000-7000-8000-000000000001"
    sample["data"]["parts"] = [{"old": 1}]

    assert broken(sample) == "fields are gone: parts, parts.old"


def test_the_generated_documents_are_what_the_contracts_say():
    assert documents.outdated(ROOT) == [], f"run {HINT.format('documents --write')}"


def test_the_asyncapi_document_holds_together():
    document = asyncapi_document()

    def resolve(reference):
        place = document
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]
        return place

    def references(value):
        if isinstance(value, dict):
            yield from (value["$ref"],) if isinstance(value.get("$ref"), str) else ()
            for inner in value.values():
                yield from references(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from references(inner)

    assert all(resolve(reference) for reference in references(document))
    internal = [key for key in document["channels"] if key.startswith("internal.")]
    assert len(internal) == len(CATALOG)


def test_outsiders_are_told_of_public_channels_only():
    text = json.dumps(public_document())

    assert "internal." not in text.replace("(internal only)", "")
    assert "sachstand.public.projects.project" in text


def test_who_listens_is_read_from_the_services_own_source(tmp_path):
    room = tmp_path / "lights" / "src" / "sachstand_lights" / "events"
    room.mkdir(parents=True)
    (room / "meetings.py").write_text(
        "@handlers.on(MeetingHeld)\nasync def a(w, e): ...\n"
        "@handlers.on(revised('projects', 'project'))\nasync def b(w, e): ...\n"
    )

    assert consumers_of(tmp_path) == {
        "sachstand.governance.meeting.held.v1": ["lights"],
        "sachstand.projects.project.revised.v1": ["lights"],
    }
