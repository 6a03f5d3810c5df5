"""Reading over HTTP: pages that hold still, and what held on a day as far as it was known."""

import asyncio
from datetime import timedelta

from sachstand_common.testing.problems import assert_problem


async def pages(notes, url):
    seen = []
    while url:
        answer = (await notes.get(url)).json()
        seen += [note["key"] for note in answer["data"]]
        url = answer["links"].get("next")
    return seen


async def test_every_note_is_on_exactly_one_page_while_others_are_written(notes, write):
    keys = [f"k{number:03d}" for number in range(0, 60, 2)]
    for key in keys:
        await write(key)
    done = asyncio.Event()

    async def disturb():
        number = 1
        while not done.is_set():
            await write(f"k{number:03d}-new")
            number += 2

    disturbance = asyncio.create_task(disturb())
    seen = await pages(notes, "/v1/notes?limit=3")
    done.set()
    await disturbance

    assert [key for key in seen if key in keys] == keys
    assert len(seen) == len(set(seen))


async def test_links_lead_on_and_count_what_there_is(notes, write):
    for key in "abcde":
        await write(key, text="same")
    await write("z", text="other")

    answer = await notes.get("/v1/notes?text=same&limit=2&count=true")

    page = answer.json()
    assert page["pagination"] == {"limit": 2, "count": 2, "total": 5}
    assert answer.headers["link"] == f'<{page["links"]["next"]}>; rel="next"'
    assert "text=same" in page["links"]["next"]
    assert await pages(notes, "/v1/notes?text=same&limit=2") == list("abcde")


async def test_an_internal_field_cannot_be_guessed_by_filtering(notes, write, bearer):
    await write("a", remark="hidden")

    assert (await notes.get("/v1/notes?remark=hidden")).json()["data"] == []
    full = await notes.get("/v1/notes?remark=hidden", headers=bearer("cdo"))
    assert len(full.json()["data"]) == 1


async def test_what_held_on_a_day_as_far_as_it_was_known_then(notes, write, bearer, clock):
    created = await write("a", text="first", effective="2021-01-01")
    path = created.headers["location"]
    before = clock.now()
    clock.advance(timedelta(hours=1))
    headers = bearer("cdo", **{"If-Match": created.headers["etag"]})
    body = {"text": "second", "effective": "2021-03-01"}
    assert (await notes.put(path, json=body, headers=headers)).status_code == 200

    async def text(**query):
        answer = await notes.get(path, params=query)
        return answer.json().get("text", answer.status_code)

    assert await text(asOf="2020-12-31") == 404
    assert await text(asOf="2021-01-01") == "first"
    assert await text(asOf="2021-02-28") == "first"
    assert await text(asOf="2021-03-01") == "second"
    assert await text(asOf="2021-03-01", knownAt=before.isoformat()) == "first"
    assert await text(knownAt=before.isoformat()) == "first"
    assert await text(knownAt=(before - timedelta(seconds=1)).isoformat()) == 404
    listed = (await notes.get("/v1/notes?asOf=2021-02-28")).json()["data"]
    assert [note["text"] for note in listed] == ["first"]
    assert (await notes.get("/v1/notes?asOf=2020-12-31")).json()["data"] == []


async def test_what_was_known_at_a_position_is_what_a_reader_saw_who_was_shown_it(notes, write, bearer):
    seen = [(await notes.get("/v1/notes")).headers["x-event-position"]]
    created = await write("a", text="first")
    path = created.headers["location"]
    seen.append((await notes.get("/v1/notes")).headers["x-event-position"])
    await write("hidden", private=True)
    headers = bearer("cdo", **{"If-Match": created.headers["etag"]})
    await notes.put(path, json={"text": "second", "reason": "again"}, headers=headers)
    await write("b", text="other")
    seen.append((await notes.get("/v1/notes")).headers["x-event-position"])

    async def texts(position, **more):
        answer = await notes.get("/v1/notes", params={"knownAt": position}, **more)
        return [note["text"] for note in answer.json()["data"]]

    assert seen == ["0", "1", "3"]
    assert [await texts(position) for position in range(4)] == [
        [],
        ["first"],
        ["second"],
        ["second", "other"],
    ]
    assert await texts(1, headers=bearer("audit")) == ["first"]
    assert (await notes.get(f"{path}?knownAt=1")).json()["text"] == "first"
    assert_problem(await notes.get(f"{path}?knownAt=0"), 404, "not_found")


