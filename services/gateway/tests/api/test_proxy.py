"""The proxy between real sockets."""

import asyncio
import gzip
import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

MB = 2**20
LIST = json.dumps({"data": [{"title": "Handyparken"}] * 100}).encode()


@pytest.fixture
def projects(fake_service: Any) -> Any:
    return fake_service("projects", "/v1/projects", "/v1/projects/{id}", methods="get post put delete")


def answers(service: Any, body: bytes = LIST, status: int = 200, **headers: str) -> None:
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await service.reply(send, body, status, **headers)

    service.answer = answer


async def test_a_read_is_passed_to_the_service_with_its_query(town, projects):
    answers(projects, etag='"a"', content_type="application/json")
    client = await town.open(projects)

    response = await client.get("/v1/projects/%C3%A4%2F1?title=Caf%C3%A9&field=")

    assert response.content == LIST
    assert response.headers["etag"] == '"a"' or response.headers["etag"].startswith('"a-')
    assert projects.requests[0]["raw_path"] == b"/v1/projects/%C3%A4%2F1"
    assert projects.requests[0]["query_string"] == b"title=Caf%C3%A9&field="
    assert projects.requests[0]["header"][b"x-forwarded-host"] == town.base.removeprefix("http://").encode()


async def test_a_write_is_passed_with_its_body_and_its_refusal_comes_back(town, projects):
    received: list[bytes] = []

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        received.append((await receive())["body"])
        await projects.reply(send, b'{"code":"field_closed"}', 409, content_type="application/problem+json")

    projects.answer = answer
    client = await town.open(projects)

    response = await client.post("/v1/projects", json={"a": 1}, headers={"Authorization": "Bearer x"})

    assert (response.status_code, response.json()) == (409, {"code": "field_closed"})
    assert json.loads(received[0]) == {"a": 1}
    assert projects.requests[0]["header"][b"authorization"] == b"Bearer x"


async def test_a_connection_outlives_a_head(town, projects):
    answers(projects)
    client = await town.open(projects)

    told = [await client.request(method, "/v1/projects") for method in ("HEAD", "GET")]

    first, second = [one.extensions["network_stream"].get_extra_info("client_addr") for one in told]
    assert first == second


async def test_an_unknown_path_is_a_problem_and_below_oparl_an_oparl_error(town, projects):
    client = await town.open(projects)

    native, oparl = await client.get("/v1/nothing"), await client.get("/oparl/v1.1/nothing")

    assert (native.status_code, native.json()["code"]) == (404, "path_unknown")
    assert native.headers["content-type"] == "application/problem+json"
    assert (oparl.status_code, oparl.json()["type"]) == (404, "https://schema.oparl.org/1.1/Error")
    assert oparl.headers["access-control-allow-origin"] == "*"


async def test_a_wrong_method_names_the_right_ones_and_head_works_wherever_get(town, projects):
    answers(projects, etag='"a"')
    client = await town.open(projects)

    refused, head = await client.patch("/v1/projects"), await client.head("/v1/projects")

    assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed")
    assert refused.headers["allow"] == "DELETE, GET, HEAD, OPTIONS, POST, PUT"
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0


async def test_a_preflight_is_answered_here(town, projects):
    client = await town.open(projects)
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}

    response = await client.options("/v1/projects", headers=asked)

    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert projects.requests == []


async def test_a_service_that_is_down_keeps_its_paths_and_answers_503(town, projects, fake_service):
    (town._data_dir / "gateway").mkdir()
    (town._data_dir / "gateway" / "projects.json").write_text(json.dumps(projects.document))
    client = await town.open(fake_service("governance", "/v1/units"), gone=("projects",))

    response = await client.get("/v1/projects")

    assert (response.status_code, response.json()["code"]) == (503, "service_unavailable")
    assert response.headers["retry-after"] == "5"
    assert projects.document["paths"].keys() <= (await client.get("/openapi.json")).json()["paths"].keys()


