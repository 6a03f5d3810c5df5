"""The catalog: every event of every publisher, found by its type on the wire."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache

from . import dms_tracker, governance, projects, ratsinfo
from .base import Audience, Event, parse_wire_type, revised

PUBLISHERS = ("governance", "projects", "ratsinfo", "dms-tracker")

_AUTHORED: tuple[type[Event], ...] = (
    *governance.EVENTS,
    *projects.EVENTS,
    *ratsinfo.EVENTS,
    *dms_tracker.EVENTS,
)


def _with_revisions() -> Iterator[type[Event]]:
    """The authored contracts, and `<noun>.revised` of every noun they speak of."""
    known = {contract.wire_type() for contract in _AUTHORED}
    yield from _AUTHORED
    for service, noun in sorted({(c.service, c.noun) for c in _AUTHORED}):
        generic = revised(service, noun)
        if generic.wire_type() not in known:
            yield generic


CATALOG: dict[str, type[Event]] = {contract.wire_type(): contract for contract in _with_revisions()}
"""Type on the wire → contract."""


def find_contract(wire_type: str) -> type[Event] | None:
    """The contract of a type; nouns that only ever are revised need not be listed."""
    known = CATALOG.get(wire_type)
    if known is not None:
        return known
    service, (noun, event, version) = parse_wire_type(wire_type)
    return revised(service, noun) if (event, version) == ("revised", 1) else None


@cache
def schema_uri(wire_type: str, audience: Audience) -> str:
    """The `dataschema` of a type: it changes whenever a compatible change alters the shape."""
    if audience == "public":
        return f"urn:sachstand:schema:public:{wire_type}:1"
    contract = find_contract(wire_type)
    if contract is None:
        return f"urn:sachstand:schema:internal:{wire_type}:unknown"
    schema = contract.model_json_schema(by_alias=True)
    shape = json.dumps({k: schema.get(k) for k in ("properties", "required", "$defs")}, sort_keys=True)
    return f"urn:sachstand:schema:internal:{wire_type}:{hashlib.sha256(shape.encode()).hexdigest()[:12]}"
