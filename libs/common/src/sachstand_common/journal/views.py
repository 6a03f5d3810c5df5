"""Views: what a resource looks like as JSON, once for the public and once in full."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.alias_generators import to_camel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, to_json

from ..facts import Dating, Source


class _Internal:
    """Marks a field that the public view does not have."""


INTERNAL = _Internal()


class ViewPart(BaseModel):
    """A part of a view: frozen, camelCase outside, snake_case inside."""

    model_config = ConfigDict(
        frozen=True, alias_generator=to_camel, validate_by_name=True, validate_by_alias=True
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe it as everybody may meet it: internal fields may be absent."""
        schema = handler(core_schema)
        found = handler.resolve_ref_schema(schema)
        internal = {name for name, _, internal in fields_of(cls) if internal}
        if internal:
            found["required"] = [name for name in found.get("required", ()) if name not in internal]
        return schema


class Stated(ViewPart):
    """What a group of fields rests on, whatever else of the resource changed later."""

    effective: Annotated[date | None, Field(description="Since when they hold; null: undated")]
    dating: Annotated[Dating, Field(description="How that date is known")]
    source: Annotated[Source, Field(description="Who states them")]
    recorded: Annotated[datetime, Field(description="When they were recorded")]


class View(ViewPart):
    """What every resource shows beside its own fields."""

    id: Annotated[UUID, Field(description="Permanent id (UUIDv7)")]
    version: Annotated[int, Field(description="Counts the changes that this reader can see")]
    created: Annotated[datetime, Field(description="When this was first recorded")]
    modified: Annotated[datetime, Field(description="When this representation was recorded")]
    effective: Annotated[date | None, Field(description="Since when it holds; null: undated")]
    dating: Annotated[Dating, Field(description="How that date is known")]
    source: Annotated[
        Source, Field(description="Who states the newest change: a document, else the entry itself")
    ]


@dataclass(frozen=True)
class Meta:
    """The base fields of a view, and beside them what the groups of the resource rest on."""

    id: UUID
    version: int
    created: datetime
    modified: datetime
    effective: date | None
    dating: Dating
    source: Source
    stated: Mapping[str, Stated]

    def fields(self) -> dict[str, Any]:
        """The base fields, to be spread into a view's constructor."""
        return {name: value for name, value in vars(self).items() if name != "stated"}


META_FIELDS = frozenset(View.model_fields)


@dataclass(frozen=True)
class Rendered:
    """One audience's rendering: the bytes, their hash, the facets of lists, and the sort key."""

    body: bytes
    etag: str
    facets: tuple[str, ...]
    sort: str


def parts(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of, those in its lists included."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from parts(get_args(annotation)[0])
    elif origin in (Union, UnionType, list, tuple, dict):
        for argument in get_args(annotation):
            yield from parts(argument)
    else:
        yield annotation


def is_many(annotation: Any) -> bool:
    """Whether it is, or may be, a list or a mapping."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType, Annotated):
        return any(is_many(a) for a in get_args(annotation))
    return origin in (list, tuple, dict)


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, Any, bool]]:
    """The fields of a view: name in JSON, type, and whether they are internal."""
    for name, field in model.model_fields.items():
        internal = any(isinstance(m, _Internal) for m in field.metadata)
        yield field.serialization_alias or name, field.annotation, internal


@cache
def internal_fields(model: type[BaseModel]) -> dict[str, Any]:
    """What to leave out of the public view, in the form of pydantic's `exclude`, parts included."""
    left_out: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if any(isinstance(m, _Internal) for m in field.metadata):
            left_out[name] = True
            continue
        for part in parts(field.annotation):
            inner = internal_fields(part) if isinstance(part, type) and issubclass(part, BaseModel) else {}
            if inner:
                left_out[name] = {"__all__": inner} if is_many(field.annotation) else inner
    return left_out


def public_json(view: View) -> dict[str, Any]:
    """The public view as JSON values: every INTERNAL field is absent."""
    return view.model_dump(mode="json", by_alias=True, exclude=internal_fields(type(view)) or None)


def full_json(view: View) -> dict[str, Any]:
    """The full view as JSON values."""
    return view.model_dump(mode="json", by_alias=True)


def rendered(values: dict[str, Any], filters: tuple[str, ...], sort: str) -> Rendered:
    """Bytes, ETag, facets and sort key of one audience, all from that audience's own JSON."""
    body = to_json(values)
    facets = {f"{path}:{_text(v)}" for path in filters for v in walk(values, path) if v is not None}
    return Rendered(body, etag_of(body), tuple(sorted(facets)), sort_key(next(walk(values, sort), None)))


def body_hash(values: dict[str, Any]) -> str:
    """The hash of what a view says, without the fields that every change moves."""
    kept = {k: v for k, v in values.items() if k not in META_FIELDS}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def etag_of(body: bytes) -> str:
    """The entity tag of a representation (RFC 9110), quotes included."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


def walk(values: Any, path: str) -> Iterator[Any]:
    """The values at a dotted path; a list on the way stands for each of its members."""
    if isinstance(values, list):
        for member in values:
            yield from walk(member, path)
    elif not path:
        yield values
    elif isinstance(values, dict):
        head, _, rest = path.partition(".")
        if head in values:
            yield from walk(values[head], rest)


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def sort_key(value: Any) -> str:
    """A value as text that sorts as a reader expects: numbers by size, umlauts beside their vowel."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:020d}"
    text = unicodedata.normalize("NFKD", str(value or "").casefold())
    return "".join(c for c in text if not unicodedata.combining(c))
