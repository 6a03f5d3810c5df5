"""Reads over loopback, where a server has its share in every answer.

CPU is what the answering processes used per request (user and system time from the kernel), while wrk asks.
"""

import asyncio
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from .reads import prepare
from .stack import Row, temporary_database

SECONDS = 2
ROUNDS = 3
_TEMPLATE = """worker_processes 1; daemon off; pid {home}/nginx.pid; error_log stderr error;
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {home}; proxy_temp_path {home}; fastcgi_temp_path {home};
  uwsgi_temp_path {home}; scgi_temp_path {home};
  {more}
  server {{ listen 127.0.0.1:{port}; location / {{ {answer} }} }} }}
"""
_PROXY = 'proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection "";'


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def nginx(service: str) -> Iterator[tuple[str, int]]:
    """nginx before one service: its URL and the pid whose children answer."""
    upstream = f"upstream service {{ server {service.removeprefix('http://')}; keepalive 32; }}"
    with _running_nginx(_PROXY, upstream) as found:
        yield found


@contextmanager
def from_disk(content: bytes) -> Iterator[tuple[str, int]]:
    """nginx that sends these bytes from a file: its URL and the pid whose children answer."""
    with tempfile.TemporaryDirectory(prefix="sachstand-static-") as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "same.json").write_bytes(content)
        answer = f"root {folder}; types {{ application/json json; }}"
        with _running_nginx(answer, "sendfile on; tcp_nopush on;") as (url, pid):
            yield f"{url}/same.json", pid


@contextmanager
def _running_nginx(answer: str, more: str) -> Iterator[tuple[str, int]]:
    port = free_port()
    home = Path(tempfile.mkdtemp(prefix="sachstand-nginx-"))
    config = home / "nginx.conf"
    config.write_text(_TEMPLATE.format(home=home, port=port, answer=answer, more=more))
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


def cpu_per_request(url: str, pid: int, *asking: str) -> float:
    """CPU seconds of a process and its children per request, while wrk asks with 8 connections."""
    process = psutil.Process(pid)
    tree = [process, *process.children(recursive=True)]
    before = sum(sum(p.cpu_times()[:2]) for p in tree)
    done = subprocess.run(
        ["wrk", "-t1", "-c8", f"-d{SECONDS}s", *asking, url], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout:
        raise RuntimeError(f"{url}: {done.stdout}")
    requests = next(int(line.split()[0]) for line in done.stdout.splitlines() if "requests in" in line)
    return (sum(sum(p.cpu_times()[:2]) for p in tree) - before) / requests


def paired(left: tuple[str, int], right: tuple[str, int], *asking: str) -> tuple[float, float]:
    """Median of right/left over paired rounds (above 1: left is cheaper), and left's CPU in µs."""
    pairs = [(cpu_per_request(*left, *asking), cpu_per_request(*right, *asking)) for _ in range(ROUNDS)]
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


def row(name: str, measured: tuple[float, float], floor: str) -> Row:
    """One line of the report about a share."""
    return Row(name, f"{measured[0]:.2f}", floor, f"{measured[1]:.0f} µs CPU")


def missing() -> list[Row]:
    """What to report where a program is not installed."""
    absent = [name for name in ("wrk", "nginx") if shutil.which(name) is None]
    return (
        [Row("reads over loopback", "not measured", "", f"not installed: {', '.join(absent)}")]
        if absent
        else []
    )


@contextmanager
def notes(url: str, nats_url: str, invalidations: int) -> Iterator[tuple[str, int]]:
    """The service of notes under uvicorn, its list invalidated so often a second: URL and pid."""
    port = free_port()
    code = f"from bench.reads import serve; serve({url!r}, {nats_url!r}, {port}, {invalidations})"
    root = Path(__file__).parent.parent
    program = subprocess.Popen([sys.executable, "-c", code], cwd=root, stderr=subprocess.DEVNULL)
    try:
        _answers(f"http://127.0.0.1:{port}/v1/notes?limit=100")
        yield f"http://127.0.0.1:{port}/v1/notes?limit=100", program.pid
    finally:
        program.terminate()
        program.wait(10)


def measure() -> list[Row]:
    """Cached answers of one service beside a bare ASGI function under the same server."""
    if missing():
        return missing()
    with temporary_database() as (url, nats_url):
        asyncio.run(prepare(url, nats_url))
        return _cached(url, nats_url)


def _cached(url: str, nats_url: str) -> list[Row]:
    with notes(url, nats_url, 0) as cached:
        like = httpx.get(cached[0], headers={"accept-encoding": "identity"})
        with bare(like) as plain, notes(url, nats_url, 100) as busy:
            known = ("-H", f"If-None-Match: {like.headers['etag']}")
            return [
                row("cached list of 100, of bare", paired(cached, plain), "0.80"),
                row("304 to it, of bare with the whole list", paired(cached, plain, *known), "1.0"),
                row("cached list while invalidated 100 times/s, of bare", paired(busy, plain), "0.60"),
            ]
