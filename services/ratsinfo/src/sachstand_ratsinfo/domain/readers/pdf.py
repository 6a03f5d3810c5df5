"""The text layer of a PDF, page by page, with the lines, gaps and columns that the page shows.

PDFium gives the characters in the order of the page, with line breaks; blank lines between paragraphs and
the columns of a table are told by the places of the characters.
"""

import ctypes
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .base import (
    MOST_CHARACTERS,
    NO_TEXT,
    SOME_PAGES_BROKEN,
    SOME_PAGES_WITHOUT_TEXT,
    Extracted,
    Reader,
    Unreadable,
    broken,
    encrypted,
    sound,
    too_much_text,
)

PAGES = 5000
"""Pages of one document; the longest budgets of cities have some two thousand."""
PAGE_END = "\n\f\n"
_HEAD = re.compile(rb"[\s\x00\xef\xbb\xbf]{0,1000}%PDF-")
_LOCKED = (4, 5)
"""What PDFium says of a PDF that wants a password, or one of a kind that it does not know."""
_HYPHENS = (0x02, 0xFFFE)
"""How PDFium marks a hyphen at a line end; the break is left out behind it."""
_BREAKS = frozenset({0x0A, 0x0D, *_HYPHENS})
_PARAGRAPH = 1.35
"""Lines that stand this much further apart than lines usually do on this page are two paragraphs."""
_COLUMN = 1.5
"""A gap this much wider than the line is high parts two columns."""


@dataclass
class _Line:
    """A line of a page; `bottom` is where it stands, `height` that of its first character."""

    text: str
    bottom: float
    height: float


def accepts(data: bytes) -> bool:
    """Told by its first bytes, before which some senders leave a line."""
    return bool(_HEAD.match(data[:1024]))


def extract(data: bytes) -> Extracted:
    """The text layer.

    Raises:
        Unreadable: encrypted, broken, too long; a PDF without text layer is readable and has no text.
    """
    with closing(_opened(data)) as document:
        if len(document) > PAGES:
            raise Unreadable("too_many_pages", f"Die PDF hat mehr als {PAGES} Seiten; bitte teilen.")
        pages: list[str | None] = []
        left = MOST_CHARACTERS
        for number in range(len(document)):
            pages.append(_page(document, number))
            left -= len(pages[-1] or "")
            if left < 0:
                raise too_much_text()
    if not any(page is not None for page in pages):
        raise broken("PDF")
    return _joined(pages)


def _joined(pages: list[str | None]) -> Extracted:
    if not any(pages):
        return Extracted("", (NO_TEXT,))
    notes = []
    if None in pages:
        notes.append(SOME_PAGES_BROKEN)
    if "" in pages:
        notes.append(SOME_PAGES_WITHOUT_TEXT)
    return Extracted(sound(PAGE_END.join(page for page in pages if page)), tuple(notes))


def _opened(data: bytes) -> Any:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - only the reading process loads it

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise encrypted() if error.err_code in _LOCKED else broken("PDF") from error


def _page(document: Any, number: int) -> str | None:
    """The text of a page, empty when there is none on it; None when the page cannot be read."""
    import pypdfium2  # noqa: PLC0415

    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as printed:
            return _laid_out(_lines(printed))
    except pypdfium2.PdfiumError:
        return None


def _lines(printed: Any) -> list[_Line]:
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415

    lines: list[_Line] = []
    begun: list[str] = []
    first = 0
    codes = _codes(printed)
    for index, code in enumerate(codes):
        if code in _HYPHENS:
            begun.append("-")
        if code in _BREAKS:
            lines += _ended(printed, begun, first)
            begun = []
            continue
        if not begun:
            first = index
        if code == 0x20 and 0 < index < len(codes) - 1 and pdfium.FPDFText_IsGenerated(printed, index) == 1:
            begun.append("\t" if _is_column(printed, index) else " ")
        elif code >= 0x20 or code == 0x09:
            begun.append(chr(code))
    return [*lines, *_ended(printed, begun, first)]


def _codes(printed: Any) -> Sequence[int]:
    """The characters of a page, each under the number by which PDFium knows its place.

    All at once is several times faster, but leaves out characters that have no text, which moves the others.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    count: int = printed.count_chars()
    units = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(printed, 0, count, units) == count + 1:
        codes = units[:count]
        if not any(0xD800 <= code < 0xE000 or code == 0 for code in codes):
            return codes
    return [pdfium.FPDFText_GetUnicode(printed, index) for index in range(count)]


def _ended(printed: Any, begun: list[str], first: int) -> list[_Line]:
    text = "".join(begun).strip(" ")
    if not text.strip():
        return []
    _, bottom, _, top = printed.get_charbox(first, loose=True)
    return [_Line(text, bottom, top - bottom)]


def _is_column(printed: Any, space: int) -> bool:
    """Whether a space that is not in the file, but on the page, is as wide as between columns."""
    _, bottom, end, top = printed.get_charbox(space - 1, loose=True)
    start = printed.get_charbox(space + 1, loose=True)[0]
    return bool(start - end > _COLUMN * (top - bottom) > 0)


def _laid_out(lines: list[_Line]) -> str:
    steps = [above.bottom - line.bottom for above, line in pairwise(lines)]
    down = sorted(
        step for step, line in zip(steps, lines[1:], strict=False) if 0.5 < step / (line.height or 1) < 3
    )
    usual = down[len(down) // 4] if down else 0.0
    parts = [lines[0].text] if lines else []
    for step, line in zip(steps, lines[1:], strict=False):
        apart = step < -line.height or (usual and step > _PARAGRAPH * usual)
        parts += ["\n\n" if apart else "\n", line.text]
    return "".join(parts)


READER = Reader("application/pdf", accepts, extract, ("application/pdf", "application/x-pdf"), (".pdf",))