async def test_of_oparl_only_the_lists_of_a_service_that_is_down_are_missing(town, fake_service):
    governance = fake_service("governance", "/oparl/v1.1/body/{id}/meetings")
    ratsinfo = fake_service("ratsinfo", "/oparl/v1.1/body/{id}/papers")
    answers(ratsinfo, b'{"data":[]}')
    (town._data_dir / "gateway").mkdir()
    (town._data_dir / "gateway" / "governance.json").write_text(json.dumps(governance.document))
    client = await town.open(ratsinfo, gone=("governance",))

    papers, meetings = [await client.get(f"/oparl/v1.1/body/1/{name}") for name in ("papers", "meetings")]

    assert (papers.status_code, papers.json()) == (200, {"data": []})
    assert (meetings.status_code, meetings.headers["retry-after"]) == (503, "5")
    assert meetings.json().keys() == {"type", "message", "debug"}
    assert meetings.json()["type"] == "https://schema.oparl.org/1.1/Error"
    assert meetings.headers["access-control-allow-origin"] == "*"


async def test_an_oparl_address_with_a_slash_too_many_leads_to_the_public_one_with_its_query(
    town, fake_service
):
    client = await town.open(fake_service("ratsinfo", "/oparl/v1.1/bodies"), public_url="https://rat.example")

    answer = await client.get("/oparl/v1.1/bodies/?limit=5")

    assert answer.status_code == 301
    assert answer.headers["location"] == "https://rat.example/oparl/v1.1/bodies?limit=5"


async def test_while_a_service_has_never_been_seen_its_paths_are_not_yet_known(town):
    client = await town.open(gone=("projects",))

    response = await client.get("/v1/projects")

    assert (response.status_code, response.json()["code"]) == (503, "not_yet_known")
    assert response.json()["services"] == ["projects"]


async def test_a_hundred_megabytes_stream_up_and_down(town, projects):
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        digest = hashlib.sha256()
        more = True
        while more:
            message = await receive()
            digest.update(message.get("body", b""))
            more = message.get("more_body", False)
        head = {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"x-sha", digest.hexdigest().encode())],
        }
        await send(head)
        for _ in range(100):
            await send({"type": "http.response.body", "body": b"\0" * MB, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def upload() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * MB

    projects.answer = answer
    client = await town.open(projects)

    async with client.stream("POST", "/v1/projects", content=upload()) as response:
        received = sum([len(chunk) async for chunk in response.aiter_raw()])

    assert response.headers["x-sha"] == hashlib.sha256(b"x" * 100 * MB).hexdigest()
    assert received == 100 * MB


async def test_a_client_that_leaves_ends_the_call_to_the_service(town, projects):
    left = asyncio.Event()

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x", "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass
        left.set()

    projects.answer = answer
    client = await town.open(projects)

    async with client.stream("GET", "/v1/projects") as response:
        await anext(response.aiter_raw())

    await asyncio.wait_for(left.wait(), 5)


async def test_a_service_that_breaks_off_is_seen_by_the_client(town, projects):
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9999999")]}
        )
        await send({"type": "http.response.body", "body": b"x", "more_body": True})
        raise ConnectionAbortedError

    projects.answer = answer
    client = await town.open(projects)

    with pytest.raises(Exception, match="peer closed connection"):
        await client.get("/v1/projects", headers={"Authorization": "Bearer x"})


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("PUT", 200), ("POST", 503)])
async def test_only_idempotent_requests_are_repeated_when_a_kept_connection_was_closed(town, method, status):
    closed = asyncio.Event()
    body = json.dumps({"openapi": "3.1.0", "info": {}, "paths": PATHS}).encode()
    whole = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\nx-event-position: 0\r\n\r\n%s" % (len(body), body)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Keeps connections, but closes the first one on which the path is asked for, without an answer."""
        while request := await reader.readline():
            while await reader.readline() != b"\r\n":
                pass
            if b"/v1/x" in request and not closed.is_set():
                closed.set()
                break
            writer.write(whole)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        client = await town.open(projects_url=url)
        response = await client.request(method, "/v1/x", headers={"Authorization": "Bearer x"})

    assert response.status_code == status


PATHS = {"/v1/x": {m: {"operationId": m, "responses": {}} for m in ("get", "put", "post")}}


# -- what is kept


@pytest.fixture
async def kept(town: Any, projects: Any) -> Any:
    answers(projects, etag='"a"', content_type="application/json", cache_control="no-cache")
    client = await town.open(projects)
    town.answers.hear()
    return client


async def test_an_anonymous_read_is_answered_from_what_is_kept(kept, projects):
    first, second = await kept.get("/v1/projects"), await kept.get("/v1/projects")

    assert first.content == second.content == LIST
    assert first.headers["cache-status"] == "sachstand; fwd=miss"
    assert second.headers["cache-status"] == "sachstand; hit"
    assert len(projects.requests) == 1


