"""The way of a paper through the bodies (Beratungsfolge): body, role, day, publicity of each step.

There is one way to find it, for the parser and for what the public reads: a step that is not public is never
left standing there, and where a step cannot be told from its neighbours, none of them is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..contents import Role, Station
from ..dates import DAY, first_date
from ..findings import Findings
from ..text import paragraphs, squash

_COLUMN = r"(?:Beratungsfolge|Sitzung(?:stermin|sart)?|Termin|Status|Datum|Gremium|zur|Ö[ ]?/[ ]?N)\b"
_WAY = r"(?:Beratungs(?:folge|gang|verlauf|weg)|Gremien(?:folge|lauf|weg)|Sitzungsfolge|Vorlage[ \t]+an)\b"
_HEADING = re.compile(
    rf"(?m)(?:^[ \t]*Beratungsfolge\b|\b{_WAY}(?=[ \t]*(?::|{_COLUMN}))|^[ \t]*{_WAY}(?=[ \t]*$))[ \t]*:?"
    rf"(?:\s*{_COLUMN}[ \t]*:?(?=\s))*"
)
_END = re.compile(r"\b(?:Sachverhalt|Beschluss(?:vorschlag|antrag)?|Begründung|Betreff)\s*:")
_CLOSED = r"(?:N|NÖ|(?i:nicht[ -]?öff(?:entlich|\.)|vertraulich))"
_STATUS = rf"(?:Ö|[Öö]ffentlich|{_CLOSED})(?![^\W\d_])"
_DAY = rf"(?:{DAY})"
_WEEKDAY = r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{0,8}\.?,?[ \t]+)?"
_MARK = re.compile(rf"(?<![^\W\d_])(?:(?P<status>{_STATUS})|{_DAY})")
_ROLE = r"(?:zur?[ ])?(?:Kenntnis(?:nahme)?|(?:Vorb|B)eratung|Empfehlung|Anhörung|Entscheidung|Beschluss\w*)"
_NO_COLUMN = rf"(?!{_COLUMN}[ \t]*:?[ \t]*(?:[\t\n]|$))"
_BODY = rf"{_NO_COLUMN}(?P<body>[A-ZÄÖÜ][^\t\n()]{{2,120}}?)[ \t]*"
_DAY_LABEL = r"(?:[ \t\n]+(?:Sitzungstermin|Termin|Datum)[ \t]*:?)?"
_STATUS_LABEL = r"(?:[ \t\n]+(?:Status|Ö[ ]?/[ ]?N)[ \t]*:?)?"
_ROW = re.compile(
    rf"{_BODY}(?:\((?P<role>[^()\n]{{3,60}})\)|[\t\n][ \t]*(?P<cell>{_ROLE}))?"
    rf"(?:[ \t\n]+(?P<before>{_STATUS}))?{_DAY_LABEL}[ \t\n]+{_WEEKDAY}(?P<date>{_DAY})"
    rf"(?:{_STATUS_LABEL}[ \t\n]+(?P<behind>{_STATUS}))?"
)
_UNDATED = re.compile(
    rf"(?m)^[ \t]*{_BODY}(?:\((?P<role>[^()\n]{{3,60}})\)|\t[ ]*(?P<cell>{_ROLE}))?"
    rf"(?:[ \t]+(?P<before>{_STATUS}))?(?P<date>[ \t]*(?:[-–—]+|(?:noch[ \t]+)?offen))?"
    rf"(?:[ \t]+(?P<behind>{_STATUS}))?[ \t]*$"
)
"""A line without a day; its Ö or N, or its role, shows that it is a step."""
_STRAY = re.compile(rf"(?m)^[^\n]{{0,200}}?\b{_DAY}(?:[ \t]+N|\t[ ]*{_CLOSED})[ \t]*$")
_COLUMNS = re.compile(rf"\A{_COLUMN}\s*")
_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"Kenntnis", re.IGNORECASE), "acknowledgement"),
    (re.compile(r"Vorberatung|Empfehlung", re.IGNORECASE), "preliminary"),
    (re.compile(r"Anhörung", re.IGNORECASE), "hearing"),
    (re.compile(r"Entscheidung|Beschluss", re.IGNORECASE), "decision"),
)
_GAP = re.compile(r"\n[ \t]*\n")
_LONGEST = 4000
"""Characters within which a way ends that no other heading ends."""
_PROSE = 160
"""Characters of a paragraph that is no cell of a table any more."""


@dataclass(frozen=True)
class Route:
    """A printed way: where it stands behind its heading, its rows, and whether it prints Ö and N.

    What follows its last row up to a gap belongs to it, as a result does.
    `understood` False: it prints that a step is not public, and not all it prints belongs to a step.
    """

    start: int
    end: int
    rows: tuple[re.Match[str], ...]
    opened: bool
    closed: bool
    understood: bool


def routes(text: str) -> Iterator[Route]:
    """The ways that a text prints, in order."""
    at = 0
    while heading := _HEADING.search(text, at):
        start, at = heading.end(), _end(text, heading.end())
        rows = _rows(text, start, at)
        marks = list(_MARK.finditer(text, start, at))
        told = {row.span(group) for row in rows for group in ("before", "date", "behind")}
        one = not any(row["before"] and row["behind"] for row in rows)
        said = [_is_closed(mark["status"]) for mark in marks if mark["status"]]
        gap = _GAP.search(text, marks[-1].end(), at) if marks else None
        understood = not any(said) or (one and all(mark.span() in told for mark in marks))
        end = gap.start() if gap else at if marks else start
        yield Route(start, end, rows, not all(said), any(said), understood)


def is_closed(text: str) -> bool:
    """Whether a text prints steps that are not public, and none that is."""
    ways = list(routes(text))
    return any(way.closed for way in ways) and not any(way.opened for way in ways)


def closed_steps(text: str) -> Iterator[tuple[int, int]]:
    """Where a text prints steps that are not public, in order and apart from each other."""
    at = 0
    for route in routes(text):
        yield from _strays(text, at, route.start)
        at = route.end
        if not route.understood:
            yield route.start, route.end
            continue
        ends = [route.start, *(row.end() for row in route.rows)]
        begins = [*(row.start() for row in route.rows[1:]), route.end]
        for start, row, end in zip(ends, route.rows, begins, strict=False):
            if _public(row) is False:
                yield start, max(end, row.end())
    yield from _strays(text, at, len(text))


def stations(findings: Findings) -> tuple[Station, ...]:
    """The printed steps; one without a day, or without Ö or N, says nothing about these."""
    route = next((route for route in routes(findings.reading.clean) if route.rows), None)
    if route is None or not route.understood:
        findings.lacks("stations")
        return ()
    return tuple(_station(findings, row) for row in route.rows)


def role_of(label: str | None) -> Role | None:
    """What a body does with a paper, from the printed words ("zur Kenntnis"); None when they do not say."""
    return next((role for pattern, role in _ROLES if label and pattern.search(label)), None)


def _end(text: str, start: int) -> int:
    """A way ends at the next heading, or at a paragraph that prints nothing of a step."""
    stop = _END.search(text, start, start + _LONGEST)
    end = stop.start() if stop else min(len(text), start + _LONGEST)
    for first, last in paragraphs(text, start, end):
        if last - first > _PROSE and not _MARK.search(text, first, last):
            return first
    return end


def _rows(text: str, start: int, end: int) -> tuple[re.Match[str], ...]:
    """The steps in order; a line without day, Ö and N behind a closed step belongs to that."""
    rows = list(_ROW.finditer(text, start, end))
    taken = [row.span() for row in rows]
    rows += [
        row
        for row in _UNDATED.finditer(text, start, end)
        if (row["before"] or row["behind"] or role_of(row["role"] or row["cell"]))
        and not any(first < row.end() and row.start("body") < last for first, last in taken)
    ]
    steps: list[re.Match[str]] = []
    for row in sorted(rows, key=lambda row: row.start("body")):
        told = row["date"] or row["before"] or row["behind"]
        if told or not steps or _public(steps[-1]) is not False:
            steps.append(row)
    return tuple(steps)


def _strays(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _STRAY.finditer(text, start, end):
        yield match.span()


def _is_closed(mark: str) -> bool:
    return re.fullmatch(_CLOSED, mark) is not None


def _public(row: re.Match[str]) -> bool | None:
    status = row["before"] or row["behind"]
    return not _is_closed(status) if status else None


def _station(findings: Findings, row: re.Match[str]) -> Station:
    findings.take("station", (row.start("body"), row.end()))
    body = squash(row["body"])
    while _COLUMNS.match(body) and _COLUMNS.sub("", body):
        body = _COLUMNS.sub("", body)
    day = first_date(row.string, *row.span("date")) if row["date"] else None
    if row["date"] and day is None:
        findings.doubts("station", row.span("date"))
    label = row["role"] or row["cell"]
    label = squash(label) if label else None
    return Station(body, day.day if day else None, role_of(label), label, _public(row))
