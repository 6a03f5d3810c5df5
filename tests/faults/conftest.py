"""Real processes and a broker of their own, so that both can be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from sachstand_common.db.connections import connect
from sachstand_common.messaging.streams import ensure_streams
from sachstand_common.testing.databases import outside_loop
from sachstand_common.testing.waiting import wait_until
from sachstand_local.engines import wait_ready
from sachstand_local.nats import Nats
from sachstand_local.ports import free_port
from sachstand_local.processes import Program, spawn, stop
from sachstand_local.settings import GATEWAY, SERVICES, package, prefix

ROOT = "faults"


class Broker:
    """A NATS server that keeps its streams while it is down."""

    def __init__(self, home: Path) -> None:
        self.engine = Nats(home)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.engine.url

    def start(self) -> None:
        self.engine.prepare()
        log = self.engine.home / "nats.log"
        with log.open("ab") as output:
            self.process = process = spawn(self.engine.program(), output)
        wait_ready(self.engine, log, lambda: process.poll() is None)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def freeze(self) -> None:
        """It keeps its connections and answers nothing."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        if self.process:
            stop(self.process, self.engine.program())


@dataclass
class Service:
    """One service as a process of its own, started as `make run` starts it."""

    name: str
    env: dict[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> str:
        return self.env[f"{prefix(self.name)}DATABASE_URL"]

    def client(self, token: str | None = None) -> httpx.AsyncClient:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=10)

    async def start(self) -> None:
        argv = (sys.executable, "-m", package(self.name))
        program = Program(self.name, argv, {**self.env, f"{prefix(self.name)}PORT": str(self.port)})
        with self.log.open("ab") as output:
            self.process = spawn(program, output)
        await wait_until(self._alive, 30)

    async def _alive(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text()[-3000:]
        try:
            async with self.client() as client:
                return (await client.get("/livez")).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """As the kernel kills: without a word."""
        if self.process:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """It keeps its connections and answers nothing."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGCONT)

    async def rows(self, sql: str, *values: object) -> list[dict[str, object]]:
        connection = await connect(self.database)
        try:
            return [dict(row) for row in await connection.fetch(sql, *values)]
        finally:
            await connection.close()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    made = Broker(tmp_path / "nats")
    made.start()
    outside_loop(ensure_streams(made.url, ROOT, max_bytes=32 * 2**20))
    yield made
    made.stop()


@pytest.fixture
def process(database, broker, issuer, tmp_path) -> Iterator[Callable[[str], Service]]:
    """``process("governance")``: a service that can be started, killed and started again.

    The gateway knows the services that were made before it.
    """
    made: list[Service] = []

    def make(name: str) -> Service:
        own = {} if name == GATEWAY else {f"{prefix(name)}DATABASE_URL": database(name)}
        env = {
            **own,
            **{f"{prefix(other)}URL": "http://127.0.0.1:1" for other in SERVICES},
            **{f"{prefix(other.name)}URL": other.url for other in made},
            "SACHSTAND_NATS_URL": broker.url,
            "SACHSTAND_SUBJECT_ROOT": ROOT,
            "SACHSTAND_JWKS_FILE": str(issuer.jwks_file),
            "SACHSTAND_DATA_DIR": str(tmp_path / name),
        }
        made.append(Service(name, env, tmp_path / f"{name}.log"))
        return made[-1]

    yield make
    for service in made:
        service.kill()
