"""What a service says to requests that it cannot take."""

from uuid import uuid4

import pytest

from sachstand_common.testing.problems import SECRET, assert_problem


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("limit=9999999999999999999999", "limit"),
        ("nonsense=1", "nonsense"),
        ("asOf=0", "asOf"),
        ("asOf=1616544000", "asOf"),
        ("asOf=24.03.2021", "asOf"),
        ("asOf=2021-02-30", "asOf"),
        ("asOf=2021-03-24T00:00:00Z", "asOf"),
        ("asOf=", "asOf"),
        ("knownAt=2021-03-24T09:00:00", "knownAt"),
        ("knownAt=2021-03-24", "knownAt"),
        ("knownAt=-1", "knownAt"),
        ("knownAt=01", "knownAt"),
        ("knownAt=1.0", "knownAt"),
        ("knownAt=1e3", "knownAt"),
        ("knownAt=", "knownAt"),
        ("knownAt=9999999999999999999", "knownAt"),
        ("count=perhaps", "count"),
    ],
)
async def test_a_wrong_parameter_is_named(notes, query, parameter):
    problem = assert_problem(await notes.get(f"/v1/notes?{query}"), 400, "malformed")

    assert [error["parameter"] for error in problem["errors"]] == [parameter]


async def test_a_number_that_is_no_position_yet_is_refused_also_when_it_looks_like_an_instant(notes, write):
    await write("a")

    for number in (2, 1616544000):
        answer = await notes.get(f"/v1/notes?knownAt={number}")
        problem = assert_problem(answer, 400, "position_not_reached")
        assert (problem["parameter"], problem["newest"]) == ("knownAt", 1)


@pytest.mark.parametrize("cursor", ["x", "eyJh", "W10", "WyIiLCAieCJd", "ÄÖ", "%00", "a" * 1999])
async def test_a_cursor_of_ones_own_making_is_refused(notes, cursor):
    assert_problem(await notes.get("/v1/notes", params={"cursor": cursor}), 400, "invalid_cursor")


@pytest.mark.parametrize("text", ["a%00b", "%C3%28"])
async def test_text_that_no_database_takes_finds_nothing_or_is_refused(notes, text):
    answer = await notes.get(f"/v1/notes?text={text}")

    assert answer.status_code in (200, 400), answer.text


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"text": SECRET}, "/key"),
        ({"key": 7, "text": SECRET}, "/key"),
        ({"key": "a", "text": SECRET, "unknown": SECRET}, "/unknown"),
        ({"key": "a", "text": SECRET, "effective": 0}, "/effective"),
        ({"key": "a", "text": SECRET, "effective": SECRET}, "/effective"),
        ({"key": "a", "text": [SECRET]}, "/text"),
        ({"key": "a", "text": SECRET, "private": SECRET}, "/private"),
        ([SECRET], ""),
        (SECRET, ""),
    ],
)
async def test_a_wrong_body_is_pointed_at_and_never_repeated(notes, bearer, body, pointer):
    answer = await notes.post("/v1/notes", json=body, headers=bearer("cdo"))

    problem = assert_problem(answer, 400, "malformed")
    assert pointer in [error["pointer"] for error in problem["errors"]]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"{'a': 1}", SECRET.encode(), b"\xff\xfe", b'{"key": NaN', b"[" * 100_000, b"9" * 10_000],
    ids=range(8),
)
async def test_what_is_no_json_is_malformed(notes, bearer, body):
    headers = bearer("cdo", **{"Content-Type": "application/json"})

    assert_problem(await notes.post("/v1/notes", content=body, headers=headers), 400, "malformed")


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800"])
async def test_text_that_no_database_takes_is_the_callers_fault(notes, bearer, text):
    import json

    body = json.dumps({"key": "a", "text": text}).encode()
    headers = bearer("cdo", **{"Content-Type": "application/json"})

    answer = await notes.post("/v1/notes", content=body, headers=headers)

    assert answer.status_code in (400, 422), answer.text


async def test_an_unknown_id_is_not_found(notes, bearer):
    problem = assert_problem(await notes.get(f"/v1/notes/{uuid4()}"), 404, "not_found")

    assert problem["noun"] == "note"
    headers = bearer("cdo", **{"If-Match": "*"})
    assert_problem(
        await notes.put(f"/v1/notes/{uuid4()}", json={"text": "b"}, headers=headers), 404, "not_found"
    )


@pytest.mark.parametrize("id", ["1", "x", "00000000-0000-0000-0000-00000000000g"])
async def test_an_id_that_is_none_is_malformed(notes, id):
    assert_problem(await notes.get(f"/v1/notes/{id}"), 400, "malformed")


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/note", "/v1/notes/", "/v2/notes", "/v1/notes/a/b", "/.env"]
)
async def test_an_unknown_path_is_not_found(notes, path):
    assert_problem(await notes.get(path), 404, "not_found")


async def test_another_method_is_told_which_there_are(notes):
    answer = await notes.patch("/v1/notes")

    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert (await notes.post(f"/v1/notes/{uuid4()}")).headers["allow"] == "GET, HEAD, PUT, DELETE"


async def test_a_body_may_only_be_so_large(notes, bearer):
    large = b'{"key": "a", "text": "' + b"x" * notes.settings.max_body + b'"}'

    problem = assert_problem(
        await notes.post("/v1/notes", content=large, headers=bearer("cdo")), 413, "body_too_large"
    )
    assert problem["limit"] == notes.settings.max_body


async def test_a_body_without_an_announced_length_may_only_be_so_large(notes, bearer):
    async def endless():
        for _ in range(1000):
            yield b"x" * 100_000

    headers = bearer("cdo", **{"Content-Type": "application/json"})

    assert_problem(await notes.post("/v1/notes", content=endless(), headers=headers), 413, "body_too_large")


async def test_a_length_that_is_no_number_is_malformed(notes, bearer):
    headers = bearer("cdo", **{"Content-Length": "-1"})

    assert_problem(await notes.post("/v1/notes", content=b"{}", headers=headers), 400, "malformed")


async def test_what_nobody_foresaw_says_only_its_trace_id(notes, write, monkeypatch, capfd):
    from sachstand_common.journal.work import Work

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"broken by {SECRET}")

    monkeypatch.setattr(Work, "add", broken)

    problem = assert_problem(await write("a"), 500, "internal_error")

    assert set(problem) == {"type", "title", "status", "code", "instance", "traceId"}
    assert problem["traceId"] in capfd.readouterr().err
