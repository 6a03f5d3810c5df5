"""Reading OParl objects: stored bytes, one statement a page."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from ..db.connections import Pool
from .composition import Key
from .forms import Kind

_WINDOW = {
    "created_since": "created >= date_trunc('second', {})",
    "created_until": "created < date_trunc('second', {}) + interval '1 second'",
    "modified_since": "modified >= date_trunc('second', {})",
    "modified_until": "modified < date_trunc('second', {}) + interval '1 second'",
}
"""The filters of every list; instants are shown in whole seconds, so they are compared in them."""


@dataclass(frozen=True)
class Window:
    """Which objects of a list are wanted, by when they were created and modified; both ends belong to it."""

    created_since: datetime | None = None
    created_until: datetime | None = None
    modified_since: datetime | None = None
    modified_until: datetime | None = None

    def given(self) -> dict[str, datetime]:
        """The filters that are set."""
        return {name: value for name, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class Listing:
    """An external list: a kind of objects, of one body or with a facet."""

    kind: Kind
    body: UUID | None = None
    facet: str | None = None


@dataclass(frozen=True)
class Slice:
    """The page of a list that is wanted."""

    limit: int
    after: tuple[datetime, UUID] | None = None
    brief: bool = False


@dataclass(frozen=True)
class Found:
    """A page; `last` is the row behind which the next one begins, None on the last page."""

    objects: list[bytes]
    digests: list[str]
    last: tuple[datetime, UUID] | None
    modified: datetime | None


@dataclass(frozen=True)
class Object:
    """One object as it is stored."""

    whole: bytes
    digest: str
    modified: datetime
    deleted: bool


async def one_object(pool: Pool, key: Key) -> Object | None:
    """One object, or what is left of it."""
    row = await pool.fetchrow(
        "select whole, digest, modified, deleted from oparl_object where kind = $1 and id = $2", *key
    )
    return None if row is None else Object(**row)


async def list_objects(pool: Pool, listing: Listing, window: Window, wanted: Slice) -> Found:
    """One page of a list in the order in which its objects were created.

    Tombstones are listed where somebody asks what was modified since, and nowhere else.
    """
    given = window.given()
    shape = (listing.body is not None, listing.facet is not None, wanted.after is not None, wanted.brief)
    arguments: list[object] = [listing.kind, wanted.limit + 1, *given.values()]
    arguments += [value for value in (listing.body, listing.facet) if value is not None]
    arguments += wanted.after or ()
    (row,) = await pool.fetch(_statement(tuple(given), shape), *arguments)
    last = (row["created"], row["id"]) if row["more"] else None
    return Found(row["objects"] or [], row["digests"] or [], last, row["modified"])


@lru_cache(maxsize=256)
def _statement(filters: tuple[str, ...], shape: tuple[bool, bool, bool, bool]) -> str:
    body, facet, after, brief = shape
    number = iter(range(3, 20))
    where = ["kind = $1", *(_WINDOW[name].format(f"${next(number)}::timestamptz") for name in filters)]
    if body:
        where.append(f"body = ${next(number)}")
    if facet:
        where.append(f"facets @> array[${next(number)}]::text[]")
    if after:
        where.append(f"(created, id) > (${next(number)}::timestamptz, ${next(number)}::uuid)")
    if "modified_since" not in filters:
        where.append("not deleted")
    view = "brief" if brief else "whole"
    return _PAGE.format(view=view, where=" and ".join(where))


_PAGE = """select array_agg(view order by n) filter (where n < $2) as objects,
 array_agg(digest order by n) filter (where n < $2) as digests,
 (array_agg(created) filter (where n = $2 - 1))[1] as created,
 (array_agg(id) filter (where n = $2 - 1))[1] as id,
 max(modified) filter (where n < $2) as modified, count(*) = $2 as more
 from (select *, row_number() over (order by created, id) as n from
 (select {view} as view, digest, created, modified, id from oparl_object where {where}
 order by created, id limit $2) p) q"""
