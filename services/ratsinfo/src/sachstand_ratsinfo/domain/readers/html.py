"""HTML as it is read on the page: no scripts, no styles, nothing hidden; tables as the parsers know them."""

import codecs
import re

from .base import Extracted, Reader, Unreadable, broken
from .flow import Flow

_HEAD = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]{0,200}\?>)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|table|div|p|h[1-6]|ul|ol|main|article|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = frozenset({
    "head", "title", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed",
    "applet", "audio", "video", "canvas", "select", "textarea", "button", "nav", "dialog",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "blockquote", "pre", "section",
    "article", "header", "footer", "main", "address", "figure", "hr", "form", "fieldset",
})  # fmt: skip
_LINES = frozenset({"div", "li", "dt", "dd", "caption", "legend", "summary", "figcaption", "center"})
_CLOSED_AT_ONCE = re.compile(
    r"""(<(?:script|style|template|noscript|iframe|object|select|textarea|title|button|nav)\b"""
    r"""(?:"[^"]{0,2000}"|'[^']{0,2000}'|[^<>"']){0,500})/>""",
    re.IGNORECASE,
)
"""Such a slash closes nothing in HTML: what follows still belongs to the element, as in a browser."""
_NUMBER = re.compile(r"-?\d{1,6}")


def accepts(data: bytes) -> bool:
    """Told by the tag it begins with; text in which there are tags is text."""
    head = data[:4096]
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            head = head.decode(encoding, "ignore").encode()
    return bool(_HEAD.match(head))


def extract(data: bytes) -> Extracted:
    """The text of the page.

    Raises:
        Unreadable: too long, too deeply nested, or nothing on the page.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - only the reading process loads it

    page = _Page()
    parser = etree.HTMLParser(target=page, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        source = _decoded(data)
        parser.feed(source if source.lstrip().startswith("<?xml") else _CLOSED_AT_ONCE.sub(r"\1>", source))
        parser.close()
    except etree.LxmlError as error:
        raise broken("HTML") from error
    if any("depth" in fault.message for fault in parser.error_log):
        raise Unreadable("too_deeply_nested", "Das Dokument ist zu tief verschachtelt.")
    text = page.flow.result()
    if not text:
        raise Unreadable("empty", "Auf der Seite steht kein Text.")
    return Extracted(text)


def _decoded(data: bytes) -> str:
    """In the encoding that the page names; without a name UTF-8, and what cannot be that is Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    named = _CHARSET.search(data[:4096])
    for encoding in (named[1].decode() if named else "utf-8", "utf-8"):
        try:
            return data.decode("cp1252" if encoding.lower() in {"iso-8859-1", "latin1"} else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


class _Page:
    """What the parser reports: elements that begin and end, and the text between them."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._unseen = 0
        self._kept_as_typed = 0
        self._lists: list[int | None] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._unseen or tag in _UNSEEN or _hidden(attributes):
            self._unseen += 1
            return
        self._break(tag)
        if tag == "br":
            self.flow.line_break()
        elif tag == "tr":
            self.flow.open_row()
        elif tag == "pre":
            self._kept_as_typed += 1
        elif tag in {"ul", "ol"}:
            self._lists.append(_first(attributes) if tag == "ol" else None)
        elif tag == "li":
            self.flow.text(self._mark(attributes))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen -= 1
            return
        if tag in {"td", "th"}:
            self.flow.close_cell()
        elif tag == "tr":
            self.flow.close_row()
        elif tag == "pre":
            self._kept_as_typed -= 1
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        self._break(tag)

    def data(self, text: str) -> None:
        """Text; white space is one space, except where the page keeps it as typed."""
        if not self._unseen:
            self.flow.text(text if self._kept_as_typed else _SPACES.sub(" ", text))

    def close(self) -> None:
        """The page ends."""

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS and not (tag in {"ul", "ol"} and self._lists):
            self.flow.paragraph()
        elif tag in _LINES:
            self.flow.line()

    def _mark(self, attributes: dict[str, str]) -> str:
        """What the page prints before an item: its number, or a dash."""
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        stated = attributes.get("value", "")
        number = int(stated) if _NUMBER.fullmatch(stated) else number
        self._lists[-1] = number + 1
        return f"{number}. "


def _first(attributes: dict[str, str]) -> int | None:
    """The number of a list's first item; None where it counts in letters, which we do not."""
    stated = attributes.get("start", "1")
    if attributes.get("type", "1") != "1":
        return None
    return int(stated) if _NUMBER.fullmatch(stated) else 1


def _hidden(attributes: dict[str, str]) -> bool:
    style = attributes.get("style", "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


READER = Reader(
    "text/html", accepts, extract, ("text/html", "application/xhtml"), (".html", ".htm", ".xhtml")
)
