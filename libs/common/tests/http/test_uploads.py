"""Forms: when two are the same request, and what their files are called."""

from typing import Any

import httpx
import pytest
from fastapi import UploadFile
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from sachstand_common.http.uploads import request_hash, sent_name
from sachstand_common.testing.problems import SECRET, assert_problem

words = st.text('ab%\r\n-"ä', max_size=4)
fields = st.lists(st.tuples(st.sampled_from(["public", "city"]), words), max_size=2)
files = st.lists(st.tuples(st.text("ab.", min_size=1, max_size=3), st.binary(max_size=9)), max_size=3)
Form = tuple[list[tuple[str, str]], list[tuple[str, bytes]]]


def as_received(form: Form, path: str = "/v1/imports", **more: Any) -> Request:
    """The form as an HTTP client sends it, with a boundary of its own each time."""
    said, handed_in = form
    parts: list[Any] = [(name, (None, value)) for name, value in said]
    parts += [("files", (name, data, more.get("kind", "text/plain"))) for name, data in handed_in]
    sent = httpx.Request("POST", f"http://notes.test{path}", files=parts or None)
    body = sent.read()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": sent.headers.raw}
    return Request({**scope, "headers": [(k.lower(), v) for k, v in sent.headers.raw]}, receive)


async def hashed(form: Form, **more: Any) -> str:
    request = as_received(form, **more)
    try:
        return await request_hash(request)
    finally:
        await request.close()


@given(one=st.tuples(fields, files), other=st.tuples(fields, files))
async def test_the_same_fields_and_files_are_the_same_request_and_others_are_not(one: Form, other: Form):
    assert await hashed(one) == await hashed(one)
    assert (await hashed(one) == await hashed(other)) == (one == other)


async def test_the_name_the_kind_and_the_place_of_a_file_belong_to_the_request():
    form: Form = ([], [("a.txt", b"a" * 3_000_000)])
    first = await hashed(form)

    assert first == await hashed(form)
    assert first != await hashed(([], [("b.txt", b"a" * 3_000_000)]))
    assert first != await hashed(form, kind="text/html")
    assert first != await hashed(form, path="/v1/papers")


async def test_the_endpoint_still_reads_a_form_that_was_hashed():
    request = as_received(([("public", "true")], [("a.txt", b"a" * 3_000_000)]))

    await request_hash(request)

    form = await request.form()
    assert form["public"] == "true"
    assert await form["files"].read() == b"a" * 3_000_000
    await request.close()


async def test_a_form_where_none_is_taken_is_malformed(notes, bearer):
    headers = bearer("cdo", **{"Idempotency-Key": "request-1"})

    for content in ({"files": [("a", ("a.txt", SECRET.encode()))]}, {"content": b"--x\r\nno form"}):
        kind = {} if "files" in content else {"Content-Type": "multipart/form-data; boundary=x"}
        answer = await notes.post("/v1/notes", headers={**headers, **kind}, **content)
        assert_problem(answer, 400, "malformed")


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("Vorlage %22neu%22.pdf", 'Vorlage "neu".pdf'),
        ("a%0D%0ab.txt", "a\r\nb.txt"),
        ("100%25 %C3.txt", "100%25 %C3.txt"),
        ("plain.txt", "plain.txt"),
        ("", ""),
    ],
)
def test_a_name_is_read_as_browsers_write_it(sent, name):
    assert sent_name(UploadFile(None, filename=sent)) == name
