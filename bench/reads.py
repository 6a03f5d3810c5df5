"""Reads, in process: our ASGI application beside a bare one, interleaved, so that noise hits both alike.

"Base" is an ASGI function that runs the same statement and sends the bytes. Answers from the cache are
measured over loopback: beside a function that only sends bytes, without a server, nothing would be seen.
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

import uvicorn
import uvloop

from sachstand_common.clock import SystemClock
from sachstand_common.db.connections import make_pool
from sachstand_common.journal.changes import Fact
from sachstand_common.settings import ServiceSettings
from sachstand_common.testing.notes import NOTES, Note, create_app

from .stack import Row, streams, temporary_database

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


def base(pool: Any, sql: str, *arguments: Any) -> Any:
    """An ASGI function that runs the same statement and joins the bytes."""

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
        return uvloop.run(_measure(url, nats_url))


async def _measure(url: str, nats_url: str) -> list[Row]:
    note = await prepare(url, nats_url)
    async with notes_service(url, nats_url, 0) as app:
        return await _uncached(app, url, note)


async def prepare(url: str, nats_url: str) -> str:
    """The streams and a hundred notes; the id of one."""
    await streams(nats_url)
    async with notes_service(url, nats_url, 0) as app:
        return await fill(app)


def serve(url: str, nats_url: str, port: int, invalidations: int) -> None:
    """The service of notes under uvicorn, its list invalidated so often a second."""

    async def main() -> None:
        async with notes_service(url, nats_url, 60) as app:
            server = uvicorn.Server(
                uvicorn.Config(app, port=port, access_log=False, log_config=None, lifespan="off")
            )
            disturbing = asyncio.create_task(_invalidate(app, invalidations))
            await server.serve()
            disturbing.cancel()

    uvloop.run(main())


async def _invalidate(app: Any, per_second: int) -> None:
    while per_second:
        app.state.runtime.cache.invalidate({"/v1/notes"})
        await asyncio.sleep(1 / per_second)


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
