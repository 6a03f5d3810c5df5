"""The body of a DOCX, walked through element by element."""

from .base import Unreadable, broken
from .docx_numbers import Lists
from .flow import Flow

WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
DEEPEST = 200
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "Fallback", "pPrChange", "rPrChange", "delText"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def local(tag: str) -> str:
    """The name of an element of the text; empty for one of another vocabulary, but for alternatives."""
    namespace, _, name = tag.rpartition("}")
    return name if namespace + "}" in WORD or name == "Fallback" else ""


def value(attributes: dict[str, str]) -> str:
    """The one value that most elements of the format have."""
    return next((stated for name, stated in attributes.items() if name.endswith("}val")), "")


class Body:
    """Takes in the events of a part, and lays out what it prints."""

    def __init__(self, lists: Lists) -> None:
        self.flow = Flow()
        self._lists = lists
        self._path: list[str] = []
        self._unseen = 0
        self._hidden = False
        self._style, self._number, self._level = "", "", ""
        self._begun = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins.

        Raises:
            Unreadable: nested deeper than any document needs.
        """
        name = local(tag)
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise Unreadable("too_deeply_nested", "Das Dokument ist zu tief verschachtelt.")
        if self._unseen or name in _UNSEEN:
            self._unseen += 1
        elif name == "p":
            self._style, self._number, self._level, self._begun = "", "", "", False
        elif name == "tbl":
            self.flow.paragraph()
        elif name == "tr":
            self.flow.open_row()
        elif name == "r":
            self._hidden = False
        elif parent == "r":
            self._print(_BREAKS.get(name, ""))
        else:
            self._property(parent, name, value(attributes))

    def end(self, tag: str) -> None:
        """An element ends."""
        name = self._path.pop()
        if self._unseen:
            self._unseen -= 1
        elif name == "p":
            self.flow.paragraph() if self._begun else self.flow.line_break()
            self._begun = True
        elif name == "tc":
            self.flow.close_cell()
        elif name == "tr":
            self.flow.close_row()
        elif name == "tbl":
            self.flow.paragraph()

    def data(self, text: str) -> None:
        """Text; what stands outside of a text element is white space between elements."""
        if not self._unseen and self._path and self._path[-1] == "t":
            self._print(text)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """A document type definition, which the format forbids.

        Raises:
            Unreadable: always.
        """
        raise broken("DOCX")

    def close(self) -> None:
        """The part ends."""
        self.flow.paragraph()

    def _property(self, parent: str, name: str, stated: str) -> None:
        if parent == "rPr" and name == "vanish":
            self._hidden = stated not in {"0", "false", "off"}
        elif name == "pStyle":
            self._style = stated
        elif parent == "numPr" and name == "numId":
            self._number = stated
        elif parent == "numPr" and name == "ilvl":
            self._level = stated

    def _print(self, text: str) -> None:
        if not text or self._hidden:
            return
        if not self._begun:
            self._begun = True
            self.flow.text(self._lists.mark(self._style, self._number, self._level))
        self.flow.text(text)
