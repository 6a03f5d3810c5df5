"""The whole system over loopback: start-up, memory, and reads through the gateway beside nginx.

CPU is what the answering processes used per request (user and system time from the kernel), while wrk asks.
"""

import json
import os
import shutil
import signal
import socket
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

from .stack import Row

SECONDS = 2
ROUNDS = 3
LIST = "/v1/projects?limit=100"
_PLAIN = {"accept-encoding": "identity"}
_TEMPLATE = """worker_processes 1; daemon off; pid {home}/nginx.pid; error_log stderr error;
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {home}; proxy_temp_path {home}; fastcgi_temp_path {home};
  uwsgi_temp_path {home}; scgi_temp_path {home};
  upstream service {{ server {service}; keepalive 32; }}
  server {{ listen 127.0.0.1:{port};
    location / {{ proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection ""; }} }} }}
"""


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


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


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


@contextmanager
def nginx(service: str) -> Iterator[tuple[str, int]]:
    """nginx before one service: its URL and the pid whose children answer."""
    port = free_port()
    home = Path(tempfile.mkdtemp(prefix="sachstand-nginx-"))
    config = home / "nginx.conf"
    config.write_text(_TEMPLATE.format(home=home, service=service.removeprefix("http://"), port=port))
    program = subprocess.Popen(["nginx", "-p", str(home), "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}", program.pid
    finally:
        program.terminate()
        program.wait(10)
        shutil.rmtree(home, ignore_errors=True)


def cpu_per_request(url: str, pid: int) -> float:
    """CPU seconds of a process and its children per request, while wrk asks with 8 connections."""
    process = psutil.Process(pid)
    tree = [process, *process.children(recursive=True)]
    before = sum(sum(p.cpu_times()[:2]) for p in tree)
    done = subprocess.run(
        ["wrk", "-t1", "-c8", f"-d{SECONDS}s", url], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout:
        raise RuntimeError(f"{url}: {done.stdout}")
    requests = next(int(line.split()[0]) for line in done.stdout.splitlines() if "requests in" in line)
    return (sum(sum(p.cpu_times()[:2]) for p in tree) - before) / requests


def paired(left: tuple[str, int], right: tuple[str, int]) -> tuple[float, float]:
    """Median of right/left over paired rounds (above 1: left is cheaper), and left's CPU in µs."""
    pairs = [(cpu_per_request(*left), cpu_per_request(*right)) for _ in range(ROUNDS)]
    ratios, ours = sorted(r / a for a, r in pairs), sorted(a for a, _ in pairs)
    return ratios[ROUNDS // 2], ours[ROUNDS // 2] * 1e6


@contextmanager
def bare(like: httpx.Response) -> Iterator[tuple[str, int]]:
    """A bare ASGI application under uvicorn that sends the same headers and as many bytes."""
    port = free_port()
    code = f"""
import uvicorn
BODY = b"x" * {len(like.content)}
HEADERS = {[pair for pair in like.headers.raw if pair[0].lower() not in (b"date", b"content-length")]!r}
HEADERS.append((b"content-length", b"{len(like.content)}"))
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({{"type": "http.response.start", "status": 200, "headers": HEADERS}})
        await send({{"type": "http.response.body", "body": BODY}})
uvicorn.run(app, port={port}, access_log=False, log_level="error", lifespan="off")
"""
    program = subprocess.Popen([sys.executable, "-c", code])
    try:
        _answers(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}", program.pid
    finally:
        program.terminate()
        program.wait(10)


def _answers(url: str) -> None:
    for _ in range(200):
        try:
            httpx.get(url)
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError(f"{url} does not answer")


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
    missing = [name for name in ("wrk", "nginx") if shutil.which(name) is None]
    if missing:
        return [Row("reads over loopback", "not measured", "", f"not installed: {', '.join(missing)}")]
    service = (running.services["projects"] + LIST, running.pids["projects"])
    gateway = (running.url + LIST, running.pids["gateway"])
    one = httpx.get(running.url + LIST).json()["data"][0]["id"]
    rows: list[Row] = []
    with (
        nginx(running.services["projects"]) as (front, pid),
        bare(httpx.get(service[0], headers=_PLAIN)) as plain,
    ):
        if cached:
            rows.append(_row("service, cached list, of bare", paired(service, plain), "0.80"))
            rows.append(_row("gateway, cached list, of bare", paired(gateway, plain), ""))
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
            rows.append(_row("gateway, uncached small, of nginx", paired(through, past), "0.12"))
            rows.append(
                _row("gateway, uncached list, of nginx", paired(gateway, (front + LIST, pid)), "0.30")
            )
            rows.append(_row("gateway, uncached list, of the service direct", paired(gateway, service), ""))
    return rows


def _row(name: str, measured: tuple[float, float], floor: str) -> Row:
    return Row(name, f"{measured[0]:.2f}", floor, f"{measured[1]:.0f} µs CPU")
