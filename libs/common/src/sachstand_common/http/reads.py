"""Answers to reads: stored views as they lie in the database, with ETag, 304, paging and as-of."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Any, TypeVar
from urllib.parse import quote
from uuid import UUID

from fastapi import Depends, Request
from pydantic_core import to_json
from starlette.responses import Response

from ..db.connections import Pool
from ..errors import Gone
from ..journal.changes import ResourceNotFound
from ..journal.reads import (
    AsOfPoint,
    Found,
    ListPage,
    Reader,
    Wanted,
    count_views,
    list_views,
    one_view,
    position_at,
)
from ..journal.resource import Resource
from ..journal.views import etag_of
from ..search.questions import read_question
from ..security.access import CurrentPrincipal
from ..security.principal import Principal
from .exports import Format, Rows, columns_of, joined, table
from .forms import preferred_form
from .query import AsOfQuery, ListQuery, decode_cursor, encode_cursor

ALWAYS_FULL = frozenset({"cdo", "stabsstelle", "audit", "system"})
CACHEABLE = "sachstand.cacheable"
_SENT = "=&%+,:;/?@!$'()*[]"  # what a query may hold besides letters and digits (RFC 3986)
PAGE = 200
_ROWS = 500  # rows of a file that are read at once
NOTHING: Mapping[str, str] = {}
_KEPT = {"Cache-Control": "no-cache", "Vary": "Authorization, Accept-Encoding"}
_LISTED = "Authorization, Accept-Encoding, Accept"

S = TypeVar("S")
Adjust = Callable[[Pool, AsOfPoint, list[bytes]], Awaitable[list[bytes]]]
"""Completes the views of an as-of answer by what only the answer knows, for instance a count as of a day."""
Make = Callable[[dict[str, Any]], bytes]
"""Makes another form of a view."""


class ResourceGone(Gone):
    """This was here, and is not shown any more; `reason` says why."""

    code = "gone"


def reader_of(principal: Principal, resource: Resource[Any]) -> Reader:
    """What a principal may see of a resource: everything, its own rows in full, or the public views."""
    if principal.roles & (ALWAYS_FULL | set(resource.full_readers)):
        return Reader("full")
    own: set[str] = set()
    if resource.unit_facet and "beauftragte" in principal.roles:
        own |= {f"{resource.unit_facet}:{unit}" for unit in principal.units}
    if resource.contract_facet and "vendor" in principal.roles and principal.contract:
        own.add(f"{resource.contract_facet}:{principal.contract}")
    return Reader("public", tuple(sorted(own)))


class Reads:
    """The reads of one request."""

    def __init__(self, request: Request, principal: Principal) -> None:
        runtime = request.app.state.runtime
        self._request = request
        self._pool = runtime.pool
        self._clock = runtime.clock
        self.principal = principal

    async def one(
        self, resource: Resource[Any], id: UUID, at: AsOfQuery, adjust: Adjust | None = None
    ) -> Response:
        """One resource.

        Raises:
            ResourceNotFound: nothing with this id for this reader, or not yet on that day (404).
            ResourceGone: it was deleted or is no longer public (410).
        """
        point = await self._point(at)
        view, etag = await self._view(resource, id, point)
        if adjust is not None and point is not None:
            return self._answer((await adjust(self._pool, point, [view]))[0], None)
        return self._answer(view, etag)

    async def made(
        self, resource: Resource[Any], id: UUID, at: AsOfQuery, make: Make, media_type: str
    ) -> Response:
        """One resource in another form, made of what this reader sees of it; raises what `one` raises."""
        view, _ = await self._view(resource, id, await self._point(at))
        body = make(json.loads(view))
        headers = {"ETag": etag_of(body), **_KEPT}
        if not_modified(self._request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(body, 200, headers, media_type)

    async def _view(
        self, resource: Resource[Any], id: UUID, point: AsOfPoint | None
    ) -> tuple[bytes, str | None]:
        row = await one_view(self._pool, resource, id, reader_of(self.principal, resource), point)
        if row is None or (row.view is None and row.tombstone is None):
            raise ResourceNotFound(noun=resource.noun, id=str(id))
        if row.view is None:
            raise ResourceGone(noun=resource.noun, id=str(id), reason=row.tombstone)
        return row.view, row.etag

    async def state(self, resource: Resource[S], id: UUID) -> S:
        """The present state, for an answer that rules compute from it; only for who may see the resource.

        Raises:
            ResourceNotFound: nothing with this id for this reader.
        """
        row = await one_view(self._pool, resource, id, reader_of(self.principal, resource), None)
        if row is None or row.view is None:
            raise ResourceNotFound(noun=resource.noun, id=str(id))
        sql = f'select state from "{resource.table.name}" where id = $1'  # noqa: S608 - names are ours
        return resource.load(json.loads(await self._pool.fetchval(sql, id)))

    async def list(
        self,
        resource: Resource[Any],
        query: ListQuery,
        adjust: Adjust | None = None,
        found_in: Sequence[Resource[Any]] = (),
    ) -> Response:
        """One page of a list in the common envelope; `adjust` completes the views of an as-of read.

        A search of the list finds its members by the entries of the resources `found_in`, each as far as the
        reader may see it. Asked for as a file it is the whole list, read page by page while it is sent.
        """
        reader, at = reader_of(self.principal, resource), await self._point(query)
        wanted = self._wanted(query, found_in)
        page = ListPage(query.facets(), None, query.limit, wanted, query.order == "modified")
        form = self._form(query)
        if form != "json":
            rows = self._rows(resource, reader, page, at, adjust)
            first = await anext(rows)
            columns = columns_of(resource.view, public=reader == Reader("public"))
            name = resource.path.rpartition("/")[2]
            return table(form, name, columns, joined(first, rows))
        mark = query.mark(self._request.scope["path"])
        after = decode_cursor(query.cursor, mark) if query.cursor else None
        page = replace(page, after=after)
        found = await list_views(self._pool, resource, reader, page, at)
        pagination: dict[str, Any] = {"limit": query.limit, "count": len(found.views)}
        if query.count:
            pagination["total"] = await count_views(self._pool, resource, reader, page, at)
        links = {"self": self._url()}
        if found.last is not None:
            links["next"] = self._url(encode_cursor(mark, *found.last))
        views = found.views
        if adjust is not None and at is not None:
            views = await adjust(self._pool, at, views)
        headers = {"X-Event-Position": str(found.public_position), "Vary": _LISTED}
        if "next" in links:
            headers["Link"] = f'<{links["next"]}>; rel="next"'
        body, etag = envelope(views, pagination, links), _page_etag(found, pagination, links)
        return self._answer(body, etag, headers)

    async def every(
        self,
        resource: Resource[Any],
        facets: tuple[str, ...],
        at: AsOfQuery,
        after: tuple[str, UUID] | None = None,
    ) -> AsyncIterator[dict[str, Any]]:
        """All views of a list that this reader sees, for an answer that is computed from them.

        `after`: behind which sort key and id to begin.
        """
        reader, point = reader_of(self.principal, resource), await self._point(at)
        while True:
            found = await list_views(self._pool, resource, reader, ListPage(facets, after, PAGE), point)
            for view in found.views:
                yield json.loads(view)
            if found.last is None:
                return
            after = found.last

    async def _rows(
        self,
        resource: Resource[Any],
        reader: Reader,
        page: ListPage,
        at: AsOfPoint | None,
        adjust: Adjust | None,
    ) -> Rows:
        """The views of a whole list, page by page; there is a first page, though it may be empty."""
        page = replace(page, limit=_ROWS)
        while True:
            found = await list_views(self._pool, resource, reader, page, at)
            yield found.views if adjust is None or at is None else await adjust(self._pool, at, found.views)
            if found.last is None:
                return
            page = replace(page, after=found.last)

    def _form(self, query: ListQuery) -> Format:
        """What `format` says; where it says nothing, what Accept prefers."""
        if "format" in query.model_fields_set:
            return query.format
        return preferred_form(self._request.scope["headers"])

    def _wanted(self, query: ListQuery, found_in: Sequence[Resource[Any]]) -> Wanted | None:
        if query.question is None:
            return None
        entries = tuple(f"{r.noun}:{reader_of(self.principal, r).audience}" for r in found_in)
        return Wanted(read_question(query.question).tsquery, entries)

    async def _point(self, at: AsOfQuery) -> AsOfPoint | None:
        if at.day is None and at.known is None:
            return None
        return AsOfPoint(at.day or self._clock.today(), await position_at(self._pool, at.known))

    def _url(self, cursor: str | None = None) -> str:
        """This request's own path and query as they came, or with another cursor."""
        scope = self._request.scope
        query: str = quote(scope["query_string"], _SENT)
        if cursor is not None:
            kept = [pair for pair in query.split("&") if pair and not pair.startswith("cursor=")]
            query = "&".join([*kept, f"cursor={cursor}"])
        return f"{scope['path']}?{query}" if query else scope["path"]

    def _answer(self, body: bytes, etag: str | None, more: Mapping[str, str] = NOTHING) -> Response:
        self._request.scope[CACHEABLE] = True
        etag = etag or etag_of(body)
        headers = {"ETag": etag, **_KEPT, **more}
        if not_modified(self._request.headers.get("if-none-match"), etag):
            return Response(status_code=304, headers=headers)
        return Response(body, 200, headers, "application/json")


