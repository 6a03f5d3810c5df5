"""What every event contract is: frozen facts under a name in the past tense, with one address on the wire."""

import re
from functools import cache
from typing import Any, ClassVar, Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

Audience = Literal["public", "internal"]
AUDIENCES: tuple[Audience, ...] = ("public", "internal")

_NAME = re.compile(r"(?P<noun>[a-z][a-z0-9_-]*)\.(?P<event>[a-z][a-z0-9_-]*)(?:\.v(?P<version>[1-9][0-9]*))?")
_WIRE = re.compile(r"sachstand\.(?P<service>[a-z][a-z-]*)\.(?P<name>[a-z0-9_.-]+)")


class TypeName(NamedTuple):
    """The name of an event taken apart: "project.queued" is version 1, "project.queued.v2" a break."""

    noun: str
    event: str
    version: int


@cache
def parse_type(name: str) -> TypeName:
    """Take a name such as "project.queued" apart.

    Raises:
        ValueError: it is not `<noun>.<past tense>` or `<noun>.<past tense>.v<number>`.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"{name!r} is no name of an event")
    return TypeName(match["noun"], match["event"], int(match["version"] or 1))


def wire_type(service: str, name: str) -> str:
    """The CloudEvents type: `sachstand.<service>.<noun>.<event>.v1`."""
    noun, event, version = parse_type(name)
    return f"sachstand.{service}.{noun}.{event}.v{version}"


def parse_wire_type(text: str) -> tuple[str, TypeName]:
    """The publisher and the name behind a CloudEvents type.

    Raises:
        ValueError: it is not one of ours.
    """
    match = _WIRE.fullmatch(text)
    if match is None:
        raise ValueError("this is no type of ours")
    return match["service"], parse_type(match["name"])


def subject(root: str, audience: Audience, service: str, name: str, subject_id: UUID | str) -> str:
    """Where an event is published: `<root>.<audience>.<service>.<noun>.<event>.v1.<subject id>`."""
    noun, event, version = parse_type(name)
    return f"{root}.{audience}.{service}.{noun}.{event}.v{version}.{subject_id}"


def noun_filter(root: str, audience: Audience, service: str, noun: str) -> str:
    """All events of one noun; consumers subscribe to nothing smaller, so that no version is missing."""
    return f"{root}.{audience}.{service}.{noun}.>"


class Part(BaseModel):
    """A piece of an event: camelCase on the wire, frozen, tolerant of fields it does not know yet."""

    model_config = ConfigDict(
        frozen=True, alias_generator=to_camel, populate_by_name=True, extra="ignore", use_enum_values=False
    )


class Event(Part):
    """One kind of event. A contract only grows, with defaults; else there is a `.v2` beside it.

    Subclasses name `type` ("project.queued") and `service` ("projects"); the rest follows from them.
    An `EXAMPLE` (or `examples` of the fields) becomes the golden sample.
    """

    type: ClassVar[str]
    service: ClassVar[str]
    noun: ClassVar[str]
    event: ClassVar[str]
    contract_version: ClassVar[int] = 1

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Derive the noun, the past tense and the version from the name."""
        super().__pydantic_init_subclass__(**kwargs)
        if "type" in cls.__dict__:
            cls.noun, cls.event, cls.contract_version = parse_type(cls.type)

    @classmethod
    def wire_type(cls) -> str:
        """The type as CloudEvents carry it."""
        return wire_type(cls.service, cls.type)


class Revised(Event):
    """A change without a name of its own (Änderung): which resource, and which of its fields."""

    id: UUID
    changed: list[str]


@cache
def revised(service: str, noun: str) -> type[Revised]:
    """The contract `<noun>.revised` of a publisher."""
    name = "".join(word.capitalize() for word in re.split(r"[-_]", noun)) + "Revised"
    return type(
        name,
        (Revised,),
        {
            "__module__": __name__,
            "__doc__": f"Something of the {noun} changed that has no event of its own (Änderung).",
            "type": f"{noun}.revised",
            "service": service,
            "__annotations__": {"type": ClassVar[str], "service": ClassVar[str]},
        },
    )