async def test_who_has_the_answer_already_gets_304_and_each_coding_has_its_own_tag(kept, projects):
    coded = await kept.get("/v1/projects", headers={"Accept-Encoding": "gzip"})
    plain = await kept.get("/v1/projects", headers={"Accept-Encoding": "identity"})

    again = [
        await kept.get("/v1/projects", headers={"If-None-Match": r.headers["etag"]}) for r in (coded, plain)
    ]

    assert coded.headers["etag"] == '"a-gzip"'
    assert plain.headers["etag"] == '"a"'
    assert [r.status_code for r in again] == [304, 304]
    assert len(projects.requests) == 1


@pytest.mark.parametrize("control", ["no-cache", "no-store"])
async def test_who_knows_only_the_date_of_an_answer_gets_304_too(kept, projects, control):
    day = "Tue, 24 Nov 2026 10:00:00 GMT"
    answers(projects, LIST, etag='"a"', last_modified=day, cache_control=control)

    for since, tag, status in (
        (day, None, 304),
        (day, None, 304),
        ("Mon, 23 Nov 2026 10:00:00 GMT", None, 200),
        (day, '"b"', 200),
        ("gestern", None, 200),
    ):
        known = {"If-Modified-Since": since} | ({"If-None-Match": tag} if tag else {})
        assert (await kept.get("/v1/projects", headers=known)).status_code == status


async def test_a_kept_answer_is_coded_as_the_client_takes_it(kept):
    request = kept.build_request("GET", "/v1/projects", headers={"Accept-Encoding": "gzip"})

    response = await kept.send(request, stream=True)

    raw = b"".join([chunk async for chunk in response.aiter_raw()])
    assert gzip.decompress(raw) == LIST
    assert response.headers["vary"] == "accept-encoding"


async def test_a_write_through_the_gateway_is_seen_by_the_next_reader(kept, projects):
    await kept.get("/v1/projects")
    await kept.post("/v1/projects", headers={"Authorization": "Bearer x"})
    answers(projects, b'{"data": ["new"]}')

    assert (await kept.get("/v1/projects")).json() == {"data": ["new"]}


async def test_an_announced_change_is_seen_by_the_next_reader(kept, projects, town):
    await kept.get("/v1/projects")
    answers(projects, b'{"data": ["new"]}')
    town.answers.forget("projects")

    assert (await kept.get("/v1/projects")).json() == {"data": ["new"]}


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer x"}, {"Range": "bytes=0-1"}, {"Cookie": "a=b"}]
)
async def test_what_is_not_the_same_for_everybody_is_never_kept(kept, projects, headers):
    await kept.get("/v1/projects", headers=headers)
    await kept.get("/v1/projects", headers=headers)

    assert len(projects.requests) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"cache_control": "no-store"},
        {"cache_control": "no-cache, no-transform"},
        {"cache_control": "private"},
        {"set_cookie": "a=b"},
        {"vary": "accept"},
    ],
)
async def test_what_the_service_wants_not_kept_is_not(kept, projects, more):
    answers(projects, LIST, **more)

    await kept.get("/v1/projects")
    await kept.get("/v1/projects")

    assert len(projects.requests) == 2


async def test_a_list_is_kept_though_accept_chooses_its_form_and_no_table_is_answered_from_it(
    town, projects, fake_service
):
    projects.document["paths"]["/v1/projects"]["get"]["parameters"] = [{"name": "format", "in": "query"}]

    async def answer(scope, receive, send):
        table = dict(scope["headers"]).get(b"accept") == b"text/csv"
        await fake_service.reply(send, b"id" if table else LIST, vary="Authorization, Accept")

    projects.answer = answer
    client = await town.open(projects)
    town.answers.hear()

    forms = ("text/csv", "application/json", "text/csv", "text/html,application/xhtml+xml,*/*;q=0.8")
    found = [await client.get("/v1/projects", headers={"Accept": form}) for form in forms]

    assert [one.content for one in found] == [b"id", LIST, b"id", LIST]
    assert ["accept" in one.headers["vary"].lower().split(", ") for one in found] == [True] * 4
    assert found[3].headers["cache-status"] == "sachstand; hit"
    assert len(projects.requests) == 3


async def test_nothing_is_kept_while_no_announcement_is_heard(kept, projects, town):
    town.answers.lose()

    await kept.get("/v1/projects")
    await kept.get("/v1/projects")

    assert len(projects.requests) == 2
