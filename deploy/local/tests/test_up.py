"""The whole product on this machine: started, hurt, stopped, started again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

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

    def begin(folder: Path = data) -> Run:
        runs.append(Run(folder, free_port()))
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
