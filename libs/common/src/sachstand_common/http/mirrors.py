"""/v1/mirrors of one service, and the job that runs them; the gateway shows those of all as one."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ..clock import printed
from ..errors import Conflict, Unavailable
from ..facts import City
from ..journal.changes import ResourceNotFound
from ..journal.crawling import Crawl
from ..journal.mirroring import Mirror, Taker
from ..journal.views import ViewPart
from ..oparl.crawler import SourceBody, find_body
from ..oparl.mirrors import (
    OPEN,
    MirrorState,
    Order,
    Row,
    mark_mirror,
    mirrors_with_lists,
    next_mirror,
    order_mirror,
)
from ..oparl.upstream import SourceFailed, SourceRefused, Upstream
from ..security.access import allow
from .commands import CommandRouter, WorkDep
from .runtime import Job, Runtime

CLERKS = ("gremiendienst", "cdo", "stabsstelle")
READERS = (*CLERKS, "audit")
IDLE = 1.0
AGAIN = 2.0
_LOCK = 7_215_301
_CITIES = {"03101000": City.BRAUNSCHWEIG, "08111000": City.STUTTGART}
"""The cities by their official keys (Amtlicher Gemeindeschlüssel)."""
_log = structlog.get_logger()


class MirrorUnderWay(Conflict):
    """This mirror is running; wait for its end."""


class CityUnknown(SourceFailed):
    """The body of the source is none of the cities kept here: say with `city` for which one to take it in."""


class MirrorOrder(BaseModel):
    """Mirror another council information system that speaks OParl 1.0 or 1.1."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"url": "https://ris.example/oparl/v1.1/system", "city": "stuttgart"}]
        },
    )

    url: str = Field(
        max_length=500, pattern=r"^https?://[^\s@]+$", description="Its System, or one of its bodies"
    )
    body: str | None = Field(
        None, max_length=500, description="Which of its bodies: URL, name, AGS or the end of its id"
    )
    city: City | None = Field(None, description="Whose it is, where its AGS does not say so")
    files: bool = Field(False, description="Fetch files too and take in their text; else they are links")
    full: bool = Field(False, description="Read everything again, not only what was modified since")

    def order(self) -> Order:
        """As it is kept."""
        return Order(self.url, self.body, self.city, self.files, self.full)


class NoteExample(ViewPart):
    """An object of the source for which something is noted."""

    id: str
    detail: str | None


class NoteView(ViewPart):
    """Something that was skipped or mended, how often, and some of the objects."""

    code: str
    count: int
    examples: list[NoteExample]


class MirrorListView(ViewPart):
    """How far one list is."""

    service: str
    name: str = Field(description="Organization | Person | Meeting | Paper | File")
    state: MirrorState
    since: datetime | None = Field(description="Only what was modified since then; null: everything")
    counts: dict[str, int] = Field(
        description="read, unchanged, created, changed, withdrawn, linked, skipped"
    )
    notes: list[NoteView]


class MirrorView(ViewPart):
    """A mirror and its newest run."""

    id: UUID
    url: str
    body: str | None
    city: City | None
    body_name: str | None = Field(description="As the source calls it")
    files: bool
    state: MirrorState = Field(description="queued | running | done | failed")
    run: int
    requested_by: str
    requested: datetime
    finished: datetime | None
    fault: str | None = Field(description="Why it failed, as a stable code")
    detail: str | None
    lists: list[MirrorListView]


def mirrors_router(service: str) -> APIRouter:
    """The router of one service; the gateway's is the one in the document."""
    router = CommandRouter(prefix="/v1/mirrors", include_in_schema=False)

    @router.post("", status_code=202, dependencies=[allow(*CLERKS)])
    async def order(work: WorkDep, body: MirrorOrder) -> Response:
        asked = body.order()
        Upstream.check(asked.url)
        if not await order_mirror(work.session, asked, work.principal.subject, work.clock.now()):
            raise MirrorUnderWay(id=str(asked.id))
        work.changed_nouns.add("/v1/mirrors")  # wakes the job
        (found,) = await mirrors_with_lists(work.session, asked.id)
        headers = {"Location": f"/v1/mirrors/{asked.id}"}
        return _answer(mirror_view(service, *found).model_dump_json(by_alias=True), 202, headers)

    @router.get("", dependencies=[allow(*READERS)])
    async def list_mirrors(request: Request) -> Response:
        views = [mirror_view(service, *one) for one in await _kept(request)]
        return _answer(f"[{','.join(view.model_dump_json(by_alias=True) for view in views)}]")

    @router.get("/{mirror_id}", dependencies=[allow(*READERS)])
    async def get_mirror(request: Request, mirror_id: UUID) -> Response:
        found = await _kept(request, mirror_id)
        if not found:
            raise ResourceNotFound(noun="mirror", id=str(mirror_id))
        return _answer(mirror_view(service, *found[0]).model_dump_json(by_alias=True))

    return router


