"""Lists as tables, for people who calculate: CSV and XLSX, row by row, however long the list is.

A column is a field of the view, named as in JSON; parts lie flat ("source.document"), lists are JSON in one
cell. The columns follow from the view alone, so they are the same for every list of its kind.
"""

import asyncio
import csv
import io
import json
import re
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, get_type_hints

import xlsxwriter
from pydantic import BaseModel
from starlette.responses import StreamingResponse

from ..journal.views import fields_of, is_many, parts

Format = Literal["json", "csv", "xlsx"]
Rows = AsyncIterator[Sequence[bytes]]
MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHORTENED = " … (gekürzt)"
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576  # what a sheet of Excel holds
_BOM = "\ufeff"
_CHUNK = 65_536
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def table(form: str, name: str, columns: tuple[str, ...], rows: Rows) -> StreamingResponse:
    """The rows as a file that is sent while it is read."""
    made = _csv(columns, rows) if form == "csv" else _xlsx(name, columns, rows)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{form}"',
        "Cache-Control": "no-cache",
        "Vary": "Authorization, Accept",
    }
    media_type = MEDIA_TYPES[form] + ("; charset=utf-8; header=present" if form == "csv" else "")
    return StreamingResponse(made, 200, headers, media_type)


@cache
def columns_of(view: type[Any], *, public: bool) -> tuple[str, ...]:
    """The columns of a view in the order of its fields; the public has none for what is internal."""
    return tuple(_columns(view, public, ""))


def _columns(view: type[Any], public: bool, before: str) -> Iterator[str]:
    for name, annotation, internal in _fields(view):
        if public and internal:
            continue
        kinds = [kind for kind in parts(annotation) if kind is not type(None)]
        inner = kinds[0] if len(kinds) == 1 and not is_many(annotation) and _has_parts(kinds[0]) else None
        if inner is None:
            yield f"{before}{name}"
        else:
            yield from _columns(inner, public, f"{before}{name}.")


def _fields(view: type[Any]) -> Iterable[tuple[str, Any, bool]]:
    if issubclass(view, BaseModel):
        return fields_of(view)
    return ((name, hint, False) for name, hint in get_type_hints(view).items())


def _has_parts(kind: Any) -> bool:
    return isinstance(kind, type) and (issubclass(kind, BaseModel) or is_dataclass(kind))


def cells(view: bytes, columns: tuple[str, ...]) -> list[Any]:
    """The values of one stored view, in the order of the columns: text, numbers, or nothing."""
    values = json.loads(view)
    return [_cell(_at(values, column)) for column in columns]


def _at(values: Any, column: str) -> Any:
    for step in column.split("."):
        values = values.get(step) if isinstance(values, dict) else None
    return values


def _cell(value: Any) -> Any:
    if isinstance(value, bool | dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value


def defused(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; numbers stay."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


async def _csv(columns: tuple[str, ...], rows: Rows) -> AsyncIterator[bytes]:
    yield (_BOM + _lines([columns])).encode()
    async for page in rows:
        yield _lines([defused(cell) for cell in cells(view, columns)] for view in page).encode()


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


async def _xlsx(name: str, columns: tuple[str, ...], rows: Rows) -> AsyncIterator[bytes]:
    """The workbook is written to disk, page by page, and sent when it is whole: its index comes last."""
    with TemporaryDirectory(prefix="sachstand-") as folder:
        workbook = _Workbook(Path(folder), name, columns)
        async for page in rows:
            await asyncio.to_thread(workbook.add, page)
        file = await asyncio.to_thread(workbook.closed)
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk


class _Workbook:
    """A workbook in a folder; a list that is longer than a sheet goes on in the next one."""

    def __init__(self, folder: Path, name: str, columns: tuple[str, ...]) -> None:
        self._file, self._name, self._columns = folder / f"{name}.xlsx", name, columns
        options = {"constant_memory": True, "tmpdir": str(folder)}
        self._book = xlsxwriter.Workbook(str(self._file), options)
        self._bold = self._book.add_format({"bold": True})
        self._sheets, self._row = 0, MOST_ROWS

    def add(self, views: Sequence[bytes]) -> None:
        """Write some rows."""
        for view in views:
            if self._row == MOST_ROWS:
                self._begin()
            for number, value in enumerate(cells(view, self._columns)):
                if isinstance(value, str):
                    self._sheet.write_string(self._row, number, _shortened(value))
                elif value is not None:
                    self._sheet.write_number(self._row, number, value)
            self._row += 1

    def closed(self) -> Path:
        """End it, and say where it lies; a list without members has its headings all the same."""
        if not self._sheets:
            self._begin()
        self._book.close()
        return self._file

    def _begin(self) -> None:
        self._sheets += 1
        more = "" if self._sheets == 1 else f" {self._sheets}"
        self._sheet = self._book.add_worksheet(f"{self._name[:25]}{more}")
        self._sheet.freeze_panes(1, 0)
        for number, column in enumerate(self._columns):
            self._sheet.write_string(0, number, column, self._bold)
        self._row = 1


def _shortened(text: str) -> str:
    """What a cell can hold of a text; the library would leave a longer one out."""
    if len(text) <= LONGEST_CELL:
        return text
    return text[: LONGEST_CELL - len(SHORTENED)] + SHORTENED


async def joined(first: Sequence[bytes], rest: Rows) -> Rows:
    """The first page, which has been read already, and all others."""
    yield first
    async for page in rest:
        yield page
