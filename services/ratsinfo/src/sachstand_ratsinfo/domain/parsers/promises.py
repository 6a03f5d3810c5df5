"""Promises (Zusagen): what the administration announces for a time to come, in its own words.

A promise is a sentence with a turn of announcing ("wird die Verwaltung … vorlegen", "Geplant ist …",
"Ziel der Verwaltung ist es …") and a time that lies ahead: a day, a quarter, the next round of sittings.
"""

import re
from dataclasses import replace
from datetime import date

from ..contents import Promise
from ..dates import QUARTER, all_dates, end_of_quarter
from ..findings import Findings
from ..text import paragraphs
from .speakers import sentences

_ANNOUNCED = re.compile(
    r"\bGeplant\s+ist\b|\bZiel\s+der\s+Verwaltung\s+ist\s+es\b|\b(?:sagt|sagte)\b[^.]{0,200}\bzu\b"
    r"|\bwird\s+(?:die\s+Verwaltung|der\s+Oberbürgermeister|das\s+Dezernat)\b[^.]*"
    r"|\bDie\s+Verwaltung\s+wird\b|\b(?:vorgelegt|berichtet|eingebracht)\s+werden\s+soll\b"
)
_ACT = re.compile(
    r"\b(?:vorlegen|vorzulegen|vorgelegt|berichten|berichtet|herbeizuführen|einzubringen|eingebracht|informieren"
    r"|zu\b|beantworten|vorstellen|vorzustellen)"
)
_ROUND = re.compile(r"\b(?:zum|im)\s+(?:kommenden|nächsten)\s+(?:Gremienlauf|Sitzungslauf|Sitzungszyklus)\b")
_BODY = re.compile(
    r"\b(?:dem|im|den|der)\s+(?P<body>(?:[A-ZÄÖÜ][a-zäöüß]*-\s+und\s+)?"
    r"(?:[A-ZÄÖÜ][a-zäöüß]*(?:ausschuss|rat|versammlung|board|beirat)\b|Rat\b))"
)


def promises(findings: Findings, start: int, end: int, year: int | None) -> tuple[Promise, ...]:
    """The promises in a stretch of text; `year` is that of the document, for a bare "2. Quartal"."""
    text = findings.reading.clean
    found = []
    for first, last in paragraphs(text, start, end):
        for begin, finish in sentences(text, first, last):
            promise = _promise(findings, begin, finish, year)
            if promise:
                found.append(promise)
    return tuple(found)


def _promise(findings: Findings, start: int, end: int, year: int | None) -> Promise | None:
    text = findings.reading.clean
    announced = _ANNOUNCED.search(text, start, end)
    if announced is None or not _ACT.search(text, start, end):
        return None
    when = _time(text, start, end, year)
    if when is None:
        return None
    due, span = when
    sentence = findings.take("promise", (start, end), 0.8, inferred=True)
    label = findings.take("promiseDue", span, 0.8, inferred=True)
    bodies = tuple(dict.fromkeys(m["body"] for m in _BODY.finditer(text, start, end)))
    return Promise(sentence or "", due, label or "", tuple(" ".join(body.split()) for body in bodies))


def _time(text: str, start: int, end: int, year: int | None) -> tuple[date | None, tuple[int, int]] | None:
    """When it is due: the last day named, the end of the quarter, or a round of sittings without a day."""
    dates = all_dates(text, start, end, year)
    if dates:
        return max(d.day for d in dates), (dates[0].span[0], dates[-1].span[1])
    quarter = QUARTER.search(text, start, end)
    if quarter:
        return end_of_quarter(quarter, year), quarter.span()
    cycle = _ROUND.search(text, start, end)
    return (None, cycle.span()) if cycle else None


def completed(promise: Promise, year: int) -> Promise:
    """A promise whose quarter named no year, once the year of its document is known."""
    quarter = QUARTER.fullmatch(promise.due_label)
    if promise.due is not None or quarter is None:
        return promise
    return replace(promise, due=end_of_quarter(quarter, year))
