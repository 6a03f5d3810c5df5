"""The change feed of one service: public events in commit order, gapless, with a cursor."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json
from starlette.responses import Response

from ..messaging.cloudevents import Entry, encode_public
from .query import Links, Pagination

_COLUMNS = ", ".join(Entry.__dataclass_fields__).replace("source", "source::text as source")
_SQL = (
    f"select {_COLUMNS} from journal where public_position > $1 "  # noqa: S608 - names are ours
    "order by public_position limit $2"
)


class ChangesQuery(BaseModel):
    """From where on, how many, and how long to wait for the first."""

    model_config = ConfigDict(extra="forbid")

    after: int = Field(0, ge=0, le=2**62, description="Position after which to read; 0: from the start")
    limit: int = Field(100, ge=1, le=1000, description="How many at most")
    wait: int = Field(0, ge=0, le=30, description="Seconds to wait when there is nothing yet (long poll)")


class ChangesLinks(Links):
    """Where more is now, and where to ask when more has happened."""

    resume: str = Field(description="Always there: everything after this page, also what is still to come")


class ChangesPage(BaseModel):
    """Public events as CloudEvents 1.0, oldest first."""

    data: list[dict[str, Any]]
    pagination: Pagination
    links: ChangesLinks


def changes_links(query: str, resume: str, *, more: bool) -> bytes:
    """The links of a page of changes, from the queries that ask for it and for what comes after it."""
    links = {"self": f"/v1/changes?{query}", "resume": f"/v1/changes?{resume}"}
    return to_json(links | ({"next": links["resume"]} if more else {}))


def changes_router(service: str) -> APIRouter:
    """The router of `/v1/changes` for one service."""
    router = APIRouter(tags=["changes"])

    @router.get("/v1/changes", response_model=ChangesPage, summary="Public changes in commit order")
    async def list_changes(request: Request, query: Annotated[ChangesQuery, Query()]) -> Response:
        """Everything that has changed for the public after a position, each change once, in order.

        Follow `links.next` as long as there is one: then you have everything up to now. `links.resume` is
        always there and asks for what comes later, with `wait` at once.
        """
        rows = await _read(request, query)
        events = [encode_public(service, Entry(**row)) for row in rows[: query.limit]]
        last = rows[len(events) - 1]["public_position"] if rows else query.after
        here, on = (f"after={position}&limit={query.limit}" for position in (query.after, last))
        counts = to_json({"limit": query.limit, "count": len(events)})
        links = changes_links(here, on, more=len(rows) > len(events))
        body = b'{"data":[%b],"pagination":%b,"links":%b}' % (b",".join(events), counts, links)
        headers = {"X-Event-Position": str(last), "Cache-Control": "no-store"}
        return Response(body, 200, headers, "application/json")

    return router


async def _read(request: Request, query: ChangesQuery) -> list[dict[str, Any]]:
    """The next changes, one more than wanted so that a next page shows."""
    runtime = request.app.state.runtime
    deadline = asyncio.get_running_loop().time() + query.wait
    while True:
        rows = await runtime.pool.fetch(_SQL, query.after, query.limit + 1)
        left = deadline - asyncio.get_running_loop().time()
        if rows or left <= 0:
            return [dict(row) for row in rows]
        await runtime.committed(min(left, 1.0))
