"""Crawling one external list of another server, page by page, from wherever it was left."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from .forms import Kind
from .repairs import Found, Json, key_of, list_in, read_object, read_page, text_of, url_in
from .upstream import NothingThere, SourceFailed, SourceRefused, Upstream, with_query

LISTS = {
    Kind.ORGANIZATION: "organization",
    Kind.PERSON: "person",
    Kind.MEETING: "meeting",
    Kind.PAPER: "paper",
}
"""The lists of a body in both versions: everything else is embedded in their objects."""
EMBEDDED: Mapping[Kind, Mapping[str, Kind]] = {
    Kind.PERSON: {"membership": Kind.MEMBERSHIP},
    Kind.MEETING: {"agendaItem": Kind.AGENDA_ITEM, "location": Kind.LOCATION},
    Kind.PAPER: {"consultation": Kind.CONSULTATION, "mainFile": Kind.FILE, "auxiliaryFile": Kind.FILE},
}
PAGE = 100
"""Objects of a page, where the source lets its client choose."""


class BodyUnclear(SourceFailed):
    """The source has more than one body, or none of this name: say which."""


@dataclass(frozen=True)
class SourceBody:
    """A body (Körperschaft) of the source."""

    url: str
    name: str | None
    ags: str | None
    values: Json

    def list_url(self, kind: Kind) -> str | None:
        """Where one of its lists begins."""
        return text_of(self.values.get(LISTS[kind]))


@dataclass(frozen=True)
class Page:
    """What one page of a list brought; `following` is where the list goes on, None at its end."""

    objects: tuple[Found, ...]
    following: str | None
    notes: tuple[str, ...] = field(default=())


async def find_body(upstream: Upstream, url: str, wanted: str | None) -> SourceBody:
    """The body that a URL leads to: it is one, or a System or a list that has it.

    Raises:
        BodyUnclear: there are several and none was named, or none bears this name.
    """
    document = await upstream.json(url)
    listed = document.get("body") if isinstance(document, dict) else None
    if isinstance(document, dict) and text_of(document.get("organization")) and url_in(document):
        bodies = [_body(document)]
    elif isinstance(listed, str):
        bodies = [_body(one.values) async for one in _objects(upstream, listed, Kind.BODY)]
    else:
        parts = list_in(listed) or list_in(document.get("data") if isinstance(document, dict) else document)
        bodies = [_body(one.values) for part in parts if (one := read_object(part, Kind.BODY))]
    chosen = [one for one in bodies if wanted is None or _is(one, wanted)]
    if len(chosen) != 1:
        raise BodyUnclear(bodies=[one.name or one.url for one in bodies][:20])
    return chosen[0]


def _body(values: Json) -> SourceBody:
    return SourceBody(url_in(values) or "", text_of(values.get("name")), text_of(values.get("ags")), values)


def _is(body: SourceBody, wanted: str) -> bool:
    names = (
        body.name,
        text_of(body.values.get("shortName")),
        body.ags,
        body.url.rstrip("/").rpartition("/")[2],
    )
    return key_of(wanted) == key_of(body.url) or wanted.casefold() in {n.casefold() for n in names if n}


async def _objects(upstream: Upstream, url: str, kind: Kind) -> AsyncIterator[Found]:
    async for page in crawl(upstream, kind, upstream.within(url)):
        for one in page.objects:
            yield one


def first_page(url: str, since: datetime | None) -> str:
    """Where a crawl of a list begins: at all of it, or at what was modified since."""
    more = {"modified_since": _printed(since)} if since else {}
    return with_query(url, **more, limit=str(PAGE))


async def crawl(
    upstream: Upstream, kind: Kind, start: str, since: datetime | None = None, *, anew: bool = True
) -> AsyncIterator[Page]:
    """The pages of a list; the next one is on its way while one is worked off.

    `anew`: at its beginning, where an empty list may be answered with 404.

    Raises:
        NothingThere: a later page is gone; who crawls begins anew.
        SourceFailed: a page did not come; who crawls goes on with `following` of the last one.
    """
    seen: set[str] = set()
    reading: asyncio.Task[Page] | None = asyncio.ensure_future(_read(upstream, kind, start, since))
    try:
        while reading is not None:
            page = await _first(reading) if anew and not seen else await reading
            seen.add(start)
            if page.following in seen:
                page = replace(page, following=None, notes=(*page.notes, "page_loop"))
            reading, start = None, page.following or ""
            if start:
                reading = asyncio.ensure_future(_read(upstream, kind, start, since))
            yield page
    finally:
        if reading is not None:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


async def _first(reading: "asyncio.Task[Page]") -> Page:
    try:
        return await reading
    except NothingThere:
        return Page((), None, ("empty_list_as_404",))


async def _read(upstream: Upstream, kind: Kind, url: str, since: datetime | None) -> Page:
    answer = read_page(await upstream.json(url), kind)
    notes = ["unreadable_object"] * answer.unreadable
    following = upstream.within(answer.next) if answer.next else None
    if following is not None and since is not None:
        kept = with_query(following, modified_since=_printed(since))
        notes += ["filter_lost"] if kept != following else []
        following = kept
    objects = [await _completed(upstream, one) for one in answer.objects]
    return Page(tuple(objects), following, tuple(notes))


def _printed(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")


async def _completed(upstream: Upstream, found: Found) -> Found:
    """The object with what belongs into it, read where only its URL stands; what is not there stays away."""
    if found.deleted:
        return found
    told = dict(found.values)
    for name, kind in EMBEDDED.get(found.kind, {}).items():
        parts = list_in(told.get(name))
        if any(isinstance(part, str) for part in parts):
            read = [await _embedded(upstream, part, kind) for part in parts]
            told[name] = [one for one in read if one is not None]
    return replace(found, values=told)


async def _embedded(upstream: Upstream, part: Any, kind: Kind) -> Json | None:
    url = url_in(part)
    if isinstance(part, dict) or url is None:
        return part if isinstance(part, dict) else None
    try:
        one = read_object(await upstream.json(url), kind)
    except (SourceFailed, SourceRefused):
        return None
    return one.values if one else None
