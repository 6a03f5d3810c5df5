"""Following the changes: from now, from a point, too slowly, and across a repetition of the stream."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from sachstand_common.errors import Unavailable
from sachstand_gateway.domain.changes import Change, Wanted
from sachstand_gateway.usecases import broadcast as room
from sachstand_gateway.usecases.broadcast import Broadcast
from sachstand_gateway.usecases.changes import list_changes
from sachstand_gateway.usecases.follow import follow

NAMES = ["projects", "governance"]


def change(position: int, service: str = "projects", noun: str = "project") -> Change:
    event = event_of(position, service, noun)
    return Change(service, noun, position, event["time"], b"{}")


def event_of(position: int, service: str, noun: str = "project") -> dict[str, Any]:
    return {
        "type": f"sachstand.{service}.{noun}.revised.v1",
        "source": f"/services/{service}",
        "position": str(position),
        "time": f"2026-11-02T09:{position % 60:02d}:00Z",
    }


class Journals:
    """The services' journals: as many changes as each has."""

    def __init__(self, **counts: int) -> None:
        self.counts = counts
        self.asked = 0

    async def json(self, service: str, path: str, query: dict[str, str]) -> Any:
        self.asked += 1
        if service not in self.counts:
            raise Unavailable
        first = int(query["after"]) + 1
        last = min(self.counts[service], first + int(query["limit"]) - 1)
        more = {"next": ""} if last < self.counts[service] else {}
        return {"data": [event_of(n, service) for n in range(first, last + 1)], "links": more}


async def take(stream: AsyncIterator[Any], count: int) -> list[tuple[str, int]]:
    found = []
    async with asyncio.timeout(5):
        while len(found) < count:
            heard, _ = await anext(stream)
            if heard is not None:
                found.append((heard.service, heard.position))
    return found


@pytest.fixture
def live() -> Broadcast:
    made = Broadcast(Journals(projects=0, governance=0), NAMES)
    made.positions.update(projects=10, governance=20)
    made._floor.update(made.positions)
    return made


async def listening(live: Broadcast, count: int = 1) -> None:
    while len(live._listeners) < count:  # noqa: ASYNC110 - nothing tells when a listener comes
        await asyncio.sleep(0)


async def test_a_listener_hears_what_happens_from_now_on(live):
    heard = asyncio.create_task(take(follow(live, None, Wanted()), 2))
    await listening(live)

    live.tell(change(11))
    live.tell(change(21, "governance"))

    assert await heard == [("projects", 11), ("governance", 21)]


async def test_what_a_rebuilt_stream_repeats_is_not_heard_again(live):
    heard = asyncio.create_task(take(follow(live, None, Wanted()), 2))
    await listening(live)

    for position in (11, 9, 10, 11, 12):
        live.tell(change(position))

    assert await heard == [("projects", 11), ("projects", 12)]


async def test_who_was_away_for_a_moment_goes_on_from_the_ring(live):
    for position in (11, 12, 13):
        live.tell(change(position))

    found = await take(follow(live, {"projects": 11, "governance": 20}, Wanted()), 2)

    assert found == [("projects", 12), ("projects", 13)]
    assert live._services.asked == 0


async def test_who_was_away_for_long_goes_on_from_the_journals(live):
    live._services = Journals(projects=12, governance=21)

    found = await take(follow(live, {"projects": 8, "governance": 20}, Wanted()), 5)

    assert sorted(found) == [
        ("governance", 21),
        ("projects", 9),
        ("projects", 10),
        ("projects", 11),
        ("projects", 12),
    ]


async def test_a_slow_listener_misses_nothing(live, monkeypatch):
    monkeypatch.setattr(room, "QUEUE", 3)
    live._services = Journals(projects=40, governance=20)
    stream = follow(live, None, Wanted())
    first = asyncio.create_task(take(stream, 1))
    await listening(live)

    for position in range(11, 41):
        live.tell(change(position))

    found = await first + await take(stream, 29)
    assert found == [("projects", position) for position in range(11, 41)]


async def test_only_what_is_wanted_is_heard_and_the_place_moves_on(live):
    stream = follow(live, None, Wanted(nouns=frozenset({"goal"})))
    heard = asyncio.create_task(anext(stream))
    await listening(live)

    live.tell(change(11))
    live.tell(change(12, noun="goal"))

    found, positions = await heard
    assert found.position == 12
    assert positions == {"projects": 12, "governance": 20}


async def test_silence_is_told_from_loss(live, monkeypatch):
    monkeypatch.setattr(room, "HEARTBEAT", 0.01)

    assert await anext(follow(live, None, Wanted())) == (None, {"projects": 10, "governance": 20})


async def test_listeners_end_when_the_process_stops(live):
    heard = asyncio.create_task(collect(follow(live, None, Wanted())))
    await listening(live)

    live.end()

    assert await asyncio.wait_for(heard, 5) == []


async def collect(stream: AsyncIterator[Any]) -> list[Any]:
    return [heard async for heard in stream]


async def test_a_service_that_is_down_is_named_and_waited_for():
    page = await list_changes(Journals(projects=3), NAMES, {"governance": 7}, 100)

    assert [c.position for c in page.changes] == [1, 2, 3]
    assert page.missing == ["governance"]
    assert page.positions == {"governance": 7, "projects": 3}
