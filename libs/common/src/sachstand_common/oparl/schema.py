"""JSON Schemas (draft 2020-12) of what we send: each object type, alone and embedded, and each list."""

from typing import Any

from .attributes import ATTRIBUTES, CLOSED, Attribute
from .forms import BACK, SLOTS, VERSION, Kind

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
VENDOR = "^sachstand:[a-zA-Z]+$"
_URL: Schema = {"type": "string", "format": "uri", "pattern": "^https?://"}
_SCALARS: dict[str, Schema] = {
    "text": {"type": "string", "pattern": r"\S"},
    "uri": _URL,
    "url": _URL,
    "list": _URL,
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "instant": {
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$",
    },
    "flag": {"type": "boolean"},
    "number": {"type": "integer", "minimum": 0},
    "geojson": {
        "type": "object",
        "required": ["type", "geometry"],
        "properties": {"type": {"const": "Feature"}, "geometry": {"type": "object"}},
    },
}


def schemas() -> dict[str, Schema]:
    """Every schema by the name under which it is published."""
    found = {str(kind): object_schema(kind) for kind in Kind}
    return {**found, **{f"{kind}List": list_schema(kind) for kind in Kind}, "Error": ERROR}


def object_schema(kind: Kind) -> Schema:
    """An object at its own address: whole, or its tombstone."""
    return {
        "$schema": DRAFT,
        "title": f"{kind} (OParl 1.1)",
        "oneOf": [_whole(kind, embedded_in=None), _tombstone(kind)],
    }


def list_schema(kind: Kind) -> Schema:
    """A page of an external list."""
    return {
        "$schema": DRAFT,
        "title": f"List of {kind} (OParl 1.1)",
        "type": "object",
        "required": ["data", "pagination", "links"],
        "additionalProperties": False,
        "properties": {
            "data": {
                "type": "array",
                "items": {"oneOf": [_whole(kind, embedded_in=None), _tombstone(kind)]},
            },
            "pagination": {
                "type": "object",
                "properties": {"elementsPerPage": {"type": "integer", "minimum": 1}},
            },
            "links": {
                "type": "object",
                "required": ["self", "first"],
                "additionalProperties": False,
                "properties": dict.fromkeys(("self", "first", "next", "last"), _URL),
            },
        },
    }


def _whole(kind: Kind, embedded_in: Kind | None) -> Schema:
    back = BACK[kind, embedded_in][0] if embedded_in and (kind, embedded_in) in BACK else None
    attributes = [one for name, one in ATTRIBUTES[kind].items() if name not in ("deleted", back)]
    return {
        "type": "object",
        "required": [one.name for one in attributes if one.mandatory],
        "additionalProperties": False,
        "patternProperties": {VENDOR: {"type": "string"}},
        "properties": {one.name: _property(kind, one) for one in attributes},
    }


def _property(kind: Kind, attribute: Attribute) -> Schema:
    if attribute.name == "type":
        return {"const": f"{VERSION}{kind}"}
    words = CLOSED.get((kind, attribute.name))
    one = {"enum": list(words)} if words else _one(kind, attribute)
    if not attribute.many:
        return one
    return {"type": "array", "items": one, "uniqueItems": True, "minItems": 0 if attribute.mandatory else 1}


def _one(kind: Kind, attribute: Attribute) -> Schema:
    embedded = attribute.embedded
    if embedded is None:
        return _SCALARS[attribute.type]
    slot = SLOTS.get((kind, attribute.name))
    return _whole(embedded, embedded_in=kind) if slot and slot.embedded else {"type": "object"}


def _tombstone(kind: Kind) -> Schema:
    return {
        "type": "object",
        "required": ["id", "type", "created", "modified", "deleted"],
        "additionalProperties": False,
        "properties": {
            "id": _URL,
            "type": {"const": f"{VERSION}{kind}"},
            "created": _SCALARS["instant"],
            "modified": _SCALARS["instant"],
            "deleted": {"const": True},
        },
    }


ERROR: Schema = {
    "$schema": DRAFT,
    "title": "Error (OParl 1.1)",
    "type": "object",
    "required": ["type", "message"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": f"{VERSION}Error"},
        "message": {"type": "string"},
        "debug": {"type": "string"},
    },
}
