"""The items of a sitting: their headings in the agenda and in the text, and which of them are public.

A number alone is no heading: "1." also begins a point of a motion. It is one where the agenda lists the same
number with the same title, or where a word says so ("TOP 3").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text import squash

_CLOSED = r"(?:[Nn]icht[- ]?[öÖ]ffentlich|NICHT[- ]?ÖFFENTLICH|[Vv]ertraulich)\w*"
_PART = r"(?i:Teil|Sitzung(?:steil)?|Tagesordnung(?:spunkte)?|Beratung(?:en)?)"
_AHEAD = r"^[ \t]*(?:(?:[IVX]{1,4}|[A-C]|\d)[.)][ \t]*)?(?:Tagesordnung[ ]*[-–:]?[ ]*)?"
SECTION = re.compile(
    rf"(?m){_AHEAD}(?:(?P<closed>{_CLOSED})|(?P<open>[Öö]ffentlich\w*|ÖFFENTLICH\w*))[ ]+"
    rf"{_PART}[ \t]*:?[ \t]*$"
)
"""The heading of a part that is public, or is not."""
_WARNED = re.compile(rf"{SECTION.pattern}|{_AHEAD}(?P<warned>(?=[NV]){_CLOSED})[^\n]{{0,60}}$")
"""In minutes of a sitting each short line that begins so closes what follows; a clear heading opens it."""
AGENDA = re.compile(r"(?m)^[ \t]*Tagesordnung(?:spunkte)?[ \t]*:?[ \t]*$")
_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,3}(?:[ ]?[a-z](?![^\W\d_]))?"
HEADING = re.compile(
    r"(?m)^[ \t]*(?:(?P<word>TOP|Tagesordnungspunkt|Punkt)[ \t]*)?(?:(?P<mark>[ÖN])[ \t]*(?=\d))?"
    rf"(?P<number>{_NUMBER})(?P<stop>[.):]{{0,2}})(?:[ \t]*[-–:])?[ \t]+(?P<title>\S[^\n]*)$"
)
_ASIDE = re.compile(rf"{_CLOSED}|\(N\)|\A[ ]*N[ ]*[:–-]")
_OWN = (
    r"(?:Vorlage|Drucksache|Beschluss|Ergebnis|TOP|Tagesordnung\w*|Punkt|[ÖN](?=[ ]?\d)"
    r"|(?:Nichtö|Nicht[ ]ö|Ö)ffentlich\w*)\b"
)
_CONTINUED = re.compile(rf"\n(?![ \t]*(?:\n|[-–•]|\d|[^\n]{{0,40}}:|{_OWN}))[^\n]*")


@dataclass(frozen=True)
class Heading:
    """The heading of one item; `public` None: nothing near it says."""

    number: str
    title: tuple[int, int]
    start: int
    end: int
    public: bool | None
    marked: bool

    def key(self, text: str) -> tuple[str, str]:
        """Its number and title as they are compared."""
        return self.number, squash(text[slice(*self.title)]).casefold()[:_ALIKE]


@dataclass(frozen=True)
class Agenda:
    """The entries of the agenda, the headings in the text behind it, and where its parts begin."""

    listed: tuple[Heading, ...]
    items: tuple[Heading, ...]
    parts: tuple[int, ...]

    def closed(self, text: str) -> Iterator[tuple[int, int]]:
        """What is not public of the text: the parts that say so, and single items."""
        yield from _between(_WARNED.finditer(text), len(text))
        behind = self.items[0].start if self.items else len(text)
        for headings, last in ((self.listed, behind), (self.items, len(text))):
            ends = [*(one.start for one in headings[1:]), last]
            yield from (
                (one.start, end) for one, end in zip(headings, ends, strict=False) if one.public is False
            )


_ALIKE = 30
"""Characters of two titles that are compared: the rest may stand on another line."""


def agenda_of(text: str) -> Agenda:
    """The items of a sitting; where no agenda lists them, only those whose heading is marked."""
    agenda = AGENDA.search(text)
    parts = list(_WARNED.finditer(text))
    every = list(_candidates(text, agenda.end() if agenda else 0, parts))
    listed = _listed(text, every) if agenda else []
    titles = {one.key(text) for one in listed}
    items = [one for one in every[len(listed) :] if one.marked or one.key(text) in titles]
    return Agenda(tuple(listed), tuple(items), tuple(part.start() for part in parts))


def _listed(text: str, every: list[Heading]) -> list[Heading]:
    """The entries of the agenda: up to where the first of them comes again, as the heading of its text."""
    first = every[0] if every else None
    behind = list(enumerate(every))[1:]
    again = [index for index, one in behind if first and one.key(text) == first.key(text)]
    again += [
        index for index, one in behind if first and (one.number, one.public) == (first.number, first.public)
    ]
    return every[: again[0]] if again else []


def _candidates(text: str, start: int, parts: list[re.Match[str]]) -> Iterator[Heading]:
    ahead, public = iter([*parts, None]), None
    part = next(ahead)
    for match in HEADING.finditer(text, start):
        while part is not None and part.end() <= match.start():
            public = part["open"] is not None
            part = next(ahead)
        marked = bool(match["word"] or match["mark"])
        if not marked and not match["stop"] and "." not in match["number"]:
            continue
        title = (match.start("title"), _title_end(text, match))
        closed = match["mark"] == "N" or _ASIDE.search(text[slice(*title)])
        told = False if closed else True if match["mark"] else public
        yield Heading(match["number"], title, match.start(), title[1], told, marked)


def _title_end(text: str, match: re.Match[str]) -> int:
    """A title may run on over the next line, if that is none of its own."""
    further = _CONTINUED.match(text, match.end())
    if further is None or squash(further[0]).endswith((".", "!", "?", ":")):
        return match.end()
    return further.end()


def closed_parts(text: str) -> Iterator[tuple[int, int]]:
    """The parts that are not public: from their heading to the next one that says the opposite."""
    yield from _between(SECTION.finditer(text), len(text))


def _between(parts: Iterator[re.Match[str]], end: int) -> Iterator[tuple[int, int]]:
    begun: int | None = None
    for match in parts:
        if match["open"] is None and begun is None:
            begun = match.start()
        elif match["open"] is not None and begun is not None:
            yield begun, match.start()
            begun = None
    if begun is not None:
        yield begun, end
