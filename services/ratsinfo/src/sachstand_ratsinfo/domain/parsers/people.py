"""Several persons in one field: chairs that took turns, rapporteurs of several offices."""

import re

from ..findings import MISSING
from ..text import squash
from .speakers import FUNCTIONS

_ONE = rf"(?:{FUNCTIONS}|Prof\.|Dr\.|der|die|ab|bis|zeitweise|zu[ ]TOP)(?![^\W\d_])"
_BETWEEN = re.compile(
    rf"[ \t]*(?:;|\n(?=[ \t]*[A-ZÄÖÜ])|(?:,|/|\b(?:und|sowie|u\.)(?=\s))(?=\s*{_ONE}))\s*(?:und\s+|sowie\s+)?"
)
_WHEN = re.compile(
    r"\A(?:ab|bis|zeitweise|zu|von)\s+(?:TOP\s+\w+|\d{1,2}(?:[.:]\d\d)?\s*Uhr)"
    r"(?:\s*(?:bis|-|–)\s*(?:TOP\s+)?[\w.:]+(?:\s*Uhr)?)?[:,]?\s*|\Azeitweise\s+"
    r"|\s*\((?:ab|bis|zeitweise|zu|von)\b[^()]{0,40}\)\s*\Z|\s+(?:ab|bis)\s+\d{1,2}(?:[.:]\d\d)?\s*Uhr\Z"
)


def people(printed: str) -> tuple[str, ...]:
    """Each as printed, without the hours; a comma parts two only where another one clearly begins."""
    found = (_WHEN.sub("", squash(part)) for part in _BETWEEN.split(_closed(printed)))
    return tuple(dict.fromkeys(one for one in found if one not in MISSING))


def _closed(printed: str) -> str:
    """A name and its office in parentheses on the next line belong together."""
    return re.sub(r"\s*\n\s*(?=\()", " ", printed.strip())
