"""The items of a sitting: their headings in the agenda and in the text, and which of them are public.

A number alone is no heading: "1." also begins a point of a motion. It is one where the agenda lists the same
number with the same title, or where a word says so ("TOP 3"). A bare number ("2 Haushalt") is an entry of an
agenda that begins with one, where it follows the number before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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
    bare: bool = False

    def key(self, text: str) -> tuple[str, str]:
        """Its number and title as they are compared."""
        title = _REFERENCE.split(squash(text[slice(*self.title)]), maxsplit=1)[0]
        return self.number, title.casefold()[:_ALIKE]

    def follows(self, before: "Heading | None") -> bool:
        """Whether its number is next to the one before it; another part may begin anew."""
        if before is None or before.public is not self.public:
            return True
        own, last = (
            [int(one) if one.isdigit() else ord(one) for one in re.findall(r"\d+|[a-z]", number)]
            for number in (self.number, before.number)
        )
        return own > last and own[0] - last[0] <= _STEP

    def names(self, other: "Heading") -> bool:
        """Whether it may be the item of the other heading."""
        parts = {self.public, other.public}
        return self.number == other.number and (len(parts) == 1 or None in parts)


@dataclass(frozen=True)
class Agenda:
    """The entries of the agenda, the headings in the text behind it, and where its parts begin."""

    listed: tuple[Heading, ...]
    items: tuple[Heading, ...]
    parts: tuple[int, ...]

    @property
    def lost(self) -> Iterator[Heading]:
        """The entries of the agenda that no heading in the text takes up."""
        return (one for one in self.listed if not any(one.names(item) for item in self.items))

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
_REFERENCE = re.compile(r"[\s(,–-]+(?:(?:Vorlage|Drucksache|DS)[\w.: ]*?)?(?:\d{2}-|GRDrs )\d")
"""The number of a paper behind a title, that only one of the two may print."""
_STEP = 2
"""How far a bare number may be from the one before it: one item may have been struck off."""


def agenda_of(text: str) -> Agenda:
    """The items of a sitting; where no agenda lists them, only those whose heading is marked."""
    agenda = AGENDA.search(text)
    parts = list(_WARNED.finditer(text))
    every = list(_candidates(text, agenda.end() if agenda else 0, parts))
    until = _agenda_end(text, every) if agenda else 0
    listed = [one for one in every[:until] if every[0].bare or not one.bare]
    titles = {one.key(text) for one in _in_order(listed)}
    items = [one for one in every[until:] if one.marked or one.key(text) in titles]
    return Agenda(tuple(listed), tuple(items), tuple(part.start() for part in parts))


def _in_order(listed: list[Heading]) -> Iterator[Heading]:
    """The entries without the lines that only begin with a number."""
    for before, one in pairwise([None, *listed]):
        if one and (not one.bare or one.follows(before)):
            yield one


def _agenda_end(text: str, every: list[Heading]) -> int:
    """How many of the headings are entries of the agenda: up to where one of them comes again.

    Where none does, up to the first that is marked, if the agenda's are not.
    """
    seen: set[tuple[str, str]] = set()
    for index, one in enumerate(every):
        anew = index and (one.number, one.public) == (every[0].number, every[0].public)
        if one.key(text) in seen or (anew and not (one.bare and not every[0].bare)):
            return index
        seen.add(one.key(text))
    return next((index for index, one in enumerate(every) if one.marked), 0)


def _candidates(text: str, start: int, parts: list[re.Match[str]]) -> Iterator[Heading]:
    ahead, public = iter([*parts, None]), None
    part = next(ahead)
    for match in HEADING.finditer(text, start):
        while part is not None and part.end() <= match.start():
            public = part["open"] is not None
            part = next(ahead)
        marked = bool(match["word"] or match["mark"])
        bare = not marked and not match["stop"] and "." not in match["number"]
        title = (match.start("title"), _title_end(text, match))
        closed = match["mark"] == "N" or _ASIDE.search(text[slice(*title)])
        told = False if closed else True if match["mark"] else public
        yield Heading(match["number"], title, match.start(), title[1], told, marked, bare)


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
