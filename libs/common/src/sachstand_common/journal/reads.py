"""Reads: stored bytes out of PostgreSQL, now or as of a day, without an object in between."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from ..db.connections import Pool
from ..errors import Malformed
from .resource import Resource

Audience = Literal["public", "full"]


@dataclass(frozen=True)
class Reader:
    """Who reads: an audience, or the public plus full views of the rows that carry `own` facets."""

    audience: Audience
    own: tuple[str, ...] = ()


@dataclass(frozen=True)
class AsOfPoint:
    """A point in both times: what held on `day`, as far as it was recorded up to `position`."""

    day: date
    position: int


@dataclass(frozen=True)
class Wanted:
    """Members that are found by words: a tsquery, and which entries it may find ("paper:public")."""

    tsquery: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class ListPage:
    """What of a list is wanted; `news`: what changed last comes first."""

    facets: tuple[str, ...]
    after: tuple[str, UUID] | None
    limit: int
    wanted: Wanted | None = None
    news: bool = False


@dataclass(frozen=True)
class _Shape:
    """What a statement depends on, beside the resource and its reader."""

    filtered: bool
    after: bool
    as_of: bool
    wanted: bool
    news: bool


_NEWS = {"public": "public_modified", "full": "to_char(modified at time zone 'UTC', 'YYYYMMDDHH24MISSUS')"}
_FOUND = """id in (select owner from search_entry
 where terms @@ $8::tsquery and noun || ':' || audience = any($9::text[]))"""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of stored views, with their hashes unless it shows another day than today.

    `last` is the sort key and id behind which the next page begins.
    """

    views: list[bytes]
    etags: list[str] | None
    last: tuple[str, UUID] | None
    public_position: int


@dataclass(frozen=True)
class Row:
    """One stored view, or the reason why there is none any more."""

    view: bytes | None
    etag: str | None
    tombstone: str | None


class PositionNotReached(Malformed):
    """No public change of this service has this position yet."""


_NEWEST = """(select distinct on (subject_id) subject_id as id, full_view, public_view, full_facets,
 public_facets, full_sort, public_sort from journal_view
 where noun = '{noun}' and since <= ${day} and position <= ${position}
 order by subject_id, since desc, position desc) r"""


# One row more than wanted, so that a next page shows; and one row as the answer, because a hundred cost the
# driver more than the bytes in them. Without a group that row is there on an empty page too.
_PAGE = """select array_agg(view order by n) filter (where n < $7) as views,
 array_agg(etag order by n) filter (where n < $7) as etags,
 (array_agg(sort) filter (where n = $7 - 1))[1] as sort, (array_agg(id) filter (where n = $7 - 1))[1] as id,
 count(*) = $7 as more, (select public_position from journal_head) as public_position
 from (select *, row_number() over (order by sort {way}, id {way}) as n from ({page}) p) q"""


def _columns(reader: Reader, own: int, *, news: bool) -> tuple[str, str, str, str]:
    """View, visibility, facets and sort key as SQL for this reader; `own` is its parameter's number."""
    full_sort, public_sort = (_NEWS["full"], _NEWS["public"]) if news else ("full_sort", "public_sort")
    if reader.audience == "full":
        return "full_view", "full_view is not null", "full_facets", full_sort
    if not reader.own:
        return "public_view", "public_view is not null", "public_facets", public_sort
    mine = f"full_facets && ${own}::text[]"
    return (
        f"case when {mine} then full_view else public_view end",
        f"(public_view is not null or {mine})",
        f"case when {mine} then full_facets else public_facets end",
        f"case when {mine} then {full_sort} else {public_sort} end",
    )


@dataclass(frozen=True)
class _Statement:
    """SQL with its parameters numbered as they occur; `takes` says which of the candidates they are."""

    sql: str
    takes: tuple[int, ...]


def _numbered(sql: str) -> _Statement:
    takes: list[int] = []

    def number(match: re.Match[str]) -> str:
        candidate = int(match[1])
        if candidate not in takes:
            takes.append(candidate)
        return f"${takes.index(candidate) + 1}"

    return _Statement(re.sub(r"\$(\d)", number, sql), tuple(takes))


