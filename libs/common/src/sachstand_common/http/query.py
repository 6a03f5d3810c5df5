"""What lists and as-of reads are asked with, and the one envelope they answer in."""

import base64
import binascii
import hashlib
import json
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Generic, Literal, Self, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from ..errors import Malformed
from .dates import Day, KnownAt
from .exports import Format
from .validation import storable

T = TypeVar("T")


class InvalidCursor(Malformed):
    """This cursor was not given out by this list with these filters."""

    code = "invalid_cursor"


class Body(BaseModel):
    """A request body: camelCase, strict, and nothing that we do not know."""

    model_config = ConfigDict(
        alias_generator=to_camel, validate_by_name=True, validate_by_alias=True, extra="forbid", frozen=True
    )

    _storable = model_validator(mode="before")(storable)


class AsOfQuery(BaseModel):
    """Which day is asked for, and what was known when."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True)

    _storable = model_validator(mode="before")(storable)

    as_of: Day | None = Field(None, alias="asOf", description="What held on this day (Stichtag)")
    known_at: KnownAt | None = Field(
        None,
        alias="knownAt",
        description="What we knew at this instant, to the end of its second, or at this position of the "
        "service's public changes (`X-Event-Position`; 0: before the first)",
    )

    @property
    def day(self) -> date | None:
        """The day asked for."""
        return self.as_of

    @property
    def known(self) -> datetime | int | None:
        """The instant or the public position up to which knowledge counts."""
        return self.known_at


class ListQuery(AsOfQuery):
    """A page of a list; a subclass adds its filters, each named as the facet it narrows."""

    limit: int = Field(50, ge=1, le=200, description="How many at most")
    cursor: str | None = Field(None, description="Opaque; taken from `links.next`", max_length=2000)
    count: bool = Field(False, description="Also count the whole list (`pagination.total`)")
    format: Format = Field(
        "json",
        description="json; or as a file the whole list, whatever `limit` and `cursor` say: csv, xlsx. "
        "Where it is not given, `Accept` can prefer one",
    )

    order: Literal["modified"] | None = Field(
        None, description="modified: what changed last comes first; without it the order of the list itself"
    )

    @model_validator(mode="after")
    def _of_today(self) -> Self:
        """Changes and words are those of today: no list of another day is ordered or searched by them."""
        if (self.order or self.question) and (self.as_of or self.known_at is not None):
            raise ValueError("order and q ask for what holds today, without asOf and knownAt")
        return self

    @property
    def question(self) -> str | None:
        """The words by which members must be found, in a list that can be searched."""
        return None

    def facets(self) -> tuple[str, ...]:
        """The filters that are set, as facets: "state:existing"."""
        given = [(path, getattr(self, name)) for name, path in _facet_paths(type(self))]
        return tuple(
            f"{path}:{json.dumps(value) if isinstance(value, bool) else value}"
            for path, value in given
            if value is not None
        )

    def mark(self, path: str) -> str:
        """What a cursor belongs to: the list at this path, its filters and its point in time."""
        said = [path, self.facets(), self.as_of, self.known_at, self.order, self.question]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:12]


class SearchableQuery(ListQuery):
    """A list that can be searched, narrowed by its other filters at the same time."""

    q: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description='Words that must occur, in all their forms; "…" in a row, -word not',
    )

    @property
    def question(self) -> str | None:
        """What is asked."""
        return self.q


@cache
def _facet_paths(query: type[ListQuery]) -> tuple[tuple[str, str], ...]:
    """The filters of a list: the name of the field, and the facet it narrows."""
    found = []
    for name, field in query.model_fields.items():
        if name not in SearchableQuery.model_fields:
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            found.append((name, str(extra.get("facet") or field.alias or to_camel(name))))
    return tuple(found)


async def _as_of(query: Annotated[AsOfQuery, Query()]) -> AsOfQuery:
    return query


AsOf = Annotated[AsOfQuery, Depends(_as_of)]


class Pagination(BaseModel):
    """How large this page is."""

    limit: int
    count: int = Field(description="Members of this page")
    total: int | None = Field(None, description="Members of the whole list, when asked with `count=true`")


class Links(BaseModel):
    """Where this page and the next are; references are relative to the server (RFC 3986)."""

    self: str
    next: str | None = Field(None, description="Absent on the last page")


class Page(BaseModel, Generic[T]):
    """The envelope of every list."""

    data: list[T]
    pagination: Pagination
    links: Links


def encode_cursor(mark: str, sort: str, id: UUID) -> str:
    """The opaque cursor behind one row of the list with this mark."""
    return base64.urlsafe_b64encode(json.dumps([mark, sort, str(id)]).encode()).rstrip(b"=").decode()


def decode_cursor(cursor: str, mark: str) -> tuple[str, UUID]:
    """The row behind a cursor.

    Raises:
        InvalidCursor: it is not one of ours, or of another list.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        given, sort, id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        row = _text(sort), UUID(id)
    except (binascii.Error, ValueError, TypeError, AttributeError) as error:
        raise InvalidCursor from error
    if given != mark:
        raise InvalidCursor
    return row


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError
    return value
