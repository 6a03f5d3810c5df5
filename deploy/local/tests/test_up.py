"""The whole product on this machine: started, hurt, stopped, started again."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psutil
import pytest

from sachstand_common.db.connections import connect
from sachstand_local.ports import free_port

_PARTS = {"gateway", "projects", "governance", "ratsinfo", "dms-tracker", "postgres", "nats"}


class Run:
    """One `sachstand up`."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port, self.output = data, port, data.parent / f"{port}.log"
        command = [sys.executable, "-m", "sachstand_local.main", "up", "--data-dir", str(data)]
        with self.output.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(port)], stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def said(self, words: str, patience: float = 120) -> "Run":
        wait(lambda: words in self.output.read_text() or self.process.poll() is not None, patience)
        assert words in self.output.read_text(), self.output.read_text()
        return self

    def runtime(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.data / "runtime.json").read_text())
        return content

    def pids(self) -> dict[str, int]:
        return {name: record["pid"] for name, record in self.runtime()["processes"].items()}

    def status(self) -> str:
        answer = httpx.get(f"http://127.0.0.1:{self.port}/v1/status", timeout=10)
        return str(answer.json()["status"])

    def command(self, *words: str) -> tuple[int, str]:
        """What `sachstand …` says about this instance, and its exit code."""
        argv = [sys.executable, "-m", "sachstand_local.main", *words, "--data-dir", str(self.data)]
        done = subprocess.run(argv, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


Start = Callable[..., Run]


def wait(condition: Callable[[], bool], patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.05)


def alive(pids: dict[str, int]) -> set[str]:
    return {name for name, pid in pids.items() if psutil.pid_exists(pid)}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("city") / "data"


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    runs: list[Run] = []

    def begin(folder: Path = data, port: int | None = None) -> Run:
        runs.append(Run(folder, port or free_port()))
        return runs[-1]

    yield begin
    for run in runs:
        if run.process.poll() is None:
            run.stop()


def test_a_first_start_loads_the_starter_data_and_a_signal_stops_everything(
    start: Start,
) -> None:
    run = start().said("loaded").said("Sachstand runs")
    pids = run.pids()

    assert set(pids) == _PARTS
    assert run.status() == "ok"
    assert run.stop() == 0
    assert alive(pids) == set()
    assert not (run.data / "runtime.json").exists()


def test_a_taken_port_is_said_before_anything_is_made(start: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        run = start(tmp_path / "never", port)

        assert run.process.wait(30) == 1
    told = (
        f"Port {port} is in use by another program. Set SACHSTAND_PORT to a free one: nothing was started.\n"
    )
    assert run.output.read_text() == told
    assert not run.data.exists()


def test_a_killed_service_comes_back(start: Start) -> None:
    run = start().said("Sachstand runs")

    os.kill(run.pids()["projects"], signal.SIGKILL)

    run.said("projects was ended by signal 9").said("projects is running again")
    wait(lambda: run.status() == "ok")


def test_a_killed_postgres_and_a_killed_nats_come_back(start: Start) -> None:
    run = start().said("Sachstand runs")

    os.kill(run.pids()["postgres"], signal.SIGKILL)
    os.kill(run.pids()["nats"], signal.SIGKILL)

    run.said("postgres is running again").said("nats is running again")
    wait(lambda: run.status() == "ok")


def test_what_a_service_could_not_take_is_said_until_somebody_settles_it(start: Start) -> None:
    run = start().said("Sachstand runs")
    letters = {kind: str(uuid4()) for kind in ("unreadable", "sachstand.governance.unit.registered.v1")}
    database = run.runtime()["database_urls"]["projects"]
    asyncio.run(_put_aside(database, letters))

    def letter(command: str, kind: str, *more: str) -> tuple[int, str]:
        return run.command("events", "dlq", command, letters[kind], *more)

    assert run.status() == "degraded"
    code, told = run.command("status")
    assert (code, "deadLetters: 2 open" in told) == (1, True)
    assert run.command("events", "dlq", "list")[1].count("[open]") == 2
    code, told = letter("replay", "unreadable")
    assert (code, "is unreadable" in told, "no open dead letter" in told) == (1, True, False)
    event = "sachstand.governance.unit.registered.v1"
    assert letter("replay", event) == (0, "asked for 1\n")
    wait(lambda: run.command("events", "dlq", "list")[1].count("a test") == 1)
    told = run.command("events", "dlq", "list")[1]
    assert [line[-6:] for line in told.splitlines()] == ["[open]"] * 2
    assert "ValidationError" in told
    assert "pydantic.dev" not in told
    run.stop()

    again = start().said("Sachstand runs", 60)
    again.said("not everything is well: projects (deadLetters: 2 open")
    for kind in letters:
        assert again.command("events", "dlq", "drop", letters[kind], "--reason", "a test")[0] == 0
    assert again.command("events", "dlq", "drop", letters[event], "--reason", "a test") == (
        1,
        f"Dead letter {letters[event]} is settled: dropped: a test.\n",
    )
    assert again.command("events", "dlq", "replay", str(run.process.pid).zfill(32))[1].startswith(
        "There is no"
    )
    assert again.command("events", "dlq", "list") == (0, "There are no open dead letters.\n")
    assert again.command("events", "dlq", "list", "--all")[1].count("[dropped: a test]") == 2
    assert again.status() == "ok"


async def _put_aside(database: str, letters: dict[str, str]) -> None:
    """What the consumer of projects would have put aside."""
    connection = await connect(database)
    for kind, id in letters.items():
        await connection.execute(
            "insert into dead_letter (id, consumer, type, subject, error, deliveries, envelope, first_seen,"
            " failed_at) values ($1, 'projects', $2, $3, 'ValueError: a test', 1, $4, now(), now())",
            id,
            kind,
            f"subject of {id}",
            b"no event",
        )
    await connection.close()


def test_after_a_killed_supervisor_nothing_is_left_and_the_next_start_works(
    start: Start,
) -> None:
    run = start().said("Sachstand runs")
    pids = run.pids()

    run.process.kill()
    run.process.wait()
    again = start().said("Sachstand runs")

    assert alive(pids) == set()
    assert again.status() == "ok"


def test_two_instances_live_side_by_side_but_not_on_the_same_data(start: Start, tmp_path: Path) -> None:
    one, other = start().said("Sachstand runs"), start(tmp_path / "other").said("Sachstand runs")

    third = start()

    assert third.process.wait(30) == 1
    third.said("Another instance is using")
    assert (one.status(), other.status()) == ("ok", "ok")


def test_a_signal_to_everybody_in_the_terminal_ends_in_order_too(start: Start) -> None:
    run = start().said("Sachstand runs")
    pids = run.pids()

    os.killpg(run.process.pid, signal.SIGTERM)

    assert run.process.wait(30) == 0
    assert alive(pids) == set()
    assert "starting it again" not in run.output.read_text()