def envelope(views: list[bytes], pagination: dict[str, Any], links: dict[str, str]) -> bytes:
    """The list envelope around stored views, by concatenation."""
    return b"".join(
        (b'{"data":[', b",".join(views), b'],"pagination":', to_json(pagination), b',"links":',
         to_json(links), b"}")
    )  # fmt: skip


def not_modified(if_none_match: str | None, etag: str) -> bool:
    """Whether a conditional read may be answered 304 (RFC 9110, weak comparison)."""
    if not if_none_match:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags


def http_date(instant: datetime) -> str:
    """An instant as headers write it (RFC 9110, 5.6.7)."""
    return format_datetime(instant.astimezone(UTC), usegmt=True)


def unchanged(asked: Mapping[str, str], answer: Mapping[str, str]) -> bool:
    """Whether the client has this already: by its tag, else by its date (RFC 9110, 13.2.2)."""
    if "if-none-match" in asked:
        return not_modified(asked["if-none-match"], answer["ETag"])
    return not_modified_since(asked.get("if-modified-since"), answer.get("Last-Modified"))


def not_modified_since(if_modified_since: str | None, last_modified: str | None) -> bool:
    """Whether a read that names a date may be answered 304; a date that cannot be read counts for nothing."""
    if not if_modified_since or not last_modified:
        return False
    try:
        return parsedate_to_datetime(last_modified) <= parsedate_to_datetime(if_modified_since)
    except (ValueError, TypeError):
        return False


def _page_etag(found: Found, *rest: dict[str, Any]) -> str | None:
    """The hash of a page from the hashes of its members: the bytes need not be hashed again."""
    if found.etags is None:
        return None
    return etag_of("".join(found.etags).encode() + to_json(rest))


async def _reads(request: Request, principal: CurrentPrincipal) -> Reads:
    """Async, because FastAPI runs a plain callable in a thread: 60 µs for nothing."""
    return Reads(request, principal)


ReadsDep = Annotated[Reads, Depends(_reads)]
