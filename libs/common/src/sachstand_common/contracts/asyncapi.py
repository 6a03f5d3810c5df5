"""The AsyncAPI 3.0 document: where which events are, and what they look like."""

from collections.abc import Mapping, Sequence
from typing import Any

from .base import AUDIENCES, Audience, Event
from .catalog import CATALOG
from .envelope import ENVELOPE
from .examples import SUBJECT, example_of

_DESCRIPTION = """\
Every accepted change of a Sachstand service is told once, as a CloudEvent in structured JSON. Events of one
subject come in the order of their `sequence`, without gaps; an event may come twice, with the same `id`.
Consumers ignore fields they do not know. A contract only grows; a breaking change gets a `.v2` beside it.
The same public events are at `GET /v1/events` (server-sent events), `GET /v1/changes` and in webhooks."""
_STRING = {"type": "string"}
_PARAMETER = {"id": {"description": "Id of the subject (UUID)"}}


def asyncapi_document(
    *, root: str = "sachstand", audiences: Sequence[Audience] = AUDIENCES, nats: str = "localhost:4222"
) -> dict[str, Any]:
    """The document for some audiences; outsiders get the public channels only (`audiences=("public",)`)."""
    document: dict[str, Any] = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Sachstand events",
            "version": "1.0.0",
            "description": _DESCRIPTION,
            "license": {"name": "EUPL-1.2", "url": "https://interoperable-europe.ec.europa.eu/licence/eupl"},
        },
        "defaultContentType": "application/cloudevents+json",
        "servers": {"nats": {"host": nats, "protocol": "nats", "description": "NATS with JetStream"}},
        "channels": {},
        "operations": {},
        "components": {"messages": {}, "schemas": {"CloudEvent": ENVELOPE}},
    }
    if "public" in audiences:
        _add_public(document, root)
    if "internal" in audiences:
        for contract in CATALOG.values():
            _add_internal(document, root, contract)
    return document


def public_document(*, nats: str = "localhost:4222", root: str = "sachstand") -> dict[str, Any]:
    """What outsiders may know."""
    return asyncapi_document(root=root, audiences=("public",), nats=nats)


def _add_public(document: dict[str, Any], root: str) -> None:
    document["components"]["schemas"]["PublicChange"] = _public_change()
    for service, noun in sorted({(c.service, c.noun) for c in CATALOG.values()}):
        key = f"public.{service}.{noun}"
        names = [name for name, c in CATALOG.items() if (c.service, c.noun) == (service, noun)]
        data = {"resource": {"id": str(SUBJECT), "version": 2}, "changed": ["name"]}
        message = {
            "name": f"{service}.{noun}",
            "title": f"A public change of a {noun}",
            "summary": f"The {noun} as the public sees it now, and the fields that changed.",
            "contentType": "application/cloudevents+json",
            "payload": _payload({"type": {"enum": sorted(names)}}, "PublicChange"),
            "examples": [{"payload": _envelope_example(names[0], service, "public", data)}],
        }
        address = f"{root}.public.{service}.{noun}.{{event}}.v1.{{id}}"
        parameters = {"event": {"description": "What happened, in the past tense"}, **_PARAMETER}
        channel = {"address": address, "title": message["title"], "parameters": parameters}
        _add(document, key, channel, message)
        document["operations"][f"receive.{key}"] = _operation(
            "receive", key, f"Hear of public changes of a {noun}"
        )


def _add_internal(document: dict[str, Any], root: str, contract: type[Event]) -> None:
    name = contract.wire_type()
    key = f"internal.{name.removeprefix('sachstand.')}"
    _add_schema(document, contract)
    message = {
        "name": f"{contract.service}.{contract.type}",
        "title": contract.__name__,
        "summary": summary(contract),
        "contentType": "application/cloudevents+json",
        "payload": _payload({"type": {"const": name}}, name),
        "examples": [
            {"payload": _envelope_example(name, contract.service, "internal", example_of(contract))}
        ],
    }
    address = f"{root}.internal.{name.removeprefix('sachstand.')}.{{id}}"
    _add(document, key, {"address": address, "title": contract.__name__, "parameters": _PARAMETER}, message)
    document["operations"][f"send.{key}"] = _operation("send", key, f"{contract.service} tells it")


def _add(document: dict[str, Any], key: str, channel: Mapping[str, Any], message: dict[str, Any]) -> None:
    document["channels"][key] = {
        **channel,
        "servers": [{"$ref": "#/servers/nats"}],
        "messages": {"event": {"$ref": f"#/components/messages/{key}"}},
    }
    document["components"]["messages"][key] = message


def _operation(action: str, key: str, summary: str) -> dict[str, Any]:
    return {
        "action": action,
        "summary": summary,
        "channel": {"$ref": f"#/channels/{key}"},
        "messages": [{"$ref": f"#/channels/{key}/messages/event"}],
    }


def _add_schema(document: dict[str, Any], contract: type[Event]) -> None:
    """The schema of a contract and of its parts, under names that no other publisher uses."""
    template = f"#/components/schemas/{contract.service}.{{model}}"
    schema = contract.model_json_schema(by_alias=True, ref_template=template)
    schemas = document["components"]["schemas"]
    for part, definition in schema.pop("$defs", {}).items():
        schemas[f"{contract.service}.{part}"] = definition
    schemas[contract.wire_type()] = schema


def _payload(narrowed: dict[str, Any], data_schema: str) -> dict[str, Any]:
    properties = {**narrowed, "data": {"$ref": f"#/components/schemas/{data_schema}"}}
    return {
        "allOf": [{"$ref": "#/components/schemas/CloudEvent"}, {"type": "object", "properties": properties}]
    }


def _public_change() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "State after the change, and what changed.",
        "properties": {
            "resource": {
                "type": ["object", "null"],
                "description": "The resource as its public GET answers; null once it was taken back",
            },
            "changed": {"type": "array", "items": _STRING, "description": "Names of the fields that changed"},
        },
        "required": ["resource", "changed"],
    }


def _envelope_example(name: str, service: str, audience: Audience, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "source": f"/services/{service}",
        "type": name,
        "datacontenttype": "application/json",
        "dataclassification": audience,
        "id": "0197a1f0-0000-7000-8000-0000000000ff",
        "sequence": "0000000002",
        "position": "17",
        "subject": str(SUBJECT),
        "time": "2026-11-02T09:00:00Z",
        "partitionkey": str(SUBJECT),
        "correlationid": "0197a1f0-0000-7000-8000-0000000000fe",
        "effectivedate": "2026-11-02",
        "dating": "exact",
        "data": data,
    }


def summary(contract: type[Event]) -> str:
    """The first sentence of a contract's docstring."""
    return " ".join((contract.__doc__ or "").split("\n\n")[0].split())
