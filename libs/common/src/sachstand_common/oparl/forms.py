"""Forms: what one of our resources contributes to OParl, before it is composed with what belongs to it.

A form says its own attributes and where it belongs; a parent never lists its children. So a file that comes
later finds its paper, and each service renders only what it owns.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from ..identifiers import stable_id

VERSION = "https://schema.oparl.org/1.1/"
PREFIX = "/oparl/v1.1"
BASE = "\x01"
"""Stands for the public address of the server in what is stored; it is filled in when it is read."""
NATIVE = "sachstand:api"
"""The one attribute of our own: the URL of the native resource, with all that OParl has no word for."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Kind(StrEnum):
    """The object types of OParl 1.1."""

    SYSTEM = "System"
    BODY = "Body"
    LEGISLATIVE_TERM = "LegislativeTerm"
    ORGANIZATION = "Organization"
    PERSON = "Person"
    MEMBERSHIP = "Membership"
    MEETING = "Meeting"
    AGENDA_ITEM = "AgendaItem"
    PAPER = "Paper"
    CONSULTATION = "Consultation"
    FILE = "File"
    LOCATION = "Location"

    @property
    def segment(self) -> str:
        """Its name in a path: AgendaItem → agenda-item."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", self.value).lower()


@dataclass(frozen=True)
class Slot:
    """An attribute of a parent that is filled by its children."""

    many: bool = True
    embedded: bool = True


SLOTS: Mapping[tuple[Kind, str], Slot] = {
    (Kind.BODY, "legislativeTerm"): Slot(),
    (Kind.ORGANIZATION, "membership"): Slot(embedded=False),
    (Kind.PERSON, "membership"): Slot(),
    (Kind.MEETING, "location"): Slot(many=False),
    (Kind.MEETING, "invitation"): Slot(many=False),
    (Kind.MEETING, "resultsProtocol"): Slot(many=False),
    (Kind.MEETING, "verbatimProtocol"): Slot(many=False),
    (Kind.MEETING, "auxiliaryFile"): Slot(),
    (Kind.MEETING, "agendaItem"): Slot(),
    (Kind.AGENDA_ITEM, "resolutionFile"): Slot(many=False),
    (Kind.AGENDA_ITEM, "auxiliaryFile"): Slot(),
    (Kind.PAPER, "mainFile"): Slot(many=False),
    (Kind.PAPER, "auxiliaryFile"): Slot(),
    (Kind.PAPER, "location"): Slot(),
    (Kind.PAPER, "consultation"): Slot(),
    (Kind.PAPER, "relatedPaper"): Slot(embedded=False),
    (Kind.FILE, "derivativeFile"): Slot(embedded=False),
}

BACK: Mapping[tuple[Kind, Kind], tuple[str, Slot]] = {
    (Kind.LEGISLATIVE_TERM, Kind.BODY): ("body", Slot(many=False)),
    (Kind.ORGANIZATION, Kind.ORGANIZATION): ("subOrganizationOf", Slot(many=False)),
    (Kind.MEMBERSHIP, Kind.PERSON): ("person", Slot(many=False)),
    (Kind.MEMBERSHIP, Kind.ORGANIZATION): ("organization", Slot(many=False)),
    (Kind.AGENDA_ITEM, Kind.MEETING): ("meeting", Slot(many=False)),
    (Kind.CONSULTATION, Kind.PAPER): ("paper", Slot(many=False)),
    (Kind.PAPER, Kind.PAPER): ("relatedPaper", Slot()),
    (Kind.FILE, Kind.FILE): ("masterFile", Slot(many=False)),
    (Kind.FILE, Kind.PAPER): ("paper", Slot()),
    (Kind.FILE, Kind.MEETING): ("meeting", Slot()),
    (Kind.FILE, Kind.AGENDA_ITEM): ("agendaItem", Slot()),
    (Kind.LOCATION, Kind.MEETING): ("meetings", Slot()),
    (Kind.LOCATION, Kind.PAPER): ("papers", Slot()),
}
"""What a child says of its parent where it stands alone; embedded in it, it does not.

A place in a slot that `SLOTS` does not know is only this way back: the parent says nothing of the child.
"""

KEPT_EMPTY: Mapping[Kind, frozenset[str]] = {Kind.BODY: frozenset({"legislativeTerm"})}
"""Mandatory lists, which are shown without members too."""


class Reference(str):
    """The URL of another object; only these may begin with the mark of the base."""

    __slots__ = ()


def reference(kind: Kind, id: UUID | str) -> Reference:
    """The URL of an object; there is one System, where everything begins."""
    path = f"{PREFIX}/{kind.segment}"
    return Reference(f"{BASE}{path}" if kind is Kind.SYSTEM else f"{BASE}{path}/{id}")


def list_of(kind: Kind, id: UUID, name: str) -> Reference:
    """The URL of an external list of an object: the papers of a body."""
    return Reference(f"{reference(kind, id)}/{name}")


def native(path: str) -> Reference:
    """The URL of anything else that is ours: "/v1/papers/…"."""
    return Reference(f"{BASE}{path}")


def facet(owner: Kind, id: UUID | str) -> str:
    """The facet by which an object is in an external list of another owner than its body."""
    return f"{owner}:{id}"


SYSTEM_ID = stable_id("oparl", "system")


def body_id(city: str) -> UUID:
    """The id of the Body (Körperschaft) of a city; the services agree on it without talking."""
    return stable_id("oparl", "body", city)


@dataclass(frozen=True)
class Place:
    """Where a form belongs: in which attribute of which parent, and at which place in its list."""

    kind: Kind
    id: UUID
    slot: str
    order: int = 0


@dataclass(frozen=True)
class Form:
    """One object without what belongs to it; `facets` name the external lists it is in beside its body's.

    `stamped`: when the service that owns the object recorded it, where this is a copy.
    """

    kind: Kind
    id: UUID
    body: UUID | None
    values: Mapping[str, Any]
    places: tuple[Place, ...] = ()
    facets: tuple[str, ...] = field(default=())
    stamped: datetime | None = None


def clean(value: Any) -> Any:
    """A value as OParl prints it: nothing null or empty, no control characters, no look-alike of the base."""
    match value:
        case Reference():
            return str(value)
        case str():
            return _CONTROL.sub(" ", value).strip() or None
        case Mapping():
            found = {name: clean(one) for name, one in value.items()}
            return {name: one for name, one in found.items() if one not in (None, [], {})} or None
        case list() | tuple():
            return [one for one in map(clean, value) if one not in (None, [], {})]
        case _:
            return value
