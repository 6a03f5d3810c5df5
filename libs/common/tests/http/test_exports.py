"""Lists as files for people who calculate, read again by other libraries than wrote them."""

import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.http.exports import (
    LONGEST_CELL,
    MEDIA_TYPES,
    SHORTENED,
    cells,
    columns_of,
    defused,
    table,
)
from sachstand_common.testing.notes import NoteView
from sachstand_common.testing.problems import assert_problem

FORMATS = ("csv", "xlsx")
FORMULAS = ("=1+1", "+49 531", "-2+3", "@SUM(A1)", "\t=1+1", " =1+1", "＝1+1")


def read(form, content):
    if form == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    heads, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(heads, row, strict=True)) for row in rows]


async def exported(notes, form, query="", **more):
    answer = await notes.get(f"/v1/notes?format={form}{query}", **more)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="notes.{form}"'
    return read(form, answer.content)


@pytest.mark.parametrize("form", FORMATS)
async def test_a_file_holds_the_whole_list_in_its_order(notes, write, form, monkeypatch):
    monkeypatch.setattr("sachstand_common.http.reads._ROWS", 2)
    for key in "badce":
        await write(key, unit="FB 65" if key in "abc" else "FB 20")

    assert [row["key"] for row in await exported(notes, form)] == list("abcde")
    assert [row["key"] for row in await exported(notes, form, "&unit=FB 65&limit=1")] == list("abc")
    assert await exported(notes, form, "&unit=FB 99") == []


@pytest.mark.parametrize("form", FORMATS)
async def test_headings_are_the_fields_of_the_view_flat_and_in_its_order(notes, write, form):
    note = (await write("a", text="Grün, „weiß“;\nblau")).json()

    (row,) = await exported(notes, form)

    assert list(row)[:3] == ["id", "version", "created"]
    assert list(row) == list(columns_of(NoteView, public=True))
    assert {"source.document", "key", "text", "stated.effective", "stated.source.document"} <= row.keys()
    assert row["id"] == note["id"]
    assert str(row["version"]) == "1"
    assert row["text"] == "Grün, „weiß“;\nblau"
    assert row["stated.source.document"] == note["stated"]["source"]["document"]


@pytest.mark.parametrize("form", FORMATS)
async def test_a_file_shows_what_its_reader_may_see_and_no_more(notes, write, bearer, form):
    await write("a", remark="geheim4711", unit="FB 65")
    await write("b", remark="geheim4711", private=True)

    public = await exported(notes, form)
    own = await exported(notes, form, headers=bearer("beauftragte", "FB 65"))
    full = await exported(notes, form, headers=bearer("audit"))

    assert [row["key"] for row in public] == ["a"]
    assert "remark" not in public[0]
    assert "geheim4711" not in str(public)
    assert [row["remark"] for row in own] == ["geheim4711"]
    assert [row["remark"] for row in full] == ["geheim4711"] * 2
    assert await exported(notes, form, "&remark=geheim4711") == []


@pytest.mark.parametrize("form", FORMATS)
async def test_a_file_shows_what_held_on_a_day(notes, write, form):
    await write("a", effective="2021-01-01")
    await write("b", effective="2021-03-01")

    assert [row["key"] for row in await exported(notes, form, "&asOf=2021-02-01")] == ["a"]


async def test_a_file_is_made_anew_each_time(notes, write):
    for number in range(3):
        await write(f"k{number}")
        assert len(await exported(notes, "csv")) == number + 1


async def test_without_a_format_the_header_accept_chooses_and_no_form_is_kept_for_another(notes, write):
    await write("a")
    xlsx, browser = MEDIA_TYPES["xlsx"], "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    wishes = ("application/json", "text/csv", xlsx, browser, "text/csv", "image/png, text/csv;q=0")

    found = [await notes.get("/v1/notes", headers={"Accept": wish}) for wish in wishes]
    told = await notes.get("/v1/notes?format=json", headers={"Accept": "text/csv"})

    kinds = ["application/json", "text/csv", xlsx, "application/json", "text/csv", "application/json"]
    assert [one.headers["content-type"].partition(";")[0] for one in found] == kinds
    assert [row["key"] for row in read("csv", found[1].content)] == ["a"]
    assert all("Accept" in one.headers["vary"].split(", ") for one in found)
    assert told.json() == found[0].json() | {"links": {"self": "/v1/notes?format=json"}}


async def test_what_is_refused_is_refused_before_the_file_begins(notes):
    assert_problem(await notes.get("/v1/notes?format=pdf"), 400, "malformed")
    assert_problem(await notes.get("/v1/notes?format=csv&knownAt=99"), 400, "position_not_reached")


async def test_a_head_says_what_the_file_would_be(notes, write):
    await write("a")

    answer = await notes.head("/v1/notes?format=csv")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", FORMULAS)
async def test_no_cell_is_a_formula(form, text):
    answer = table(form, "notes", ("text",), rows_of([{"text": text}]))
    content = b"".join([chunk async for chunk in answer.body_iterator])

    if form == "csv":
        assert read(form, content) == [{"text": f"'{text}"}]
    else:
        cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
        assert (cell.data_type, cell.value) == ("s", text)


async def rows_of(*pages):
    for page in pages:
        yield [json.dumps(view).encode() for view in page]


async def test_a_text_longer_than_a_cell_is_shortened_and_says_so():
    answer = table("xlsx", "notes", ("text",), rows_of([{"text": "x" * 40_000}]))
    content = b"".join([chunk async for chunk in answer.body_iterator])

    text = read("xlsx", content)[0]["text"]

    assert len(text) == LONGEST_CELL
    assert text.endswith(SHORTENED)


async def test_a_list_longer_than_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr("sachstand_common.http.exports.MOST_ROWS", 3)
    answer = table("xlsx", "notes", ("n",), rows_of([{"n": n} for n in range(5)]))
    content = b"".join([chunk async for chunk in answer.body_iterator])

    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets

    assert [[cell.value for cell in sheet["A"]] for sheet in sheets] == [["n", 0, 1], ["n", 2, 3], ["n", 4]]


@pytest.mark.parametrize("number", ["-12.50", "+3", "-4,5", "-0"])
def test_a_number_stays_a_number(number):
    assert defused(number) == number


@given(st.text())
def test_no_text_begins_like_a_formula_once_it_is_defused(text):
    found = defused(text)

    assert found in (text, f"'{text}")
    assert found.lstrip()[:1] not in tuple("=@")


def test_lists_and_yes_or_no_are_json_in_one_cell():
    view = {"a": [{"b": "ä"}], "c": True, "d": None, "e": {"f": 1.5}}

    assert cells(json.dumps(view).encode(), ("a", "c", "d", "e.f", "x.y")) == [
        '[{"b": "ä"}]', "true", None, 1.5, None
    ]  # fmt: skip