@lru_cache(maxsize=512)
def _list_statement(resource: Resource[Any], reader: Reader, shape: _Shape, *, count: bool) -> _Statement:
    view, visible, facets, sort = _columns(reader, 6, news=shape.news)
    newest = _NEWEST.format(noun=resource.noun, day=4, position=5)
    table = newest if shape.as_of else f'"{resource.table.name}" r'
    down = resource.descending or shape.news
    where = [visible]
    if shape.filtered:
        where.append(f"{facets} @> $1::text[]")
    if shape.wanted:
        where.append(_FOUND)
    if shape.after and not count:
        where.append(f"({sort}, id) {'<' if down else '>'} ($2::text, $3::uuid)")
    conditions = " and ".join(where)
    if count:
        return _numbered(f"select count(*) from {table} where {conditions}")  # noqa: S608 - names are ours
    way = "desc" if down else "asc"
    etag = "null::text" if shape.as_of else view.replace("_view", "_etag")
    page = (
        f"select {view} as view, {etag} as etag, {sort} as sort, id from {table} "  # noqa: S608
        f"where {conditions} order by {sort} {way}, id {way} limit $7"
    )
    return _numbered(_PAGE.format(page=page, way=way))


async def list_views(
    pool: Pool, resource: Resource[Any], reader: Reader, page: ListPage, at: AsOfPoint | None
) -> Found:
    """One page of views, and how far the public journal had come in the same instant."""
    statement = _list_statement(resource, reader, _shape(page, at), count=False)
    (row,) = await pool.fetch(statement.sql, *_values(statement, reader, page, at))
    last = (row["sort"], row["id"]) if row["more"] else None
    return Found(row["views"] or [], None if at else row["etags"], last, row["public_position"])


async def count_views(
    pool: Pool, resource: Resource[Any], reader: Reader, page: ListPage, at: AsOfPoint | None
) -> int:
    """How many the whole list holds for this reader."""
    statement = _list_statement(resource, reader, _shape(page, at), count=True)
    return int(await pool.fetchval(statement.sql, *_values(statement, reader, page, at)))


def _shape(page: ListPage, at: AsOfPoint | None) -> _Shape:
    return _Shape(
        bool(page.facets), page.after is not None, at is not None, page.wanted is not None, page.news
    )


def _values(statement: _Statement, reader: Reader, page: ListPage, at: AsOfPoint | None) -> list[Any]:
    sort, id = page.after or (None, None)
    day, position = (at.day, at.position) if at else (None, None)
    tsquery, entries = (page.wanted.tsquery, page.wanted.entries) if page.wanted else (None, None)
    candidates = (None, page.facets, sort, id, day, position, reader.own, page.limit + 1, tsquery, entries)
    return [candidates[number] for number in statement.takes]


async def one_view(
    pool: Pool, resource: Resource[Any], id: UUID, reader: Reader, at: AsOfPoint | None
) -> Row | None:
    """One stored view for this reader, as it is now or held on a day; None where there is nothing."""
    own = list(reader.own)
    if at is None:
        table = f'select *, id as subject_id from "{resource.table.name}" where id = $1'  # noqa: S608
        values: list[Any] = [id]
    else:
        table = (
            "select v.*, null as full_etag, null as public_etag, r.tombstone, r.public_tombstone "  # noqa: S608
            f'from journal_view v join "{resource.table.name}" r on r.id = v.subject_id '
            "where v.noun = $2 and v.subject_id = $1 and v.since <= $3 and v.position <= $4 "
            "order by v.since desc, v.position desc limit 1"
        )
        values = [id, resource.noun, at.day, at.position]
    row = await pool.fetchrow(table, *values)
    if row is None:
        return None
    full = reader.audience == "full" or bool(set(own) & set(row["full_facets"]))
    side = "full" if full else "public"
    tombstone = row["tombstone" if full else "public_tombstone"]
    return Row(row[f"{side}_view"], row[f"{side}_etag"], tombstone)


async def position_at(pool: Pool, known: datetime | int | None) -> int:
    """The last journal position that counts.

    Of an instant: the last one recorded up to the end of that second. Of a number: that of the change which
    the public knows by it; 0 is before all of them. Without either the newest.

    Raises:
        PositionNotReached: no public change has this number yet.
    """
    if known is None:
        return int(await pool.fetchval("select position from journal_head"))
    if isinstance(known, int):
        return await _position_of_public(pool, known)
    end = known.replace(microsecond=0) + timedelta(seconds=1)
    found = await pool.fetchval("select max(position) from journal where recorded < $1", end)
    return int(found or 0)


async def _position_of_public(pool: Pool, number: int) -> int:
    found = await pool.fetchval("select position from journal where public_position = $1", number)
    if found is None and number > 0:
        newest = await pool.fetchval("select public_position from journal_head")
        raise PositionNotReached(parameter="knownAt", newest=newest)
    return int(found or 0)
