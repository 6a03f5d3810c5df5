"""What every answer brings along, and the methods that nobody writes."""

import pytest

from sachstand_common.testing.problems import assert_problem

ORIGIN = {"Origin": "https://elsewhere.example"}


async def test_head_is_get_without_a_body(notes, write):
    created = await write("a", text="x" * 3000)
    for path in (
        "/v1/notes",
        created.headers["location"],
        "/v1/changes",
        "/openapi.json",
        "/livez",
        "/nowhere",
    ):
        got, headed = await notes.get(path), await notes.head(path)

        assert headed.status_code == got.status_code
        assert headed.content == b""
        for name in ("content-length", "etag", "content-type", "link", "content-encoding"):
            assert headed.headers.get(name) == got.headers.get(name), (path, name)


async def test_who_has_it_is_not_sent_it_again(notes, write, bearer):
    path = (await write("a")).headers["location"]
    for headers in ({}, bearer("cdo")):
        for url in (path, "/v1/notes"):
            etag = (await notes.get(url, headers=headers)).headers["etag"]

            again = await notes.get(url, headers={**headers, "If-None-Match": etag})

            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
            assert "content-type" not in again.headers
            other = await notes.get(url, headers={**headers, "If-None-Match": '"other"'})
            assert other.status_code == 200


async def test_every_page_of_the_world_may_read(notes, write):
    await write("a")

    for answer in (await notes.get("/v1/notes", headers=ORIGIN), await notes.get("/nowhere", headers=ORIGIN)):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
        exposed = answer.headers["access-control-expose-headers"].split(", ")
        assert {"ETag", "Link", "Location", "X-Event-Position", "RateLimit", "Retry-After"} <= set(exposed)
        assert {"Accept-Ranges", "Content-Range", "Content-Disposition"} <= set(exposed)


@pytest.mark.parametrize(
    ("method", "allowed"), [("GET", "*"), ("HEAD", "*"), ("POST", None), ("DELETE", None)]
)
async def test_a_preflight_opens_reading_and_nothing_else(notes, method, allowed):
    headers = {**ORIGIN, "Access-Control-Request-Method": method}

    answer = await notes.options("/v1/notes", headers=headers)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers.get("access-control-allow-origin") == allowed
    assert "authorization" not in answer.headers.get("access-control-allow-headers", "").lower()


async def test_a_write_is_not_readable_for_another_page(notes, write):
    answer = await write("a", headers=ORIGIN)

    assert answer.status_code == 201
    assert "access-control-allow-origin" not in answer.headers


async def test_every_answer_tells_the_browser_to_be_careful(notes, write):
    for answer in (await write("a"), await notes.get("/v1/notes"), await notes.get("/nowhere")):
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "strict-transport-security" not in answer.headers
        assert "server" not in answer.headers


async def test_a_request_keeps_its_trace_and_its_id(notes):
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace}-b7ad6b7169203331-01", "X-Request-Id": "case-4711"}

    answer = await notes.get("/nowhere", headers=headers)

    assert answer.headers["traceresponse"].split("-")[1] == trace
    assert answer.headers["traceresponse"].split("-")[2] != "b7ad6b7169203331"
    assert answer.headers["x-request-id"] == "case-4711"
    assert assert_problem(answer, 404, "not_found")["traceId"] == trace


@pytest.mark.parametrize(
    "parent", ["", "x", "00-0-0-0", f"00-{'0' * 32}-{'0' * 16}-01", f"ff-{'a' * 32}-{'b' * 16}-01"]
)
async def test_a_trace_that_is_none_begins_a_new_one(notes, parent):
    answer = await notes.get("/v1/notes", headers={"traceparent": parent, "X-Request-Id": "a b\tc"})

    trace = answer.headers["traceresponse"].split("-")[1]
    assert len(trace) == 32
    assert trace not in parent
    assert answer.headers["x-request-id"] == trace


async def test_no_header_is_said_twice(notes, write):
    for answer in (await write("a"), await notes.get("/v1/notes"), await notes.get("/nowhere")):
        names = [name.lower() for name, _ in answer.headers.raw]
        assert len(names) == len(set(names)), sorted(names)
