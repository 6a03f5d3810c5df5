"""Several persons in one field: chairs that took turns, rapporteurs of several offices."""

import re

from ..findings import MISSING
from ..text import squash
from .speakers import FUNCTIONS

_NAMED = rf"(?:{FUNCTIONS}|Prof\.|Dr\.|der|die)(?![^\W\d_])"
_ONE = rf"(?:{_NAMED}|(?:ab|bis|zeitweise|zu[ ]TOP)[ ][^,;\n]{{0,25}}?{_NAMED})"
_BETWEEN = re.compile(
    rf"[ \t]{{0,4}}(?:;|\n(?=[ \t]{{0,9}}[A-ZÄÖÜ])|(?:,|/|\b(?:und|sowie|u\.)(?=\s))(?=\s{{0,9}}{_ONE}))"
    r"\s{0,9}(?:(?:und|sowie)\s)?"
)
_WHEN = re.compile(
    r"\A(?:ab|bis|zeitweise|zu|von)\s+(?:TOP\s+\w+|\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
    r"(?:\s*(?:bis|-|–)\s*(?:TOP\s+)?[\w.:]+(?:\s*Uhr)?)?[:,]?\s*|\Azeitweise\s+"
    r"|\s*\((?:ab|bis|zeitweise|zu|von)\b[^()]{0,40}\)\s*\Z|\s+(?:ab|bis)\s+\d{1,2}(?:[.:]\d\d)?\s*Uhr\Z"
)


def people(printed: str) -> tuple[str, ...]:
    """Each as printed, without the hours; a comma parts two only where another one clearly begins."""
    return tuple(
        dict.fromkeys(one for part in parted(printed) if (one := _WHEN.sub("", part)) not in MISSING)
    )


def parted(printed: str) -> list[str]:
    """The persons of a field, each with all that is printed of it."""
    closed = re.sub(r"\s{0,9}\n\s{0,9}(?=\()", " ", printed.strip())
    return [squash(closed[slice(*place)]) for place in places(closed)]


def places(printed: str) -> list[tuple[int, int]]:
    """Where each of them stands."""
    cuts = [match.span() for match in _BETWEEN.finditer(printed)]
    starts = [0, *(end for _, end in cuts)]
    return list(zip(starts, [*(start for start, _ in cuts), len(printed)], strict=True))
