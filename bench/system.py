"""The whole system: start-up, memory, and reads through the gateway beside nginx."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from .loopback import bare, free_port, missing, nginx, paired, row
from .stack import Row

LIST = "/v1/projects?limit=100"
_PLAIN = {"accept-encoding": "identity"}


@dataclass(frozen=True)
class System:
    """A running instance."""

    process: psutil.Process
    url: str
    services: dict[str, str]
    pids: dict[str, int]
    started_in: float

    def memory(self) -> int:
        """Proportional set size of the whole process tree, in bytes."""
        tree = [self.process, *self.process.children(recursive=True)]
        return sum(p.memory_full_info().pss for p in tree)


@contextmanager
def system(home: Path, **settings: str) -> Iterator[System]:
    """`sachstand up` on a data directory, until its status is ok and the starter data is loaded."""
    port = free_port()
    environment = {**os.environ, "SACHSTAND_DATA_DIR": str(home), "SACHSTAND_PORT": str(port), **settings}
    command = [str(Path(sys.executable).parent / "sachstand"), "up"]
    begun = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        seconds = _wait(f"http://127.0.0.1:{port}/v1/status", begun, child)
        runtime: dict[str, Any] = json.loads((home / "runtime.json").read_text())
        pids = {name: int(record["pid"]) for name, record in runtime["processes"].items()}
        yield System(
            psutil.Process(child.pid), f"http://127.0.0.1:{port}", runtime["service_urls"], pids, seconds
        )
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(60)


def _wait(url: str, begun: float, child: subprocess.Popen[bytes]) -> float:
    while time.perf_counter() - begun < 120:
        if child.poll() is not None:
            raise RuntimeError(f"sachstand up ended with {child.returncode}")
        try:
            if httpx.get(url).json()["status"] == "ok":
                return time.perf_counter() - begun
        except (httpx.TransportError, ValueError, KeyError):
            pass
        time.sleep(0.05)
    raise RuntimeError("not ok after two minutes")


def measure() -> list[tuple[str, list[Row]]]:
    """Start-up and memory; then reads, cached and not, where wrk and nginx are installed."""
    home = Path(tempfile.mkdtemp(prefix="sachstand-bench-"))
    try:
        with system(home) as first:
            begun = first.started_in
        with system(home) as running:
            whole = [
                Row("first start, installed", f"{begun:.1f} s", "", "initdb, migrations, starter data"),
                Row("second start", f"{running.started_in:.1f} s", "5 s"),
                Row("memory of everything (PSS)", f"{running.memory() / 2**20:.0f} MiB", "500 MB"),
            ]
            reads = _reads(running, cached=True)
        with system(home, SACHSTAND_CACHE_BYTES="0") as running:
            reads += _reads(running, cached=False)
        return [("Start and memory", whole), ("Reads over loopback (CPU per request)", reads)]
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _reads(running: System, *, cached: bool) -> list[Row]:
    if missing():
        return missing()
    service = (running.services["projects"] + LIST, running.pids["projects"])
    gateway = (running.url + LIST, running.pids["gateway"])
    one = httpx.get(running.url + LIST).json()["data"][0]["id"]
    rows: list[Row] = []
    with (
        nginx(running.services["projects"]) as (front, pid),
        bare(httpx.get(service[0], headers=_PLAIN)) as plain,
    ):
        if cached:
            rows.append(row("service, cached list, of bare", paired(service, plain), "0.80"))
            rows.append(row("gateway, cached list, of bare", paired(gateway, plain), ""))
            share, cpu = paired(gateway, (front + LIST, pid))
            rows.append(
                Row(
                    "gateway, cached list: CPU of nginx proxy_pass",
                    f"{1 / share:.2f}",
                    "≤ 0.6",
                    f"{cpu:.0f} µs",
                )
            )
        else:
            small = f"/v1/projects/{one}"
            through, past = (running.url + small, gateway[1]), (front + small, pid)
            rows.append(row("gateway, uncached small, of nginx", paired(through, past), "0.12"))
            rows.append(row("gateway, uncached list, of nginx", paired(gateway, (front + LIST, pid)), "0.30"))
            rows.append(row("gateway, uncached list, of the service direct", paired(gateway, service), ""))
    return rows
