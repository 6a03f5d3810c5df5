"""What every benchmark stands on: a durable PostgreSQL and NATS of its own, and the row it reports."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sachstand_common.messaging.streams import ensure_streams
from sachstand_common.testing.notes import make_notes_database
from sachstand_common.testing.servers import Servers
from sachstand_local.engines import running
from sachstand_local.nats import Nats
from sachstand_local.postgres import Postgres


@dataclass(frozen=True)
class Row:
    """One line of the report."""

    name: str
    measured: str
    floor: str
    note: str = ""


@contextmanager
def temporary_servers() -> Iterator[Servers]:
    """PostgreSQL and NATS with the durable settings of `make run`, gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="sachstand-bench-"))
    postgres, nats = Postgres(home / "pg", durable=True), Nats(home / "nats", durable=True)
    try:
        with running(postgres), running(nats):
            yield Servers(str(postgres.sockets), nats.url, nats.monitor_url)
    finally:
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(postgres.home, ignore_errors=True)


@contextmanager
def temporary_database(name: str = "bench_notes") -> Iterator[tuple[str, str]]:
    """A database of notes, and a NATS with the streams of `bench`: their URLs."""
    with temporary_servers() as servers:
        yield make_notes_database(servers, name), servers.nats_url


async def streams(nats_url: str, root: str = "bench") -> None:
    """The streams of a subject root."""
    await ensure_streams(nats_url, root)
