"""Reading a document's text: cleaned for the parsers, every character traceable to the source.

Cleaning undoes what page layout did to the words and nothing else: hyphens at line ends ("Stra-↵tegie",
also across blank lines and page breaks), bold marks, tags and entities of HTML, soft hyphens, odd spaces. A
real hyphen stays one ("Personal- und", "Smart-City-↵Strategie"). Linear in the length of the text.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

Repair = Callable[[re.Match[str]], str]

_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\x0b]")
_NOTHING = re.compile(r"[\u200b-\u200d\u2060\ufeff\x00]|\u00ad[ \t]*\n[ \t]*|\u00ad")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_COMBINING = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_ITEM = re.compile(r"<li\b[^<>]{0,400}>[ \t]*(?:[-–—•][ \t]+)?", re.IGNORECASE)
_CELL = re.compile(r"</t[dh][ ]?>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|br|hr|ul|ol|dl|dt|dd|table|thead|tbody|tfoot|tr|h[1-6]|blockquote|pre|section|article"
    r"|center)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"</?(?:b|i|u|s|strong|em|sup|sub|span|a|font|small|big|strike|del|ins|mark|code|tt|img|li|t[dh]|col"
    r"|colgroup|caption|html|head|body|main|header|footer|nav|meta|link|title|script|style|form|input|label)"
    r"\b[^<>]{0,400}>|<!--[^<>]{0,400}-->|\*\*|(?<![^\n])#{1,6}[ \t]+",
    re.IGNORECASE,
)
_PAGE_LINE = r"(?:[ \t\f]*(?:-[ \t]*\d{1,4}[ \t]*-|Seite[ \t]+\d{1,4}(?:[ \t]+von[ \t]+\d{1,4})?)?[ \t\f]*\n)"
_HYPHEN = re.compile(rf"(?<=[^\W\d_])-[ \t\f]*\n{_PAGE_LINE}{{0,12}}[ \t\f]*(?=[^\W\d_])")
_GLUED = re.compile(r"(?<![^\W\d_])([A-ZÄÖÜ]{2,12})-([A-ZÄÖÜ]{2,12})(?![^\W\d_])")
_JOINING_WORD = re.compile(r"(?:und|oder|bzw|sowie|beziehungsweise|als|wie|noch|bis|u)\b")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_CAPITALS = re.compile(r"[A-ZÄÖÜ]{1,30}\Z")

SPLIT_CAPITALS = frozenset(
    {"GRÜNE", "GRÜNEN", "LINKE", "LINKEN", "PIRATEN", "FREIE", "WÄHLER", "FRAKTION", "TIERSCHUTZPARTEI"}
)
"""Words that parties print in capitals: "GRÜ-NE" is one of them torn apart, "AKR-DSB" is not."""


@dataclass(frozen=True)
class Reading:
    """A cleaned text and, for each of its characters, the place in the source where it stands."""

    source: str
    clean: str
    origin: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of `clean[start:end]`."""
        if start >= end or start >= len(self.origin):
            here = self.origin[start] if start < len(self.origin) else len(self.source)
            return here, here
        return self.origin[start], self.origin[end - 1] + 1

    def repaired(self, pattern: re.Pattern[str], repair: Repair) -> "Reading":
        """The same reading with every match replaced."""
        return self.replaced((*match.span(), repair(match)) for match in pattern.finditer(self.clean))

    def replaced(self, stretches: Iterable[tuple[int, int, str]]) -> "Reading":
        """The same reading with other words for some stretches; these stand where the stretch began."""
        parts: list[str] = []
        origin = array("I")
        last = 0
        for start, end, new in stretches:
            parts += [self.clean[last:start], new]
            origin.extend(self.origin[last:start])
            origin.extend(self.origin[start + min(i, end - start - 1)] for i in range(len(new)))
            last = end
        if not last:
            return self
        parts.append(self.clean[last:])
        origin.extend(self.origin[last:])
        return Reading(self.source, "".join(parts), origin)


def read(source: str) -> Reading:
    """Clean a text. Reading what was read already changes nothing more."""
    reading = Reading(source, source, array("I", range(len(source))))
    for _ in range(_PASSES):
        before = reading.clean
        for pattern, repair in _REPAIRS:
            reading = reading.repaired(pattern, repair)
        if reading.clean == before:
            break
    return reading


def _rejoined(match: re.Match[str]) -> str:
    """What a hyphen at a line end becomes: nothing, a hyphen, or a hyphen and a space."""
    text = match.string
    after = _WORD.match(text, match.end())
    before = _CAPITALS.search(text[max(0, match.start() - 30) : match.start()])
    following = after[0] if after else ""
    if _JOINING_WORD.match(text, match.end()):
        return "- "
    if following[:1].islower():
        return ""
    return "" if before and (before[0] + following) in SPLIT_CAPITALS else "-"


def _glued(match: re.Match[str]) -> str:
    joined = match[1] + match[2]
    return joined if joined in SPLIT_CAPITALS else match[0]


_REPAIRS: tuple[tuple[re.Pattern[str], Repair], ...] = (
    (_BREAKS, lambda _: "\n"),
    (_NOTHING, lambda _: ""),
    (_SPACES, lambda _: " "),
    (_COMBINING, lambda m: unicodedata.normalize("NFC", m[0])),
    (_ENTITY, lambda m: unescape(m[0])),
    (_ITEM, lambda _: "\n- "),
    (_CELL, lambda _: "\t"),
    (_BLOCK, lambda _: "\n"),
    (_MARKS, lambda _: ""),
    (_HYPHEN, _rejoined),
    (_GLUED, _glued),
)


_PASSES = 8
"""One repair may uncover another, as a mark between a hyphen and its line end; deeper nesting is no text."""


def squash(text: str) -> str:
    """A stretch of text on one line: runs of white space are one space."""
    return " ".join(text.split())


def normal(text: str) -> str:
    """A text in the form in which a quotation is looked for in its source."""
    return squash(read(text).clean)


_PARAGRAPH = re.compile(r"\n[ \t\f]*(?:\n[ \t\f]*)+")
_ENDING = re.compile(r"[.!?:;…][\"“”«»')\]]*\Z")
FULL_LINE = 60
"""A line this long was broken by the page, not by its writer."""


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The spans of the paragraphs of `text[start:end]`; a sentence that a page break tore stays whole."""
    stop = len(text) if end is None else end
    held: tuple[int, int] | None = None
    for first, last in _blocks(text, start, stop):
        if held is not None and _runs_on(text, held, first):
            held = (held[0], last)
            continue
        if held is not None:
            yield held
        held = (first, last)
    if held is not None:
        yield held


def _blocks(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in [*_PARAGRAPH.finditer(text, start, stop), None]:
        end = gap.start() if gap else stop
        block = text[at:end]
        inner = block.strip()
        if inner:
            first = at + block.index(inner[0])
            yield first, first + len(inner)
        at = gap.end() if gap else stop


def _runs_on(text: str, held: tuple[int, int], nxt: int) -> bool:
    """Whether a block is the rest of the one before: it does not end, and is no short line of its own."""
    tail = text[max(held[0], held[1] - 4) : held[1]]
    line = text.rfind("\n", held[0], held[1]) + 1 or held[0]
    return not _ENDING.search(tail) and (held[1] - line >= FULL_LINE or text[nxt].islower())


def flowing(text: str) -> str:
    """The text as paragraphs of flowing lines, for readers and for search."""
    return "\n\n".join(squash(text[a:b]) for a, b in paragraphs(text))
