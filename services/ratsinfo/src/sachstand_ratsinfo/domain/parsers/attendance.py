"""Who was there (Anwesenheitsliste): groups of lines, one person each, or all of a group on one line."""

import re
from collections.abc import Iterator

from ..contents import Attendee
from ..findings import Findings
from ..text import squash
from .paragraphs import is_sentence
from .people import places
from .speakers import FUNCTIONS

_AWAY = (
    r"(?i:(?:un)?entschuldig(?:t|te[nrs]?|ungen)|abwesen(?:d|de[nrs]?|heit)|fehl(?:t|en|te|ten|end(?:e[nrs]?)?)"
    r"|nicht[ ](?:anwesen(?:d|de[nrs]?)|erschienen|teilgenommen)|verhindert|abgemeldet)(?!\w)"
)
"""Words that say of people that they are not there."""
_BESIDE = (
    r"(?i:es|als|wegen|aus|gründen|krankheit|folgende[nrs]?|weitere|ordentliche|stimmberechtigte|beratende"
    r"|(?:rats|ausschuss|gremien)?mitglied(?:er|ern)?|personen|sind|ist|waren|war|haben|hat|sich|und|oder)"
)
_MISSING = rf"(?:{_BESIDE}[ ]){{0,5}}{_AWAY}(?:[ ](?:{_BESIDE}|{_AWAY})(?!\w)){{0,5}}"
_UNCLEAR = rf"{_AWAY}(?![^\n]*(?:{FUNCTIONS})[ ])[^\n:(,.]{{0,60}}"
"""A line of such words alone, or one that begins so and names nobody, is a heading of the absent."""
_GROUP = re.compile(
    r"^[ \t]*(?P<group>(?:(?:[Ss]tellv(?:\.|ertretende[rsn]?)|[Ss]timmberechtigte|[Oo]rdentliche|[Bb]eratende"
    r"|[Ww]eitere|[Ss]achkundige|[Hh]inzugewählte|[Ee]ntschuldigte)[ ])*"
    r"(?:Vorsitz(?:ende[rn]?)?|Mitglied(?:er)?|Bürgermitglieder|Verwaltung|Von[ ]der[ ]Verwaltung"
    r"|Gäste|Protokollführ(?:ung|er(?:in)?)|Schriftführ(?:ung|er(?:in)?)|Berichterstatt(?:ung|er(?:in)?)|Presse"
    rf"|Beiräte|Vertret(?:ung|er(?:innen)?))(?:[ ]?\([^()\n]*{_AWAY}[^()\n]*\))?|{_MISSING}|{_UNCLEAR})"
    rf"(?:[ ]?\([^()\n]{{1,40}}\))?[ \t]*"
    rf"(?::[ \t]*|$|(?:(?<=t )|(?<=en ))(?=(?:{FUNCTIONS})[ ]))(?P<first>[^\n]*)$"
)
_LONGEST = 300
"""Characters of a person; what is longer is none."""
_GONE = re.compile(rf"(?<!\w){_AWAY}")
_EXCUSED = re.compile(r"(?<!\w)(?:(?:un)?entschuldigt|abwesend|fehlt|nicht anwesend|verhindert)(?!\w)")
_REMARK = re.compile(
    r"(?:\s*[,–-]\s*|\s+)(?P<remark>(?:ab|bis|von|zu)\s+(?:\d|TOP\b).*|(?:un)?entschuldigt\b.*|online\b.*"
    r"|per\s+Video.*|\((?:ab|bis|zu)\b[^()]*\))\Z"
)
_OF = re.compile(r"\s*\((?P<bracket>[^()]{2,100})\)\Z|(?:\s+[–-]\s+|\t\s*)(?P<dash>[^\t]{2,100})\Z")
_HEADING = re.compile(
    r"(?m)^[ \t]*(?:Anwesen(?:d|de|heit(?:sliste)?)|Teilnehm(?:ende|er(?:innen)?))[ \t]*:?[ \t]*$"
)


def attendees(findings: Findings, start: int, end: int) -> tuple[Attendee, ...]:
    """The persons in the order printed; a line that is a sentence ends a group."""
    text = findings.reading.clean
    found: list[Attendee] = []
    group: str | None = None
    for line in re.finditer(r"[^\n]+", text[start:end]):
        begin = start + line.start()
        heading = _GROUP.match(line[0])
        if heading:
            group = squash(heading["group"])
            found += _taken(findings, group, begin + heading.start("first"), heading["first"] or "")
        elif is_sentence(line[0]) or _HEADING.match(line[0]):
            group = None
        elif group is not None:
            found += _taken(findings, group, begin, line[0])
    return tuple(found)


def _taken(findings: Findings, group: str, start: int, line: str) -> Iterator[Attendee]:
    for first, last in places(line):
        if last - first < _LONGEST and any(c.isalpha() for c in line[first:last]):
            printed = findings.take("attendance", (start + first, start + last), 0.9)
            if printed:
                yield _attendee(group, printed)


def _attendee(group: str, line: str) -> Attendee:
    remark = _REMARK.search(line)
    name = line[: remark.start()] if remark else line
    of = _OF.search(name)
    organization = (of["bracket"] or of["dash"]) if of else None
    said = squash(remark["remark"]).strip("()") if remark else None
    gone = bool(_GONE.search(group) or _EXCUSED.search(line))
    return Attendee(
        group,
        squash(name[: of.start()] if of else name),
        squash(organization) if organization else None,
        said,
        present=not gone,
    )