def _answer(body: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, "application/json")


async def _kept(request: Request, id: UUID | None = None) -> list[tuple[Row, list[Row]]]:
    runtime: Runtime = request.app.state.runtime
    async with runtime.works.open() as work:
        return await mirrors_with_lists(work.session, id)


def mirror_view(service: str, row: Row, lists: list[Row]) -> MirrorView:
    """A mirror as it is shown."""
    times = {name: printed(row[name]) for name in ("requested", "finished") if row[name]}
    return MirrorView.model_validate({**row, **times, "lists": [_list_view(service, one) for one in lists]})


def _list_view(service: str, row: Row) -> MirrorListView:
    notes = [NoteView(code=code, **noted) for code, noted in sorted(row["notes"].items())]
    since = printed(row["since"]) if row["since"] else None
    kept = {name: row[name] for name in ("name", "state", "counts")}
    return MirrorListView(**kept, service=service, since=since, notes=notes)


def mirror_job(make_taker: Callable[[Runtime], Taker]) -> Job:
    """The job that runs what was asked for: in one of several replicas, and after a crash in another."""

    async def work_off_mirrors(runtime: Runtime) -> None:
        while True:
            try:
                busy = await _locked(runtime, make_taker(runtime))
            except Exception as error:
                busy = False
                if not isinstance(error, Unavailable):
                    _log.error("a mirror could not go on", fault=type(error).__name__)
                await asyncio.sleep(AGAIN)
            if not busy:
                await runtime.committed(IDLE)

    return work_off_mirrors


async def _locked(runtime: Runtime, taker: Taker) -> bool:
    """Run the next mirror under a lock that ends with this process; False where nothing waits."""
    waiting = "select 1 from mirror where state = any($1::text[]) limit 1"
    if not await runtime.pool.fetchval(waiting, [str(state) for state in OPEN]):
        return False
    async with runtime.pool.acquire() as connection:
        if not await connection.fetchval("select pg_try_advisory_lock($1)", _LOCK):
            return False
        try:
            return await _run_next(runtime, taker)
        finally:
            await connection.execute("select pg_advisory_unlock($1)", _LOCK)


async def _run_next(runtime: Runtime, taker: Taker) -> bool:
    async with runtime.works.open() as work:
        row = await next_mirror(work.session)
        if row is None:
            return False
        await mark_mirror(work.session, row["id"], state=MirrorState.RUNNING)
    ended: dict[str, Any]
    try:
        detail = await _run(runtime, taker, row)
        ended = {"state": MirrorState.FAILED, "fault": "list_failed", "detail": detail} if detail else {}
    except (SourceFailed, SourceRefused) as error:
        ended = {"state": MirrorState.FAILED, "fault": error.code, "detail": str(error)[:1000]}
    except Unavailable:
        raise
    except Exception as error:  # lest one mirror be tried for ever, and stand in the way of others
        _log.exception("a mirror was given up", mirror=str(row["id"]))
        ended = {"state": MirrorState.FAILED, "fault": "internal_fault", "detail": type(error).__name__}
    async with runtime.works.open() as work:
        now = work.clock.now()
        await mark_mirror(work.session, row["id"], **{"state": MirrorState.DONE, "finished": now, **ended})
    return True


async def _run(runtime: Runtime, taker: Taker, row: Row) -> str | None:
    async with Upstream(row["url"], private=runtime.settings.mirror_private) as upstream:
        source = await find_body(upstream, row["url"], row["body"])
        city = _city(row["city"], source)
        async with runtime.works.open() as work:
            await mark_mirror(work.session, row["id"], body_name=source.name, city=city)
        mirror = Mirror(row["id"], row["run"], city, source, row["files"], row["requested_by"])
        return await Crawl(runtime.works, runtime.clock, upstream, mirror, taker).run()


def _city(asked: str | None, source: SourceBody) -> City:
    if asked is not None:
        return City(asked)
    city = _CITIES.get(source.ags or "")
    if city is None:
        raise CityUnknown(body=source.name, ags=source.ags)
    return city
