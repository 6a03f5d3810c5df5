"""How long the gateway waits for a service that does not answer, and what it says then."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_gateway.clients import upstream
from sachstand_gateway.clients.upstream import READ_PATIENCE, SILENCE, Call, patience

WHO = {"Authorization": "Bearer x"}


@pytest.fixture
def projects(fake_service: Any) -> Any:
    return fake_service("projects", "/v1/projects", methods="get post")


def silent(service: Any) -> None:
    """Answers nothing, as a process that was stopped."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    service.answer = answer


@given(path=st.sampled_from(["/v1/changes", "/v1/x?a=b"]), wait=st.integers(0, 99))
def test_a_read_has_eight_seconds_and_what_it_asks_to_wait_and_a_write_has_a_minute(path: str, wait: int):
    asked = f"{path}{'&' if '?' in path else '?'}wait={wait}"

    assert patience(Call("projects", "GET", path, [])) == READ_PATIENCE == 8
    assert patience(Call("projects", "HEAD", f"{asked}&limit=1", [])) == READ_PATIENCE + min(wait, 30)
    assert patience(Call("projects", "POST", asked, [])) == SILENCE == 60


@pytest.mark.parametrize("query", ["wait=", "wait=x", "await=9", "x=wait=9", "wait=99999999999"])
def test_what_asks_for_no_wait_gets_none(query):
    assert patience(Call("projects", "GET", f"/v1/projects?{query}", [])) == READ_PATIENCE


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("headers", [{}, WHO], ids=["anonymous", "somebody"])
async def test_a_read_of_a_service_that_hangs_is_answered_in_time(
    town, projects, monkeypatch, method, headers
):
    silent(projects)
    monkeypatch.setattr(upstream, "READ_PATIENCE", 0.3)
    client = await town.open(projects)

    async with asyncio.timeout(5):
        answer = await client.request(method, "/v1/projects", headers=headers)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    if method == "GET":
        problem = answer.json()
        assert (problem["code"], problem["service"]) == ("service_timed_out", "projects")
        assert "change" not in problem["title"]


async def test_a_write_into_a_service_that_hangs_has_an_outcome_that_nobody_knows(
    town, projects, monkeypatch
):
    silent(projects)
    monkeypatch.setattr(upstream, "SILENCE", 0.3)
    client = await town.open(projects)

    answer = await client.post("/v1/projects", json={"a": "x" * 10**7}, headers=WHO)

    assert (answer.status_code, answer.json()["code"]) == (503, "outcome_unknown")
    assert "whether the change was made is not known" in answer.json()["title"]


async def test_a_write_whose_service_falls_in_the_middle_has_an_outcome_that_nobody_knows(town, projects):
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    (town._data_dir / "gateway").mkdir()
    (town._data_dir / "gateway" / "projects.json").write_text(json.dumps(projects.document))
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        client = await town.open(projects_url=url)
        write = await client.post("/v1/projects", json={}, headers=WHO)
        read = await client.get("/v1/projects", headers=WHO)

    assert [answer.json()["code"] for answer in (write, read)] == ["outcome_unknown", "service_unavailable"]


async def test_what_takes_its_time_but_moves_is_waited_for(town, projects, monkeypatch):
    """A long poll, an upload and an answer in pieces: each pause is shorter than the limit, all are not."""
    pause, pieces, limit = 0.2, 8, 1.0

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        if b"wait" in scope["query_string"]:
            await asyncio.sleep(pause * pieces)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(pieces):
            await asyncio.sleep(pause)
            await send({"type": "http.response.body", "body": b"x", "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def body() -> AsyncIterator[bytes]:
        for _ in range(pieces):
            await asyncio.sleep(pause)
            yield b"x"

    projects.answer = answer
    client = await town.open(projects)
    monkeypatch.setattr(upstream, "READ_PATIENCE", limit)
    monkeypatch.setattr(upstream, "SILENCE", limit)

    upload = client.post("/v1/projects", content=body(), headers=WHO)
    answers = await asyncio.gather(client.get("/v1/projects"), client.get("/v1/projects?wait=2"), upload)

    assert [(one.status_code, one.content) for one in answers] == [(200, b"x" * pieces)] * 3
