"""The envelope as a JSON schema: CloudEvents 1.0 with the extensions every event of the house has."""

from typing import Any

from .base import AUDIENCES
from .catalog import PUBLISHERS

_STRING = {"type": "string"}
_INSTANT = {"type": "string", "format": "date-time"}
_UUID = {"type": "string", "format": "uuid"}
ENVELOPE: dict[str, Any] = {
    "type": "object",
    "description": "CloudEvents 1.0, structured JSON.",
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {**_UUID, "description": "UUIDv7; also the Nats-Msg-Id. The same event has the same id."},
        "source": {"enum": [f"/services/{name}" for name in PUBLISHERS]},
        "type": _STRING,
        "subject": {**_UUID, "description": "Id of the resource that changed"},
        "time": {**_INSTANT, "description": "When the change was recorded"},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {**_STRING, "description": "Changes with every compatible change of the shape"},
        "sequence": {"type": "string", "pattern": "^[0-9]{10}$", "description": "Version of the subject"},
        "position": {
            "type": "string",
            "pattern": "^[0-9]+$",
            "description": "Place in the service's journal",
        },
        "partitionkey": {**_STRING, "description": "The subject"},
        "correlationid": {**_UUID, "description": "What belongs to one intention has one correlation"},
        "causationid": {**_UUID, "description": "The event this change followed from (internal only)"},
        "traceparent": {**_STRING, "description": "W3C trace context"},
        "dataclassification": {"enum": list(AUDIENCES)},
        "effectivedate": {
            "type": "string",
            "format": "date",
            "description": "Since when the change holds",
        },
        "dating": {"enum": ["exact", "known_by", "undated"], "description": "How that date is known"},
        "factsource": {**_STRING, "description": "The document that states it, as JSON (internal only)"},
        "data": {"type": "object"},
    },
    "required": [
        "specversion",
        "id",
        "source",
        "type",
        "subject",
        "time",
        "sequence",
        "position",
        "data",
    ],
}
