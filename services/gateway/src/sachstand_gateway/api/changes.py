"""Changes of all services: as a list with a cursor, and as a stream."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json
from starlette.responses import Response, StreamingResponse

from sachstand_common.http.changes import ChangesLinks, changes_links

from ..domain.changes import Wanted
from ..domain.cursors import decode, encode
from ..usecases.changes import Changes, list_changes
from ..usecases.follow import follow
from .parts import TOKEN_CHECKED, Parts, PartsDep

router = APIRouter(tags=["changes"], dependencies=TOKEN_CHECKED)

RETRY = b"retry: 2000\n\n"


class ChangesQuery(BaseModel):
    """From where on, how many, and how long to wait for the first."""

    model_config = ConfigDict(extra="forbid")

    after: str = Field(
        "", max_length=500, description="Cursor of `links.resume` or of an event; empty: the start"
    )
    limit: int = Field(100, ge=1, le=1000)
    wait: int = Field(0, ge=0, le=30, description="Seconds to wait when there is nothing yet (long poll)")


class ChangesPage(BaseModel):
    """Public events as CloudEvents 1.0; each service's own order is kept."""

    data: list[dict[str, Any]]
    pagination: dict[str, int]
    links: ChangesLinks
    missing: list[str] = Field(
        description="Services that could not be asked: this page says nothing of them, and its cursor leaves "
        "them where they were, so that nothing is lost. Empty when all have answered"
    )


@router.get("/v1/changes", response_model=ChangesPage, summary="Public changes of all services")
async def get_changes(parts: PartsDep, query: Annotated[ChangesQuery, Query()]) -> Response:
    """Everything that has changed for the public after a cursor, each change once, each service's in order.

    Follow `links.next` as long as there is one: then you have everything up to now, except of services that
    are `missing`. `links.resume` is always there and asks for what comes later, with `wait` at once.
    """
    after = decode(query.after) if query.after else {}
    page = await list_changes(parts.services, parts.broadcast.names, after, query.limit)
    if not page.changes and query.wait:
        await _wait(parts, query.wait)
        page = await list_changes(parts.services, parts.broadcast.names, after, query.limit)
    return Response(_body(page, query), 200, {"Cache-Control": "no-store"}, "application/json")


@router.get(
    "/v1/events",
    summary="Public changes as they happen",
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
    response_class=StreamingResponse,
)
async def get_events(
    parts: PartsDep,
    last_event_id: Annotated[str | None, Header(max_length=500)] = None,
    service: Annotated[list[str], Query(description="Only of these services")] = [],  # noqa: B006
    noun: Annotated[list[str], Query(description="Only about these nouns", examples=["project"])] = [],  # noqa: B006
) -> Response:
    """Server-sent events: each carries a CloudEvent and an id to go on from (`Last-Event-ID`)."""
    resume = decode(last_event_id) if last_event_id else None
    wanted = Wanted(frozenset(service), frozenset(noun))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(parts, resume, wanted), 200, headers, "text/event-stream")


async def _stream(parts: Parts, resume: dict[str, int] | None, wanted: Wanted) -> AsyncIterator[bytes]:
    yield RETRY
    async for change, positions in follow(parts.broadcast, resume, wanted):
        head = b"id: " + encode(positions).encode() + b"\n"
        if change is None:
            yield b": still here\n" + head + b"\n"
        else:
            yield head + b"data: " + change.raw + b"\n\n"


async def _wait(parts: Parts, seconds: int) -> None:
    with parts.broadcast.listening() as listener:
        try:
            async with asyncio.timeout(seconds):
                await listener.queue.get()
        except TimeoutError:
            return


def _body(page: Changes, query: ChangesQuery) -> bytes:
    here, on = (f"after={cursor}&limit={query.limit}" for cursor in (query.after, encode(page.positions)))
    counts = to_json({"limit": query.limit, "count": len(page.changes)})
    return b'{"data":[%b],"pagination":%b,"links":%b,"missing":%b}' % (
        b",".join(change.raw for change in page.changes),
        counts,
        changes_links(here, on, more=page.more),
        to_json(page.missing),
    )
