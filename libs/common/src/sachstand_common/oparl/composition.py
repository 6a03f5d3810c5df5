"""Composition: an object with what belongs to it, as the bytes that are stored. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json

from ..clock import printed
from .forms import BACK, BASE, KEPT_EMPTY, SLOTS, VERSION, Kind, Slot, reference

Json = dict[str, Any]
Key = tuple[Kind, UUID]
_STAMPS = {"created", "modified"}


@dataclass(frozen=True)
class Member:
    """A child in a slot of its parent, with its own composed object."""

    slot: str
    kind: Kind
    id: UUID
    view: Json


@dataclass(frozen=True)
class Composed:
    """An object in both lengths: whole, and without what is embedded in it (`omit_internal`)."""

    whole: Json
    brief: Json


def compose(
    key: Key, values: Mapping[str, Any], parents: Iterable[Key], members: Iterable[Member]
) -> Composed:
    """Put an object together; created and modified are added when it is printed."""
    kind, id = key
    head = {"id": reference(kind, id), "type": f"{VERSION}{kind}"}
    own: Json = {**head, **{name: [] for name in KEPT_EMPTY.get(kind, ())}, **values}
    for parent in sorted(set(parents)):
        name, slot = BACK[kind, parent[0]]
        _put(own, name, slot, reference(*parent))
    inside: Json = {}
    for member in members:
        slot = SLOTS[kind, member.slot]
        if slot.embedded:
            _put(inside, member.slot, slot, embedded(member, kind))
        else:
            _put(own, member.slot, slot, reference(member.kind, member.id))
    return Composed({**own, **inside}, own)


def embedded(member: Member, parent: Kind) -> Json:
    """A child as it stands in its parent: without the way back."""
    back, _ = BACK[member.kind, parent]
    return {name: value for name, value in member.view.items() if name != back}


def _put(target: Json, name: str, slot: Slot, value: Any) -> None:
    if not slot.many:
        target.setdefault(name, value)
    elif value not in (listed := target.setdefault(name, [])):
        target[name] = [*listed, value]


def tombstone(key: Key) -> Json:
    """What is left of an object that was deleted."""
    kind, id = key
    return {"id": reference(kind, id), "type": f"{VERSION}{kind}", "deleted": True}


def stamp(instant: datetime) -> str:
    """An instant as OParl prints it: yyyy-mm-ddThh:mm:ss±hh:mm."""
    return printed(instant).isoformat(timespec="seconds")


def to_bytes(view: Mapping[str, Any], created: datetime, modified: datetime) -> bytes:
    """The bytes that are stored; the mark of the base stands raw, which no text in JSON can."""
    dated = {**view, "created": stamp(created), "modified": stamp(modified)}
    return to_json(dated).replace(b'"\\u0001', b'"' + BASE.encode())


def to_view(stored: bytes) -> Json:
    """What is stored as JSON values; the raw mark of the base is escaped again for the parser."""
    view: Json = json.loads(stored.replace(BASE.encode(), b"\\u0001"))
    return view


def difference(before: Json, after: Json) -> set[str]:
    """The attributes in which an object differs from what it was; its stamps are none of them."""
    return {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)} - _STAMPS


def filled(stored: bytes, base: bytes) -> bytes:
    """The bytes as they are sent, with the public address."""
    return stored.replace(BASE.encode(), base)
