"""What of a document the public may not read.

Private contact data (telephone, mail, private address, account) is never kept outside the original bytes.
The public rendition also lacks the distribution list, the chapter that names contact persons, and the steps
of the paper's way that are not public; of these it does not even say that something is left out.
"""

import re
from collections.abc import Iterable, Iterator

from .contacts import contacts, merged
from .parsers.distribution import Listed
from .parsers.stations import closed_steps
from .text import Reading, paragraphs, read, squash

REMOVED = "[Kontaktangabe entfernt]"
WITHHELD_LIST = "[Verteiler nicht veröffentlicht]"
WITHHELD_CHAPTER = "[Ansprechpartner nicht veröffentlicht]"

_CHAPTER = re.compile(r"(?:\d{1,2}\.?[ ])?(?:Ansprechpartner(?:innen)?|Ansprechpersonen?|Kontakt)[ ]?:?")
_NEXT_CHAPTER = re.compile(r"\d{1,2}\.?[ ][A-ZÄÖÜ].{2,80}|Anhang|Anlage.{0,40}|Impressum")

Stretch = tuple[int, int]
Withheld = tuple[int, int, str]
"""A stretch of a text that is not public, and what the public reads instead."""


def without_contacts(reading: Reading) -> Reading:
    """The reading that may be kept: contact data replaced by a mark."""
    return reading.replaced((start, end, REMOVED) for start, end in contacts(reading.clean))


def named_without_contacts(name: str) -> str:
    """A name that may be kept, as that of a file."""
    reading = read(name)
    return without_contacts(reading).clean if contacts(reading.clean) else name


def withheld(text: str, listed: Listed | None, closed: Iterable[Stretch] = ()) -> tuple[Withheld, ...]:
    """What of a text without contact data is not public, in order and apart from each other.

    `closed` are the parts of minutes that are not.
    """
    parts = [(start, end, "\n") for start, end in (*closed_steps(text), *closed)]
    parts += [(start, end, _alone(WITHHELD_CHAPTER)) for start, end in _chapters(text)]
    parts += [(listed.start, listed.end, _alone(WITHHELD_LIST))] if listed else []
    marks = {start: mark for start, _, mark in reversed(parts)}
    return tuple((start, end, marks[start]) for start, end in merged([part[:2] for part in parts]))


def _alone(mark: str) -> str:
    return f"\n\n{mark}\n\n"


def shown(text: str, start: int, end: int, parts: Iterable[Withheld]) -> str:
    """A stretch of a text as the public reads it."""
    inside = (
        (max(a, start) - start, min(b, end) - start, mark) for a, b, mark in parts if a < end and b > start
    )
    return _with_marks(text[start:end], inside)


def _with_marks(text: str, parts: Iterable[Withheld]) -> str:
    kept, at = [], 0
    for start, end, mark in parts:
        kept += [text[at:start], mark]
        at = end
    return "".join([*kept, text[at:]])


def _chapters(text: str) -> Iterator[tuple[int, int]]:
    """A chapter of contact persons goes up to the next chapter; a mere line in a table of contents stays."""
    begun: int | None = None
    for first, last in paragraphs(text):
        heading = squash(text[first : min(last, first + 200)])
        if begun is not None and _NEXT_CHAPTER.fullmatch(heading):
            yield from _with_contacts(text, begun, first)
            begun = None
        if begun is None and _CHAPTER.fullmatch(heading):
            begun = first
    if begun is not None:
        yield from _with_contacts(text, begun, len(text))


def _with_contacts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if text.find(REMOVED, start, end) >= 0:
        yield start, end
