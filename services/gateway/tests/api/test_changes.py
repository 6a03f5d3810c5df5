"""The merged feed: an end, a place to go on from, and every change of every service once."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from sachstand_common.testing.notes import NOTES, Note, create_app
from sachstand_common.testing.services import StartService

NAMES = ("projects", "governance")


@pytest.fixture
async def works(
    new_notes_database: Callable[[], str], service: StartService, town: Any, fake_service: Any
) -> Any:
    """Two services that keep notes, behind the gateway; what writes into each."""
    found = {}
    town.notes = {name: fake_service(name) for name in NAMES}
    for fake in town.notes.values():
        app = partial(create_app, name=fake.name)
        client = await service(app, fake.name, database_url=new_notes_database())
        fake.answer, found[fake.name] = client.app, client.app.state.runtime.works
    town.client = await town.open(*town.notes.values())
    town.parts.broadcast.names[:] = NAMES
    return found


async def write(works: Any, *keys: str, private: bool = False) -> None:
    async with works.open() as work:
        for key in keys:
            work.add(NOTES, Note(key, "text", private=private))


async def test_the_feed_of_all_ends_and_says_where_to_ask_later(town, works):
    await write(works["projects"], "a", "b")
    await write(works["governance"], "a")

    pages = [(await town.client.get(f"/v1/changes?limit={limit}")).json() for limit in (2, 3)]
    rest = (await town.client.get(pages[0]["links"]["next"])).json()

    assert [len(page["data"]) for page in (*pages, rest)] == [2, 3, 1]
    assert ["next" in page["links"] for page in (*pages, rest)] == [True, False, False]
    assert (
        rest["links"]["resume"].partition("after=")[2].partition("&")[0]
        == (pages[1]["links"]["resume"].partition("after=")[2].partition("&")[0])
    )
    assert pages[0]["missing"] == []


async def test_a_service_that_is_down_is_named_and_its_changes_come_later(town, works):
    await write(works["projects"], "a")
    await write(works["governance"], "a")
    governance, answer = town.notes["governance"], town.notes["governance"].answer
    governance.answer = lambda scope, receive, send: governance.reply(send, b"", 503)
    page = (await town.client.get("/v1/changes")).json()
    governance.answer = answer

    later = (await town.client.get(page["links"]["resume"])).json()

    assert (page["missing"], len(page["data"])) == (["governance"], 1)
    assert [event["source"] for event in later["data"]] == ["/services/governance"]


async def test_a_crawler_sees_every_change_of_every_service_once_and_in_order_while_they_write(town, works):
    done = asyncio.Event()

    async def writer(name: str, number: int) -> None:
        for turn in range(10):
            await write(works[name], *(f"{number}-{turn}-{n}" for n in range(3)))
            await write(works[name], f"{number}-{turn}-hidden", private=True)

    async def crawl(limit: int) -> list[tuple[str, int]]:
        seen, url = [], f"/v1/changes?limit={limit}"
        while url:
            over = done.is_set()
            page = (await town.client.get(url)).json()
            assert page["missing"] == []
            seen += [(event["source"].rsplit("/", 1)[1], int(event["position"])) for event in page["data"]]
            url = page["links"].get("next") or (None if over else page["links"]["resume"])
        return seen

    async with asyncio.TaskGroup() as group:
        crawlers = [group.create_task(crawl(limit)) for limit in (1, 4, 100)]
        async with asyncio.TaskGroup() as writers:
            for name in works:
                for number in range(3):
                    writers.create_task(writer(name, number))
        done.set()

    for crawler in crawlers:
        for name in works:
            assert [place for service, place in crawler.result() if service == name] == list(range(1, 91))
