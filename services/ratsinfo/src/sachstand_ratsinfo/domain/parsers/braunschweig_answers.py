"""Answers to enquiries in Braunschweig (Stellungnahme), from the page of the council system or its PDF.

The page prints a header (subject, unit, date, way through the bodies); the flattened PDF may begin with
the facts and run on, without a heading, into the annex: that is a second document.
"""

import re
from dataclasses import dataclass
from datetime import date

from sachstand_common.facts import City

from ..contents import Answer, AnswerState, PaperContent, PaperKind
from ..dates import QUARTER, all_dates, end_of_quarter
from ..findings import MISSING, NONE, Findings
from ..text import paragraphs, squash
from .distribution import Listed, find
from .headers import Values, labelled
from .promises import promises
from .speakers import sentences
from .stations import stations

_LABELS = re.compile(
    r"(?P<name>\bBetreff\s*:)|(?P<unit>\bOrganisationseinheit\s*:)|(?P<date>\bDatum\s*:)"
    r"|(?P<reference>\bVorlagen?-?\s?(?:Nr|Nummer)\.?\s*:?)|(?P<stopRoute>\bBeratungsfolge\b)|(?P<stopFacts>\bSachverhalt\s*:)"
)
_FACTS = re.compile(r"(?m)^[ \t]*Sachverhalt[ \t]*:")
_OPENING = re.compile(r"(?m)^[^\n]*\bbeantworte\s+ich\s+Ihre\s+Fragen?\b[^\n]*\n")
_ANSWER = re.compile(r"(?m)^[ \t]*[Zz]u\s+(?:Frage\s+)?(\d{1,2})\s*[).:]+\s*")
_ATTACHED = re.compile(r"(?m)^[ \t]*Anlagen?(?:/n)?[ \t]*:[ \t]*")
_SIGNED = re.compile(
    r"(?m)^[ \t]*((?:(?:I\.[ \t]?[VA]\.|gez\.)[ \t]+)?(?:(?:Prof|Dr)\.[ \t]+){0,3}[A-ZÄÖÜ][a-zäöüß]+"
    r"(?:[- ][A-ZÄÖÜ][a-zäöüß]+)?)[ \t]*$"
)
_STATE = re.compile(
    r"Anfrage\s+geschilderten?r?\s+Sachverhalt\s+entspricht\s+dem\s+Stand\s+(?:von|vom)\s+([^.,;\n]{3,40})"
)
_DEFERRED = re.compile(
    r"\bnoch\s+nicht\s+(?:vorliegen|beantwortet|vor)\b|\bwird\s+[^!?]{0,60}\bnachgereicht\b"
)
_PARTLY = re.compile(r"\b(?:nur\s+)?(?:teilweise|zum\s+Teil)\s+beantwortet\b")
_NUMBERED = re.compile(r"(?m)^[ \t]*(\d\d-\d{3,6}-\d{1,2})[ \t]*$")
"""An answer bears the number of its enquiry and one of its own behind it, on a line of the head."""
_CITY = re.compile(r"\bStadt\s+Braunschweig\b|\bBraunschweig\b")
_ELSEWHERE = re.compile(
    r"\b(?:Landeshaupt|Hanse|Universitäts)?[Ss]tadt\s+(?!Braunschweig\b)[A-ZÄÖÜ][a-zäöüß]{2,}"
)
_COUNCIL_SYSTEM = re.compile(
    r"\bOrganisationseinheit\s*:\s*Dezernat\s+[IVX]{1,4}\b(?=[\s\S]{0,600}?\bBeratungsfolge\b)"
)
"""The head that Braunschweig's council system prints, which names unit and way, and not the city."""
_RULE = re.compile(r"\n[ \t]*[-=_]{3,}[^\n]*")
_MARKS = re.compile(r"\n[ \t]*\n")
_GAP = 200
"""Characters before a signature in which the end of the last sentence must stand."""
_DASHES = MISSING - {""}
ANNEX_AT_LEAST = 200
"""Fewer characters behind the signature are a footer, not a document of their own."""


@dataclass(frozen=True)
class Parsed:
    """The answer, and where an appended annex and a distribution list stand, if there are any."""

    content: PaperContent
    annex: tuple[int, int] | None
    listed: Listed | None


def parse_answer(findings: Findings) -> Parsed:
    """Everything the document prints; a rendition without header leaves the header fields null."""
    text = findings.reading.clean
    facts = _FACTS.search(text)
    values = labelled(text, _LABELS, 0, facts.end() if facts else min(len(text), 3000))
    answers_at = list(_ANSWER.finditer(text, facts.end() if facts else 0))
    signed = _signature(text, answers_at[-1].end() if answers_at else facts.end() if facts else 0)
    listed = find(text, 0, signed.end() if signed else None)
    stop = listed.start if listed else len(text)
    attached = _attached(text, signed.end() if signed else 0, listed)
    end = min(signed.start() if signed else attached.start() if attached else stop, stop)
    annex = _annex(text, signed, attached, listed)
    route = stations(findings)
    day = findings.take_date("date", _cell(text, values, "date"))
    opening = _OPENING.search(text, facts.end() if facts else 0)
    facts_end = opening.start() if opening else answers_at[0].start() if answers_at else end
    content = PaperContent(
        city=_city(findings),
        kind=_kind(answers_at, opening),
        reference=_reference(findings, values, facts.start() if facts else 0),
        name=findings.take("name", _cell(text, values, "name")),
        date=day,
        unit=findings.take("unit", _cell(text, values, "unit")),
        public=any(step.public for step in route),
        stations=route,
        facts=findings.take("facts", (facts.end(), facts_end) if facts else None),
        claimed_state=findings.take_match("claimedState", _STATE.search(text), 1, 0.9),
        answers=_answers(findings, answers_at, end, day),
        promises=promises(
            findings, facts.end() if facts else 0, annex[1] if annex else end, day.year if day else None
        ),
        signatory=findings.take_match("signatory", signed, 1, 0.9),
        attachments=_attachments(findings, attached, {stop, annex[0] if annex else len(text)}),
    )
    return Parsed(content, annex, listed)


