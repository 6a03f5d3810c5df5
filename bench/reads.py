"""Reads, in process: our ASGI application beside a bare one, interleaved, so that noise hits both alike.

"Bare" is an ASGI function that sends the same bytes, "base" one that runs the same statement first.
Figures are CPU time of this process per request; quoted is the median of the ratios of paired batches.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sachstand_common.clock import SystemClock
from sachstand_common.db.connections import make_pool
from sachstand_common.journal.changes import Fact
from sachstand_common.settings import ServiceSettings
from sachstand_common.testing.notes import NOTES, Note, create_app

from .stack import Row, temporary_database

TEXT = "Ein Vermerk von mittlerer Länge, wie er in einer Liste steht. " * 3
Call = Callable[[], Awaitable[None]]


def request(app: Any, path: str, query: str = "", headers: tuple[tuple[bytes, bytes], ...] = ()) -> Call:
    """One GET against an ASGI application, without a socket."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def call() -> None:
        statuses: list[int] = []

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "scheme": "http", "headers": [(b"host", b"x"), *headers], "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2), "state": {},
        }  # fmt: skip
        await app(scope, receive, send)
        if statuses not in ([200], [304]):
            raise RuntimeError(f"{path} answered {statuses}")

    return call


def bare(body: bytes) -> Any:
    """An application that only sends these bytes."""
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def base(pool: Any, sql: str, *arguments: Any) -> Any:
    """A bare application that runs the same statement and joins the bytes."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        rows = await pool.fetch(sql, *arguments)
        body = b'{"data":[' + b",".join([row[0] for row in rows]) + b"]}"
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


async def ratio(ours: Call, reference: Call, *, batch: int, rounds: int = 15) -> tuple[float, float]:
    """Median of (reference CPU / our CPU) over paired batches, and our CPU per request in µs."""

    async def cpu(call: Call) -> float:
        begun = time.process_time()
        for _ in range(batch):
            await call()
        return (time.process_time() - begun) / batch

    await cpu(ours), await cpu(reference)
    pairs = [(await cpu(ours), await cpu(reference)) for _ in range(rounds)]
    return statistics.median(b / a for a, b in pairs), statistics.median(a for a, _ in pairs) * 1e6


@asynccontextmanager
async def notes_service(url: str, nats_url: str, seconds: float) -> Any:
    """The service of notes with a hundred notes; `seconds` 0 switches the cache off."""
    settings = ServiceSettings(
        database_url=url, nats_url=nats_url, subject_root="bench", cache_seconds=seconds,
        data_dir=Path("/nonexistent"),
    )  # fmt: skip
    app = create_app(settings, SystemClock())
    async with app.router.lifespan_context(app):
        yield app


async def fill(app: Any) -> str:
    """A hundred notes; the id of one."""
    async with app.state.runtime.works.open() as work:
        ids = [
            work.add(NOTES, Note(f"{n:03d}", TEXT, unit="FB 65"), fact=Fact(datetime.now(UTC).date()))
            for n in range(100)
        ]
    return str(ids[50])


def measure() -> list[Row]:
    """Every in-process figure of reads."""
    with temporary_database() as (url, nats_url):
        return asyncio.run(_measure(url, nats_url))


async def _measure(url: str, nats_url: str) -> list[Row]:
    async with notes_service(url, nats_url, 0) as app:
        note = await fill(app)
        rows = await _uncached(app, url, note)
    async with notes_service(url, nats_url, 60) as app:
        return rows + await _cached(app, note)


async def _uncached(app: Any, url: str, note: str) -> list[Row]:
    pool = await make_pool(url, size=1)
    columns = "select public_view from note where public_view is not null"
    many = base(pool, f"{columns} order by public_sort, id limit 101")
    one = base(pool, f"{columns} and id = $1", note)
    found = []
    pairs = (
        ("list of 100, uncached, of base", "limit=100", "/v1/notes", many, 0.50),
        ("single object, uncached, of base", "", f"/v1/notes/{note}", one, 0.35),
    )
    for name, query, path, reference, floor in pairs:
        share, cpu = await ratio(request(app, path, query), request(reference, path), batch=100)
        found.append(Row(name, f"{share:.2f}", f"{floor:.2f}", f"{cpu:.0f} µs CPU"))
    await pool.close()
    return found


async def _cached(app: Any, note: str) -> list[Row]:
    path, query = "/v1/notes", "limit=100"
    body = b"x" * 45_000
    plain = request(bare(body), path)
    cached = request(app, path, query)
    await cached()
    share, cpu = await ratio(cached, plain, batch=400)
    rows = [Row("cached list of 100, of bare", f"{share:.2f}", "0.80", f"{cpu:.0f} µs CPU")]
    etag = await _etag(app, path, query)
    fresh = request(app, path, query, ((b"if-none-match", etag),))
    share, cpu = await ratio(fresh, plain, batch=400)
    rows.append(Row("304, of bare", f"{share:.2f}", "1.0", f"{cpu:.0f} µs CPU"))
    share = await _under_events(app, cached, plain)
    rows.append(Row("cached list with 100 events/s, of bare", f"{share:.2f}", "0.60", "invalidations only"))
    return rows


async def _etag(app: Any, path: str, query: str) -> bytes:
    found: list[bytes] = []

    async def spy(scope: Any, receive: Any, send: Any) -> None:
        async def watch(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                found.extend(value for key, value in message["headers"] if key == b"etag")
            await send(message)

        await app(scope, receive, watch)

    await request(spy, path, query)()
    return found[0]


async def _under_events(app: Any, cached: Call, plain: Call) -> float:
    """The share of bare while the list is invalidated a hundred times a second."""

    async def invalidate() -> None:
        while True:
            app.state.runtime.cache.invalidate({"/v1/notes"})
            await asyncio.sleep(0.01)

    async def yielding() -> None:
        await cached()
        await asyncio.sleep(0)

    async def reference() -> None:
        await plain()
        await asyncio.sleep(0)

    task = asyncio.create_task(invalidate())
    share, _ = await ratio(yielding, reference, batch=2000, rounds=9)
    task.cancel()
    return share
