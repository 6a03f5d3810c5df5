"""The motion (Beschlussantrag) and its numbered items."""

import re

from ..contents import MotionItem
from ..findings import Findings
from ..text import paragraphs, squash

HEADING = re.compile(r"\b(?:Beschlussantrag|Beschlussvorschlag)[ \t]*:")
_NUMBER = re.compile(r"(?:(?<=\n)|(?<=\A)|(?<=\s))[ \t]*(\d{1,2})[.)][ \t]+(?=\S)")
_NOTED = re.compile(r"Kenntnis\s+(?:genommen|zu\s+nehmen)|nimmt\b[^.]{0,400}\bKenntnis|Kenntnisnahme")


def motion_items(findings: Findings, start: int, end: int) -> tuple[tuple[MotionItem, ...], int]:
    """The items of the motion in a stretch of text, and where the motion ends.

    An item that is itself only noted is an acknowledgement and decides nothing.
    """
    text = findings.reading.clean
    heading = HEADING.search(text, start, end)
    if heading is None:
        findings.lacks("motionItems")
        return (), start
    stop = _end_of_motion(text, heading.end(), end)
    starts = _item_starts(text, heading.end(), stop)
    if not starts:
        starts = [("1", heading.end(), heading.end())]
    items = []
    for index, (number, _, begin) in enumerate(starts):
        finish = starts[index + 1][1] if index + 1 < len(starts) else stop
        printed = findings.take("motionItem", (begin, finish), 0.95)
        if printed:
            items.append(
                MotionItem(number, printed, "acknowledgement" if _NOTED.search(printed) else "decision")
            )
    return tuple(items), stop


def _item_starts(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Where the items 1, 2, 3 … begin; a number out of turn belongs to the text of an item."""
    found: list[tuple[str, int, int]] = []
    for match in _NUMBER.finditer(text, start, end):
        if int(match[1]) == len(found) + 1:
            found.append((match[1], match.start(), match.end()))
    return found


def _end_of_motion(text: str, start: int, end: int) -> int:
    """The motion runs on while paragraphs begin with a number; without numbers it is one paragraph."""
    stop, numbered = start, False
    for first, last in paragraphs(text, start, end):
        begins = _NUMBER.match(text, first - 1 if first > start else first) is not None or bool(
            re.match(r"\d{1,2}[.)]\s", squash(text[first : min(last, first + 6)]))
        )
        if stop != start and not (begins and numbered):
            break
        numbered = numbered or begins
        stop = last
    return stop