async def test_a_cursor_leads_on_only_in_the_list_that_gave_it(notes, write):
    for key in "abc":
        await write(key, text="same")
    here = "/v1/notes?text=same&limit=1"
    cursor = (await notes.get(here)).json()["links"]["next"].partition("cursor=")[2]

    for same in (here, "/v1/notes?limit=2&text=same", "/v1/notes?text=same&count=true"):
        assert (await notes.get(f"{same}&cursor={cursor}")).json()["data"][0]["key"] == "b"
    for other in ("", "text=other&", "text=same&unit=FB%2065&", "text=same&asOf=2026-11-02&", "knownAt=3&"):
        assert_problem(await notes.get(f"/v1/notes?{other}cursor={cursor}"), 400, "invalid_cursor")


async def test_a_raw_plus_in_a_query_is_a_plus(notes, write):
    await write("a")

    assert (await notes.get("/v1/notes?knownAt=2026-11-02T10:00:00+01:00")).status_code == 200
    assert (await notes.get("/v1/notes?knownAt=2026-11-02T10:00:00%2B01:00")).status_code == 200
    assert_problem(await notes.get("/v1/notes?knownAt=2026-11-02T10:00:00"), 400, "malformed")


async def test_history_says_no_more_than_the_present(notes, write, bearer):
    created = await write("a", remark="hidden", effective="2021-01-01")
    path = created.headers["location"]
    for query in ("", "?asOf=2021-02-01"):
        assert "hidden" not in (await notes.get(path + query)).text
        assert "hidden" in (await notes.get(path + query, headers=bearer("audit"))).text

    await notes.delete(path, headers=bearer("cdo"))

    assert_problem(await notes.get(f"{path}?asOf=2021-02-01"), 410, "gone")
    assert (await notes.get("/v1/notes?asOf=2021-02-01")).json()["data"] == []
    private = await write("b", private=True, effective="2021-01-01")
    assert_problem(await notes.get(private.headers["location"]), 404, "not_found")
    assert "hidden" not in (await notes.get("/v1/changes")).text


async def test_a_cached_list_shows_a_write_as_soon_as_it_is_answered(notes, write):
    for number in range(5):
        await write(f"k{number}")
        assert len((await notes.get("/v1/notes")).json()["data"]) == number + 1


async def test_the_service_is_alive_ready_and_counted(notes, write):
    await write("a")
    await notes.get("/v1/notes")

    assert (await notes.get("/livez")).json() == {"status": "ok"}
    ready = await notes.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["failed"] == []
    numbers = (await notes.get("/metrics")).text
    assert (
        'sachstand_http_requests_total{method="POST",route="/v1/notes",service="notes",status="201"}'
        in numbers
    )
    assert 'sachstand_http_request_seconds_bucket{le="0.001"' in numbers
    assert 'sachstand_db_pool_connections{service="notes"}' in numbers
    assert "sachstand_relay_backlog" in numbers


async def test_what_a_service_could_not_take_is_counted_and_keeps_it_from_no_work(notes):
    pool = notes.app.state.runtime.pool

    async def degraded():
        ready = await notes.get("/readyz")
        assert ready.status_code == 200
        return [entry["reason"] for entry in ready.json()["degraded"] if entry["name"] == "deadLetters"]

    assert await degraded() == []
    await pool.execute(
        "insert into dead_letter (id, consumer, type, subject, error, deliveries, envelope, first_seen,"
        " failed_at) select gen_random_uuid(), 'notes', 'unreadable', 'x', 'x', 1, '', now(), now()"
        " from generate_series(1, 3)"
    )
    assert await degraded() == ["3 open, see `sachstand events dlq list`"]
    await pool.execute("update dead_letter set resolved_at = now(), resolution = 'dropped: a test'")
    assert await degraded() == []


async def test_without_its_database_a_service_is_alive_but_not_ready(notes):
    await notes.app.state.runtime.pool.close()

    ready = await notes.get("/readyz")

    assert (ready.status_code, ready.json()["status"]) == (503, "unavailable")
    assert [fault["name"] for fault in ready.json()["failed"]] == ["database"]
    assert (await notes.get("/livez")).status_code == 200
