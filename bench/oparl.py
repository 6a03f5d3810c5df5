"""OParl as it is served: a page and an object beside nginx with the same bytes, and a crawl of everything."""

import time
from collections.abc import Iterator
from typing import Any

import httpx

from .loopback import bare, from_disk, missing, paired, row
from .stack import Row
from .system import System

_PLAIN = {"accept-encoding": "identity"}


def measure(running: System) -> list[Row]:
    """What a running instance serves, through the gateway and from the service that owns it."""
    with httpx.Client(base_url=running.url, headers=_PLAIN, timeout=60) as client:
        return [*_shares(running, client), *_crawl(client)]


def _shares(running: System, client: httpx.Client) -> list[Row]:
    if missing():
        return missing()
    body = _largest(client)
    page = client.get(f"{body['paper']}?limit=100")
    papers = page.json()["data"]
    single = client.get(papers[0]["id"])
    found = []
    for what, answer in (("page of 100 papers", page), ("paper", single)):
        path = answer.request.url.raw_path.decode()
        gateway = (running.url + path, running.pids["gateway"])
        note = f"{len(answer.content) / 1024:.0f} KiB"
        with bare(answer) as constant, from_disk(answer.content) as disk:
            found.append(row(f"{what} ({note}), of a constant route", paired(gateway, constant), ""))
            found.append(row(f"{what}, of nginx from disk", paired(gateway, disk), ""))
    return found


def _largest(client: httpx.Client) -> dict[str, Any]:
    """A body with a whole page of papers."""
    bodies = client.get("/oparl/v1.1/bodies?limit=100").json()["data"]
    return max(bodies, key=lambda one: len(client.get(f"{one['paper']}?limit=100").json()["data"]))


def _crawl(client: httpx.Client) -> list[Row]:
    """Every list of every body to its end, one request after the other, as a harvester goes."""
    begun, objects, pages, size = time.perf_counter(), 0, 0, 0
    for answer in _pages(client):
        pages, size = pages + 1, size + len(answer.content)
        objects += sum(_objects(one) for one in answer.json()["data"])
    seconds = time.perf_counter() - begun
    note = (
        f"{objects:,} objects with those embedded, {pages} pages, {size / 2**20:.0f} MiB in {seconds:.1f} s"
    )
    return [Row("crawl by one client", f"{objects / seconds:,.0f} objects/s", "", note)]


def _pages(client: httpx.Client) -> Iterator[httpx.Response]:
    for body in client.get("/oparl/v1.1/bodies?limit=100").json()["data"]:
        for name in ("organization", "person", "meeting", "paper"):
            url: str | None = f"{body[name]}?limit=100"
            while url:
                answer = client.get(url).raise_for_status()
                yield answer
                url = answer.json()["links"].get("next")


def _objects(value: Any) -> int:
    """An object and those in it."""
    if isinstance(value, dict):
        return ("type" in value) + sum(_objects(one) for one in value.values())
    return sum(_objects(one) for one in value) if isinstance(value, list) else 0
