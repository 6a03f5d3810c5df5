"""The change feed: every position once and in order, an end, and why something is not shown any more."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from sachstand_common.journal.changes import Tombstone
from sachstand_common.testing.notes import NOTES, Note


async def crawl(notes, limit=7):
    """Follow the one envelope from the start until there is no next page."""
    seen, url = [], f"/v1/changes?limit={limit}"
    while url:
        page = (await notes.get(url)).json()
        seen += page["data"]
        url, resume = page["links"].get("next"), page["links"]["resume"]
    return seen, resume


async def test_the_feed_ends_where_nothing_more_is_and_says_where_to_ask_later(notes, write):
    empty = await notes.get("/v1/changes")
    for key in "abc":
        await write(key)
    full, cut = await notes.get("/v1/changes?limit=3"), await notes.get("/v1/changes?limit=2")

    assert empty.json()["links"] == {
        "self": "/v1/changes?after=0&limit=100",
        "resume": "/v1/changes?after=0&limit=100",
    }
    assert "next" not in full.json()["links"]
    assert cut.json()["links"]["next"] == cut.json()["links"]["resume"] == "/v1/changes?after=2&limit=2"
    assert (len(cut.json()["data"]), cut.headers["x-event-position"]) == (2, "2")

    await write("d")
    later = (await notes.get(full.json()["links"]["resume"])).json()
    assert [event["position"] for event in later["data"]] == ["4"]


async def test_a_crawler_sees_every_position_once_and_in_order_while_others_write(notes):
    works, done = notes.app.state.runtime.works, asyncio.Event()

    async def write(name: int) -> None:
        """Several notes in one transaction, some of them not public, and changes of what is there."""
        for number in range(12):
            async with works.open() as work:
                ids = [work.add(NOTES, Note(f"{name}-{number}-{n}", "new", private=n == 1)) for n in range(3)]
            async with works.open() as work:
                held = await work.get(NOTES, ids[0])
                work.change(held, replace(held.state, text="changed"))

    async def follow() -> list[Any]:
        seen, url = [], "/v1/changes?limit=5"
        while url:
            over = done.is_set()
            page = (await notes.get(url)).json()
            seen += page["data"]
            url = page["links"].get("next") or (None if over else page["links"]["resume"] + "&wait=1")
        return seen

    async with asyncio.TaskGroup() as group:
        crawlers = [group.create_task(follow()) for _ in range(3)]
        async with asyncio.TaskGroup() as writers:
            for name in range(5):
                writers.create_task(write(name))
        done.set()

    public = 5 * 12 * 3
    for crawler in crawlers:
        assert [int(event["position"]) for event in crawler.result()] == list(range(1, public + 1))
    assert len((await crawl(notes))[0]) == public


@pytest.mark.parametrize("reason", Tombstone)
async def test_a_tombstone_in_the_feed_says_why(notes, reason):
    works = notes.app.state.runtime.works
    async with works.open() as work:
        id = work.add(NOTES, Note("a", "text"))
    async with works.open() as work:
        work.bury(await work.get(NOTES, id), reason)

    events, _ = await crawl(notes)

    assert events[-1]["data"] == {"id": str(id), "deleted": True, "reason": reason.value, "changed": []}


async def test_what_was_taken_back_twice_is_a_tombstone_with_its_reason_both_times(notes):
    works = notes.app.state.runtime.works
    async with works.open() as work:
        id = work.add(NOTES, Note("a", "secret"))
    for private in (True, False, True):
        async with works.open() as work:
            held = await work.get(NOTES, id)
            work.change(held, replace(held.state, private=private))
    async with works.open() as work:
        work.bury(await work.get(NOTES, id), Tombstone.ERROR)

    events, _ = await crawl(notes)

    assert [event["data"].get("reason") for event in events] == [None, "depublished", None, "depublished"]
    assert "secret" not in str(events)
