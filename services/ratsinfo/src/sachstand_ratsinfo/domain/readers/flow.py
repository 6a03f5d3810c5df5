"""Lays out what a reader finds: paragraphs, lines, and tables as rows of cells with tabs between them.

A small row is a row of a table. A row of which a cell holds a table, or whose cells are long, is page layout,
as old web pages have it: its cells follow each other as blocks.
"""

import re

from .base import MOST_CHARACTERS, Unreadable, sound, too_much_text

DEEPEST = 40
"""Tables within tables; pages of old council systems nest some six."""
WIDEST = 600
"""Characters of a row that is still one of a table."""
_FRESH, _APART = "\x1e", "\x1d"
"""Where a line begins, and where a paragraph; two line breaks in a row are a paragraph too."""
_BREAK = re.compile(rf"([\n{_FRESH}{_APART}])")
_OURS = str.maketrans("", "", _FRESH + _APART)


class Flow:
    """Collects a document from its beginning to its end."""

    def __init__(self) -> None:
        self._cells: list[list[str]] = [[]]
        self._rows: list[list[str]] = []
        self._left = MOST_CHARACTERS

    def text(self, printed: str) -> None:
        """Go on with text on the same line.

        Raises:
            Unreadable: more text than a document may have.
        """
        self._left -= len(printed)
        if self._left < 0:
            raise too_much_text()
        self._cells[-1].append(printed.translate(_OURS))

    def line_break(self) -> None:
        """Break the line; twice in a row is a gap."""
        self._cells[-1].append("\n")

    def line(self) -> None:
        """Begin a new line, unless this one is still empty."""
        self._cells[-1].append(_FRESH)

    def paragraph(self) -> None:
        """Begin a new paragraph."""
        self._cells[-1].append(_APART)

    def open_row(self) -> None:
        """Begin a row of a table.

        Raises:
            Unreadable: tables nested deeper than any page needs.
        """
        if len(self._rows) >= DEEPEST:
            raise Unreadable("too_deeply_nested", "Das Dokument ist zu tief verschachtelt.")
        self._rows.append([])
        self._cells.append([])

    def close_cell(self) -> None:
        """End a cell; text before the first cell of a row belongs to that cell."""
        if self._rows:
            self._rows[-1].append(_laid_out(self._cells[-1]))
            self._cells[-1] = []

    def close_row(self) -> None:
        """End a row."""
        if not self._rows:
            return
        rest = _laid_out(self._cells.pop())
        cells = [*self._rows.pop(), *([rest] if rest else [])]
        if not any(cells):
            return
        tabular = (
            len(cells) > 1 and sum(map(len, cells)) <= WIDEST and not any("\t" in cell for cell in cells)
        )
        if tabular:
            self._cells[-1] += [_FRESH, "\t".join(" ".join(cell.split()) for cell in cells), _FRESH]
        else:
            self._cells[-1] += [_APART, _APART.join(cell for cell in cells if cell), _APART]

    def result(self) -> str:
        """All of it; rows left open by a torn document are closed."""
        while self._rows:
            self.close_row()
        return sound(_laid_out(self._cells[0]))


def _laid_out(parts: list[str]) -> str:
    kept: list[str] = []
    breaks = ""
    for piece in _BREAK.split("".join(parts)):
        if len(piece) == 1 and _BREAK.match(piece):
            breaks += piece
        elif line := piece.strip(" "):
            if kept:
                kept.append("\n\n" if _APART in breaks or breaks.count("\n") > 1 else "\n")
            kept.append(line)
            breaks = ""
    return "".join(kept)
