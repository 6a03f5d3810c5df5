"""The way of a paper through the bodies (Beratungsfolge): body, role, day, publicity of each step."""

import re

from ..contents import Role, Station
from ..dates import first_date
from ..findings import Findings
from ..text import squash

_HEADING = re.compile(r"(?m)^[ \t]*Beratungsfolge\b[^\n]*")
_END = re.compile(r"(?m)^[ \t]*(?:Sachverhalt|Beschluss(?:vorschlag)?|Begründung|Betreff)\s*:")
_BODY = r"(?P<body>[A-ZÄÖÜ][^\t\n()]{2,120}?)[ \t]*(?:\((?P<role>[^()\n]{3,60})\))?"
_ROW = re.compile(
    rf"{_BODY}[ \t\n]+(?P<date>[0-3]?\d\.[01]?\d\.(?:19|20)\d\d)(?:[ \t\n]+(?P<status>[ÖN])(?![^\W\d_]))?"
)
_UNDATED = re.compile(
    rf"(?m)^[ \t]*{_BODY}(?P<date>[ \t]*(?:[-–—]+|(?:noch[ \t]+)?offen))?(?:[ \t]+(?P<status>[ÖN]))?[ \t]*$"
)
"""A line without a day; its role or its Ö or N shows that it is a step."""
_COLUMNS = re.compile(r"\A(?:Beratungsfolge|Sitzungstermin|Status|Datum|Gremium)\b[\s]*")
_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"Kenntnis", re.IGNORECASE), "acknowledgement"),
    (re.compile(r"Vorberatung|Empfehlung", re.IGNORECASE), "preliminary"),
    (re.compile(r"Anhörung", re.IGNORECASE), "hearing"),
    (re.compile(r"Entscheidung|Beschluss", re.IGNORECASE), "decision"),
)


def stations(findings: Findings) -> tuple[Station, ...]:
    """The printed steps; one without a day, or without Ö or N, says nothing about these."""
    text = findings.reading.clean
    heading = _HEADING.search(text)
    if heading is None:
        findings.lacks("stations")
        return ()
    stop = _END.search(text, heading.end())
    end = stop.start() if stop else min(len(text), heading.end() + 4000)
    rows = list(_ROW.finditer(text, heading.end(), end))
    taken = [row.span() for row in rows]
    rows += [
        row
        for row in _UNDATED.finditer(text, heading.end(), end)
        if (row["status"] or role_of(row["role"]))
        and not any(start < row.end() and row.start("body") < stop for start, stop in taken)
    ]
    if not rows:
        findings.lacks("stations")
    return tuple(_station(findings, row) for row in sorted(rows, key=lambda row: row.start("body")))


def _station(findings: Findings, row: re.Match[str]) -> Station:
    findings.take("station", (row.start("body"), row.end()))
    body = squash(row["body"])
    while _COLUMNS.match(body) and _COLUMNS.sub("", body):
        body = _COLUMNS.sub("", body)
    day = first_date(row.string, *row.span("date")) if row["date"] else None
    if row["date"] and day is None:
        findings.doubts("station", row.span("date"))
    label = squash(row["role"]) if row["role"] else None
    public = None if row["status"] is None else row["status"] == "Ö"
    return Station(body, day.day if day else None, role_of(label), label, public)


def role_of(label: str | None) -> Role | None:
    """What a body does with a paper, from the printed words ("zur Kenntnis"); None when they do not say."""
    return next((role for pattern, role in _ROLES if label and pattern.search(label)), None)