def _kind(answers: list[re.Match[str]], opening: re.Match[str] | None) -> PaperKind:
    return "answer" if answers or opening else "notice"


def _cell(text: str, values: Values, name: str) -> tuple[int, int] | None:
    """A value ends at a blank line or at a ruled line below it."""
    if name not in values:
        return None
    start, end = values[name]
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    for pattern in (_RULE, _MARKS):
        stop = pattern.search(text, begin, end)
        end = stop.start() if stop else end
    return begin, end


def _city(findings: Findings) -> City | None:
    """Named in the text; where no city is named at all, told by the head of the council system."""
    text = findings.reading.clean
    printed, sure = _CITY.search(text), 0.9
    if printed is None and not _ELSEWHERE.search(text):
        printed, sure = _COUNCIL_SYSTEM.search(text), 0.7
    named = findings.take("city", printed.span() if printed else None, sure, inferred=True)
    return City.BRAUNSCHWEIG if named else None


def _signature(text: str, start: int) -> re.Match[str] | None:
    """A line that is a name, below a line that ends a sentence or is a dash in place of an answer."""
    for match in _SIGNED.finditer(text, start):
        nearby = text[max(start, match.start() - _GAP) : match.start()]
        before = nearby.rstrip()
        ended = before.endswith((".", "!", "?", "“", '"')) or before.rpartition("\n")[2].strip() in _DASHES
        if ended and nearby.rstrip(" \t").endswith("\n"):
            return match
    return None


def _reference(findings: Findings, values: Values, head: int) -> str | None:
    text = findings.reading.clean
    if "reference" in values:
        return findings.take("reference", _cell(text, values, "reference"))
    numbered = _NUMBERED.search(text, 0, head)
    return findings.take_match("reference", numbered) if numbered else None


def _answers(
    findings: Findings, starts: list[re.Match[str]], end: int, day: date | None
) -> tuple[Answer, ...]:
    found = []
    for index, match in enumerate(starts):
        stop = starts[index + 1].start() if index + 1 < len(starts) else end
        printed = findings.take("answer", (match.end(), stop), 0.95)
        state = _state(printed) if printed else None
        until = _until(printed, day) if printed and state != "answered" else None
        found.append(Answer(int(match[1]), printed, state, until))
    return tuple(found)


def _state(text: str) -> AnswerState:
    """An answer that says there is nothing to say yet is deferred, one that says it is half of one partly."""
    if _PARTLY.search(text):
        return "partly"
    return "deferred" if _DEFERRED.search(text) else "answered"


def _until(text: str, day: date | None) -> date | None:
    """The last day, or quarter, that the sentence names which puts the rest off; none before its own day."""
    for first, last in sentences(text, 0, len(text)):
        if _DEFERRED.search(text, first, last) or _PARTLY.search(text, first, last):
            year = day.year if day else None
            days = [one.day for one in all_dates(text, first, last, year)]
            quarters = [end_of_quarter(one, year) for one in QUARTER.finditer(text, first, last)]
            ahead = [one for one in (*days, *quarters) if one and (day is None or one > day)]
            if ahead:
                return max(ahead)
    return None


def _attached(text: str, start: int, listed: Listed | None) -> re.Match[str] | None:
    """The list of attachments; never one in a distribution list."""
    found = _ATTACHED.finditer(text, start)
    return next((one for one in found if not (listed and listed.start <= one.start() < listed.end)), None)


def _attachments(findings: Findings, attached: re.Match[str] | None, ends: set[int]) -> tuple[str, ...]:
    """The first paragraph of the list, up to the first of `ends` behind it."""
    if attached is None:
        findings.lacks("attachments")
        return ()
    text = findings.reading.clean
    end = min((end for end in ends if end >= attached.end()), default=attached.end())
    first = next(iter(paragraphs(text, attached.end(), end)), None)
    if first is None:
        return ()
    lines = re.finditer(r"[^\n]+", text[first[0] : first[1]])
    spans = [(first[0] + line.start(), first[0] + line.end()) for line in lines]
    spans = [(a, z) for a, z in spans if not NONE.fullmatch(text[a:z].strip(" \t-–•"))]
    return tuple(printed for span in spans if (printed := findings.take("attachment", span, 0.9)))


def _annex(
    text: str, signed: re.Match[str] | None, attached: re.Match[str] | None, listed: Listed | None
) -> tuple[int, int] | None:
    """What follows the signature (and the attachments) is a second document when it is long enough."""
    if signed is None:
        return None
    begin = signed.end()
    if attached is not None:
        named = next(iter(paragraphs(text, attached.end())), None)
        begin = named[1] if named else attached.end()
    parts = [(begin, listed.start), (max(begin, listed.end), len(text))] if listed else [(begin, len(text))]
    return next((part for part in parts if len(squash(text[slice(*part)])) >= ANNEX_AT_LEAST), None)
