"""Headers of labels and values, whichever way a conversion laid them out.

The value of a label runs to the next label, so a table with tabs, one label per line, label and value
on two lines, and everything run together without even a space are all read alike. A line with a label that
we do not know ends a value, too.
"""

import re
from collections.abc import Iterator

from .paragraphs import is_sentence

Values = dict[str, tuple[int, int]]

LONGEST = 4000
"""Characters within which a header ends that no body ends."""
_LABEL = r"[A-ZÄÖÜ](?:[\w/()-]|[ ](?=[A-ZÄÖÜa-zäöü(])){1,40}(?<![ (])[ ]?:"
_KNOWN = (
    r"(?:Sitzungs(?:ort|raum|saal|beginn|ende|leitung|nummer)|Beginn|Ende|Uhrzeit|Ort|Raum|Anwesen(?:d|heit)"
    r"|Entschuldigt|Abwesend|Teilnehm(?:er(?:innen)?|ende)|Gäste?|Stellvertret(?:ung|er(?:in)?)|Federführung"
    r"|Anlagen?|Verfasser(?:in)?|Sachbearbeit(?:ung|er(?:in)?)|Ausfertigung|Bezug)[ ]?:"
)
_LINE = re.compile(rf"(?:(?<=\n)|(?<=\t)|\A)[ ]*(?P<label>{_LABEL})(?=\s)")
_FURTHER = re.compile(rf"{_LINE.pattern}|(?<![A-ZÄÖÜ-]){_KNOWN}")
_KNOWN_LINE = re.compile(rf"(?<=\n)[ \t]*{_KNOWN}")
_GAP = re.compile(r"\n[ \t]*\n\s*")


def label_pattern(*labels: tuple[str, str]) -> re.Pattern[str]:
    """One pattern of named labels; they also begin behind a value that a conversion glued to them."""
    return re.compile(
        "|".join(rf"(?P<{name}>(?<![A-ZÄÖÜ])(?<![^\s:.]-)(?:{pattern}))" for name, pattern in labels)
    )


def labelled(text: str, labels: re.Pattern[str], start: int, end: int) -> Values:
    """The span of each label's value in `text[start:end]`; of a repeated label the first.

    The group that matched names the field; a group named `stop…` ends a value and has none itself.
    """
    values: Values = {}
    field, begin = None, start
    for match in labels.finditer(text, start, end):
        if field and not field.startswith("stop"):
            values.setdefault(field, (begin, match.start()))
        field, begin = match.lastgroup, match.end()
    if field and not field.startswith("stop"):
        values.setdefault(field, (begin, end))
    return values


def without_further(text: str, span: tuple[int, int], free: bool) -> tuple[int, int]:
    """A value without the lines below it that have a label of their own; `free` text may hold a colon."""
    further = (_KNOWN_LINE if free else _FURTHER).search(text, *span)
    return (span[0], further.start()) if further else span


def further_lines(text: str, labels: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a header whose label is none of the layout's."""
    for match in _LINE.finditer(text, start, end):
        if not labels.match(text, match.start("label"), end):
            yield match.start("label"), min(end, _line_end(text, match.end()))


def header_end(text: str, labels: re.Pattern[str], body: re.Pattern[str]) -> int:
    """Where a header ends: where the body says that it begins, or with the first sentence without label."""
    found = body.search(text)
    stop = min(found.start() if found else LONGEST, len(text), LONGEST)
    begun, at = False, 0
    for gap in [*_GAP.finditer(text, 0, stop), None]:
        end = gap.start() if gap else stop
        known = labels.search(text, at, end) is not None
        if begun and not known and is_sentence(text[at:end]):
            return at
        begun = begun or known
        at = gap.end() if gap else stop
    return stop


def _line_end(text: str, start: int) -> int:
    ends = [end for mark in "\n\t" if (end := text.find(mark, start)) >= 0]
    return min(ends, default=len(text))
