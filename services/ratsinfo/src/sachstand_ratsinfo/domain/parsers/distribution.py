"""The distribution list (Verteiler): where it stands, its groups, recipients and copies. Internal, always.

There is one way to find it, for the parser and for what the public reads: what the parser takes for
recipients is never left standing there, nor is what looks like them and is not understood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..contents import Recipient
from ..text import paragraphs, squash

_WORD = r"V[ ]?e[ ]?r[ ]?t[ ]?e[ ]?i[ ]?l[ ]?e[ ]?r(?:[ -]?(?:liste|kreis|plan|schlüssel))?"
_ASIDE = r"(?:\([^()\n]{0,60}\)[ \t]*)?"
_HEADING = re.compile(
    r"^[^\w\n]*(?:[IVX\d]{1,4}[.)][ \t]*)?(?:(?:E-Mail|Mail|Presse|Haus|Post|Ämter|Interner)[- ]?)?"
    rf"{_WORD}[ \t_*]*{_ASIDE}(?:$|[:;\t]|[–-](?:[ \t]|$)|[^\n.:;]{{0,40}}:[ \t]*$)|\b{_WORD}[ \t]*{_ASIDE}:",
    re.IGNORECASE | re.MULTILINE,
)
_CERTIFIED = re.compile(r"(?m)^[ \t]*Zur\s+Beurkundung\b[ \t:]*(?:\n[ \t]*){0,4}(?P<name>[^\n]{0,80})$")
_CLOSED = re.compile(
    r"(?m)^[ \t]*(?:gez\.|[iI]\.[ ]?[VA]\.|Im[ ]Auftrag|In[ ]Vertretung|Mit[ ]freundlichen[ ]Grüßen)"
    r"[^\n]{0,80}$"
)
_ATTACHED = re.compile(r"[ \t]*(?:Anlagen?|Anhang)\b")
_GROUP = re.compile(r"(?:(?<=\A)|(?<=\s))(?:-[ \t]+)?([IVX]{1,5})\.(?=\s|\Z)")
_NUMBER = re.compile(r"(?:(?<=\A)|(?<=\s))(\d{1,2})\.(?=\s)")
_COPIES = re.compile(r"\s*\((\d{1,3})\)\s*\Z")
_FOR = (
    r"(?:zur\s+(?:\w+\s+)?(?:Weiterbehandlung|Kenntnis(?:nahme)?|Veranlassung|Bearbeitung|Erledigung|Ausführung)"
    r"|nachrichtlich|z\.[ ]?(?:K|Kts|w\.[ ]?V|d\.[ ]?A)\.|cc:|(?:verteilt|geht|ergeht)[ ]an"
    r"|(?:Abdruck|Abschrift|Ausfertigung|Durchschrift|Kopie|Mehrfertigung(?:en)?)[ ](?:an|für))"
)
_PURPOSE = re.compile(rf"\A(?:zur\s+\w+|{_FOR}(?:\s+an)?|an)\s*:?\Z", re.IGNORECASE)
_MARKED = re.compile(
    rf"[-•*\s]*(?:[IVX]{{1,5}}\.(?=\s|$)|(?i:{_FOR})(?!\w))|[^\n]*\w[ \t]*\(\d{{1,2}}\)[ \t]*$"
    r"|[^\n]*(?:\bnachrichtlich[ ]an\b|(?:(?<!\S)\d{1,2}\.[ ][A-ZÄÖÜ][^.\n]{1,60}){3})"
)
_UNIT = re.compile(
    r"[-•*\s]*(?:\d{1,2}[.)]\s+)?(?:an[ ]|weg\.[ ])?(?:(?:die|den|das)[ ])?(?:(?:Referat|Amt|Dezernat"
    r"|Fachbereich|Abteilung|Stabsstelle|Fraktion\w*|OB|EBM|BM|GPR|GR|FB|Ref|Dez|Abt)\b|[LS]/OB|[A-ZÄÖÜ][\w-]*"
    r"(?:amt|[Ff]raktion|kämmerei|rat|aktei|dezernat|referat)\b)"
)
_PERSON = re.compile(r"[-•*\s]*(?:\d{1,2}[.)]\s+)?(?:an[ ])?(?:Frau|Herrn?)[ ]")
_ITEM = re.compile(r"[ \t]*\d{1,2}[.)][ \t]+\S")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE = re.compile(r"[a-zäöüß]{3}[.!?][\"“”»)]*\s*\Z")
_A_SENTENCE, _PROSE = 6, 25
"""Words from which on a paragraph that ends like a sentence is one, and any paragraph is prose."""


@dataclass(frozen=True)
class Listed:
    """A distribution list: where it begins, where its entries begin behind the heading, and where it ends.

    `understood` False: it stands behind a signature like recipients, and names none that we know.
    """

    start: int
    entries: int
    end: int
    understood: bool = True


def find(text: str, start: int = 0, signed: int | None = None) -> Listed | None:
    """The list in a text from `start` on; `signed` is where a signature ends that only the layout knows.

    Below its heading everything to the end of the text belongs to it. Without a heading it stands behind a
    certification or a signature, or is what the text ends with.
    """
    heading = _HEADING.search(text, start)
    bare = _bare(text, start, heading.start() if heading else len(text), signed)
    if heading is None:
        return bare
    return Listed(bare.start if bare else heading.start(), heading.end(), len(text))


def recipients(text: str, listed: Listed) -> tuple[Recipient, ...]:
    """The recipients in the order printed; a line saying what for ("zur Weiterbehandlung") is none."""
    start, end = listed.entries, listed.end
    groups = list(_GROUP.finditer(text, start, end)) if listed.understood else []
    if not groups:
        return tuple(_entries("", text[start:end])) if listed.understood else ()
    found: list[Recipient] = []
    for index, match in enumerate(groups):
        stop = groups[index + 1].start() if index + 1 < len(groups) else end
        found += _entries(match[1], text[match.end() : stop])
    return tuple(found)


def _bare(text: str, start: int, stop: int, signed: int | None) -> Listed | None:
    """A list without a heading; behind a certification nothing but prose and attachments is public."""
    for certified in _CERTIFIED.finditer(text, start, stop):
        named = not (_MARKED.match(certified["name"]) or _UNIT.match(certified["name"]))
        lines = list(_behind(text, certified.end() if named else certified.start("name"), stop, _PROSE))
        if lines:
            return Listed(lines[0].start(), lines[0].start(), lines[-1].end(), any(map(_is_named, lines)))
    ends = [match.end() for match in _CLOSED.finditer(text, start, stop)]
    for end in [*ends, *([signed] if signed is not None and start <= signed <= stop else [])]:
        found = _among(list(_behind(text, end, stop, _A_SENTENCE)), alone=True)
        if found:
            return found
    return _among(_tail(text, start, stop), alone=False)


def _behind(text: str, start: int, stop: int, prose: int) -> Iterator[re.Match[str]]:
    """The lines up to the first paragraph that is prose or speaks of attachments."""
    for first, last in paragraphs(text, start, stop):
        if _is_other(text[first:last], prose):
            return
        yield from _LINE.finditer(text, first, last)


def _tail(text: str, start: int, stop: int) -> list[re.Match[str]]:
    """The lines behind the last paragraph that is prose or speaks of attachments."""
    begin = start
    for first, last in paragraphs(text, start, stop):
        begin = last if _is_other(text[first:last], _A_SENTENCE) else begin
    return list(_LINE.finditer(text, begin, stop))


def _is_other(paragraph: str, prose: int) -> bool:
    if _ATTACHED.match(paragraph):
        return True
    words = len(paragraph.split())
    sentence = words >= prose and _SENTENCE.search(paragraph) is not None
    return (sentence or words >= _PROSE) and not any(map(_MARKED.match, paragraph.split("\n")))


def _is_named(line: re.Match[str]) -> bool:
    return any(pattern.match(line[0]) for pattern in (_MARKED, _UNIT, _PERSON))


def _among(lines: list[re.Match[str]], *, alone: bool) -> Listed | None:
    """The list among some lines, from its first entry on; `alone`: one line that is marked is enough."""
    entries = [line for line in lines if _is_named(line) or _ITEM.match(line[0])]
    marked = any(_MARKED.match(line[0]) for line in entries)
    if (marked, len(entries) > 1, alone).count(True) < 2:
        return None
    first = entries[0].start()
    return Listed(first, first, lines[-1].end(), any(map(_is_named, entries)))


def _entries(group: str, block: str) -> list[Recipient]:
    numbers = list(_NUMBER.finditer(block))
    found = _lines(group, None, block[: numbers[0].start()] if numbers else block)
    for index, match in enumerate(numbers):
        stop = numbers[index + 1].start() if index + 1 < len(numbers) else len(block)
        found += _lines(group, match[1], block[match.end() : stop])
    return found


def _lines(group: str, number: str | None, block: str) -> list[Recipient]:
    """One recipient per line; the name of a faction may run over two."""
    first, *others = re.split(r"\n[ \t]*\n", block.strip())
    lines = [squash(first)] if first.startswith("Fraktion") else first.split("\n")
    lines = [squash(line) for line in (*lines, *"\n".join(others).split("\n"))]
    return [_recipient(group, number, line) for line in lines if _is_recipient(line)]


def _is_recipient(line: str) -> bool:
    return any(c.isalpha() for c in line) and not _PURPOSE.match(line)


def _recipient(group: str, number: str | None, line: str) -> Recipient:
    copies = _COPIES.search(line)
    return Recipient(
        group, line[: copies.start()] if copies else line, number, int(copies[1]) if copies else 1
    )
