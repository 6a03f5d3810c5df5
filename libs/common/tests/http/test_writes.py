"""Writing over HTTP: on the version one has read, once, and answered only when it is kept."""

import asyncio

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.testing.problems import SECRET, assert_problem


async def test_what_was_written_is_there_when_its_answer_comes(notes, write):
    created = await write("a", remark=SECRET)

    assert created.status_code == 201
    location = created.headers["location"]
    assert location == f"/v1/notes/{created.json()['id']}"
    assert created.json()["remark"] == SECRET
    assert SECRET not in (await notes.get(location)).text


async def test_a_change_on_an_older_version_is_refused(notes, write, bearer):
    created = await write("a")
    path, first = created.headers["location"], created.headers["etag"]
    headers = bearer("cdo", **{"If-Match": first})

    changed = await notes.put(path, json={"text": "second"}, headers=headers)
    late = await notes.put(path, json={"text": SECRET}, headers=headers)

    assert (changed.status_code, changed.json()["text"]) == (200, "second")
    assert changed.headers["etag"] != first
    problem = assert_problem(late, 412, "stale_version")
    assert problem["current"] == changed.headers["etag"]
    assert (await notes.get(path)).json()["text"] == "second"


async def test_a_change_says_which_version_it_is_based_on(notes, write, bearer):
    path = (await write("a")).headers["location"]

    answer = await notes.put(path, json={"text": "second"}, headers=bearer("cdo"))

    assert_problem(answer, 428, "if_match_required")


async def test_of_two_changes_at_once_one_is_made(notes, write, bearer):
    created = await write("a")
    headers = bearer("cdo", **{"If-Match": created.headers["etag"]})

    answers = await asyncio.gather(
        *(notes.put(created.headers["location"], json={"text": f"by {n}"}, headers=headers) for n in range(5))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412]
    assert (await notes.get(created.headers["location"])).json()["version"] == 2


async def test_the_same_key_gives_the_same_answer_and_one_note(notes, write):
    key = {"Idempotency-Key": "request-1"}

    first, second = await write("a", headers=key), await write("a", headers=key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert first.headers["location"] == second.headers["location"]
    assert first.headers["etag"] == second.headers["etag"]
    assert second.headers["idempotency-replayed"] == "true"
    assert len((await notes.get("/v1/notes")).json()["data"]) == 1


async def test_the_same_key_with_another_body_is_refused(write):
    key = {"Idempotency-Key": "request-1"}
    await write("a", headers=key)

    assert_problem(await write("b", text=SECRET, headers=key), 422, "idempotency_key_reused")


async def test_the_same_key_at_once_writes_once(notes, write):
    key = {"Idempotency-Key": "request-1"}

    answers = await asyncio.gather(*(write("a", headers=key) for _ in range(6)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 5
    assert len((await notes.get("/v1/notes")).json()["data"]) == 1


async def test_a_refused_request_leaves_its_key_free(notes, write, bearer):
    key = {"Idempotency-Key": "request-1"}
    await write("a")
    refused = await write("a", headers=key)

    assert refused.status_code == 409, refused.text
    assert (await write("b", headers=key)).status_code == 201


async def test_a_key_belongs_to_the_one_who_used_it(notes, write, bearer):
    key = {"Idempotency-Key": "request-1"}
    await write("a", headers=key)
    body = {"key": "b", "text": "Text b"}

    assert (await notes.post("/v1/notes", json=body, headers=bearer("cdo", **key))).status_code == 201


async def test_a_key_opens_nothing_without_the_role(notes, write, bearer):
    key = {"Idempotency-Key": "request-1"}
    await write("a", headers=key)
    body = {"key": "a", "text": "Text a"}

    for headers, status in ((key, 401), (bearer("audit", **key), 403)):
        answer = await notes.post("/v1/notes", json=body, headers=headers)
        assert answer.status_code == status
        assert "Text a" not in answer.text


@pytest.mark.parametrize("key", ["", "a" * 201, "a\tb"])
async def test_a_key_that_is_none_is_malformed(write, key):
    assert_problem(await write("a", headers={"Idempotency-Key": key}), 400, "idempotency_key_invalid")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OperationalError("commit", {"text": SECRET}, Exception(SECRET)), 503, "database_unavailable"),
        (RuntimeError(SECRET), 500, "internal_error"),
    ],
    ids=["connection", "unforeseen"],
)
async def test_a_commit_that_fails_is_never_answered_with_created(
    notes, write, monkeypatch, error, status, code
):
    commit = AsyncSession.commit

    async def failing(self):
        await AsyncSession.rollback(self)
        raise error

    monkeypatch.setattr(AsyncSession, "commit", failing)
    assert_problem(await write("a", text=SECRET), status, code)
    monkeypatch.setattr(AsyncSession, "commit", commit)

    assert (await notes.get("/v1/notes")).json()["data"] == []
    assert (await notes.get("/v1/changes")).json()["data"] == []
    assert (await write("a")).status_code == 201


async def test_what_the_database_refuses_is_not_quoted_in_the_log(notes, write, capfd):
    await write(SECRET)

    assert_problem(await write(SECRET), 409, "already_exists")

    assert SECRET not in capfd.readouterr().err


async def test_what_was_taken_back_is_gone_and_says_why(notes, write, bearer):
    path = (await write("a")).headers["location"]

    assert (await notes.delete(path, headers=bearer("cdo"))).status_code == 204

    assert assert_problem(await notes.get(path), 410, "gone")["reason"] == "depublished"
    assert (await notes.get("/v1/notes")).json()["data"] == []
