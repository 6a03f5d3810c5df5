"""What factions hand in in Braunschweig, from the page of the council system or its PDF: Anfragen, Anträge.

Who asks, the number and "Anfrage (öffentlich)" stand at the top, one below the other; then subject,
recipient, date and way; then the facts; then the numbered questions, up to the names of who asks. A
motion (Antrag) has the same head, and what it moves in the place of the questions.
"""

import re

from sachstand_common.facts import City

from ..contents import AskedQuestion, PaperContent, Station
from ..findings import NONE, Findings
from ..text import paragraphs
from .headers import labelled
from .motions import motion_items
from .stations import stations

_LABELS = re.compile(
    r"(?P<originator>\bAbsender(?:/in|in)?\s*:)|(?P<name>\bBetreff\s*:)|(?P<stopTo>\bEmpfänger(?:/in)?\s*:)"
    r"|(?P<date>\bDatum\s*:)|(?P<stopRoute>\bBeratungsfolge\b)|(?P<stopFacts>\bSachverhalt\s*:)"
    r"|(?P<stopMotion>\bBeschlussvorschlag\s*:)"
    r"|(?P<stopKind>^[ \t]*(?:Anfrage|Antrag)\b[^\n]{0,40}$)"
    r"|(?P<reference>\bVorlagen?-?\s?(?:Nr|Nummer)\.?\s*:?)"
    r"|(?P<stopNumber>^[ \t]*\d\d-\d{3,6}\b)",
    re.MULTILINE,
)
KIND = re.compile(
    r"(?m)^[ \t]*(?:\d\d-\d{3,6}[ \t]+)?(?P<kind>Anfrage|Antrag)\b"
    r"[ \t]*(?P<label>\([^()\n]{1,30}\)|[Öö]ffentlich|Ö|N)?[ \t]*$"
)
_NUMBER = re.compile(r"(?m)^[ \t]*(?:Vorlagen?-?\s?(?:Nr|Nummer)\.?\s*:?[ \t]*)?(\d\d-\d{3,6})(?![\d-])")
_FACTS = re.compile(r"(?m)^[ \t]*Sachverhalt[ \t]*:")
_OPENING = re.compile(
    r"\b(?:frage|fragen|bitte|bitten|stellen)\b[^.?!]{0,160}:[ \t]*\n"
    r"|\b(?:frage|fragen)\s+(?:ich|wir)\b[^.?!]{0,160}[:.]?[ \t]*\n"
)
_QUESTION = re.compile(r"(?m)^[ \t]*(?:Frage[ \t]+)?(\d{1,2})[ \t]*[.):][ \t]*(?=\S)")
_END = re.compile(
    r"(?m)^[ \t]*(?:gez\.|Anlagen?(?:/n)?[ \t]*:|Mit[ \t]+freundlichen[ \t]+Grüßen|Gez\.|i\.[ \t]?[AV]\.)"
)
_CITY = re.compile(r"\bStadt\s+Braunschweig\b|\bBraunschweig\b")
_ELSEWHERE = re.compile(r"\b[Ss]tadt\s+(?!Braunschweig\b|und\b)[A-ZÄÖÜ][a-zäöüß]{2,}")
_SPLIT = re.compile(r"\n+|[ \t]*;[ \t]*|[ \t]+und[ \t]+(?=Fraktion\b|Gruppe\b)")
_HEAD = 3000


def parse_faction_paper(findings: Findings) -> PaperContent:
    """Everything the document prints; questions only where they are numbered from 1 on."""
    text = findings.reading.clean
    facts = _FACTS.search(text)
    head = facts.start() if facts else min(len(text), _HEAD)
    values = labelled(text, _LABELS, 0, facts.end() if facts else head)
    route = stations(findings)
    label = KIND.search(text, 0, head)
    moves = label is not None and label["kind"] == "Antrag"
    number = _NUMBER.search(text, 0, head)
    asked = [] if moves else _questions(findings, facts.end() if facts else head)
    end = _facts_end(text, facts.end() if facts else head, asked)
    return PaperContent(
        city=_city(findings),
        kind="motion" if moves else "enquiry",
        originators=_askers(findings, values.get("originator")),
        reference=findings.take_match("reference", number),
        name=findings.take("name", _line(text, values.get("name"))),
        date=findings.take_date("date", _line(text, values.get("date"))),
        public=_is_public(label, route),
        stations=route,
        facts=findings.take("facts", (facts.end(), end) if facts else None),
        questions=tuple(question for question, _ in asked),
        motion_items=motion_items(findings, 0, len(text))[0] if moves else (),
    )


def _is_public(label: re.Match[str] | None, route: tuple[Station, ...]) -> bool:
    """Printed behind the kind; else one of its steps is marked Ö."""
    said = (label["label"] or "").strip("()").casefold() if label else ""
    if said:
        return said in ("öffentlich", "ö")
    return any(step.public for step in route)


def _line(text: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """A value ends at a blank line below it."""
    return next(iter(paragraphs(text, *span)), None) if span else None


def _askers(findings: Findings, span: tuple[int, int] | None) -> tuple[str, ...]:
    """Each faction or person on a line of its own, or with "und" between two factions."""
    cell = _line(findings.reading.clean, span)
    if cell is None:
        findings.lacks("originator")
        return ()
    found, at = [], cell[0]
    for gap in (*_SPLIT.finditer(findings.reading.clean, *cell), None):
        printed = findings.take("originator", (at, gap.start() if gap else cell[1]))
        found += [printed] if printed and not NONE.fullmatch(printed) else []
        at = gap.end() if gap else at
    return tuple(dict.fromkeys(found))


def _questions(findings: Findings, start: int) -> list[tuple[AskedQuestion, int]]:
    """The last run of numbers from 1 on behind the facts, each up to the next, with where it begins."""
    text = findings.reading.clean
    stop = _END.search(text, start)
    end = stop.start() if stop else len(text)
    run: list[re.Match[str]] = []
    for match in _QUESTION.finditer(text, start, end):
        number = int(match[1])
        if number == len(run) + 1:
            run.append(match)
        elif number == 1:
            run = [match]
    found = []
    for place, match in enumerate(run):
        last = run[place + 1].start() if place + 1 < len(run) else _paragraph_end(text, match.end(), end)
        printed = findings.take("question", (match.end(), last), 0.9)
        found += [(AskedQuestion(int(match[1]), printed), match.start())] if printed else []
    if not found:
        findings.lacks("question")
    return found


def _paragraph_end(text: str, start: int, end: int) -> int:
    """The last question ends with its paragraph: below stand the names of who asks."""
    first = next(iter(paragraphs(text, start, end)), None)
    return first[1] if first else end


def _facts_end(text: str, start: int, asked: list[tuple[AskedQuestion, int]]) -> int:
    """The facts end before the sentence that leads to the questions."""
    first = asked[0][1] if asked else len(text)
    stop = _END.search(text, start, first)
    opening = [match for match in _OPENING.finditer(text, start, first) if match.end() >= first - 200]
    if not opening:
        return stop.start() if stop else first
    lead = text.rfind("\n", start, opening[-1].start())
    return lead if lead > start else opening[-1].start()


def _city(findings: Findings) -> City | None:
    """Named in the text, and no other city beside it in the head."""
    text = findings.reading.clean
    printed = _CITY.search(text)
    elsewhere = printed is None or _ELSEWHERE.search(text, 0, min(printed.start(), _HEAD))
    named = findings.take("city", None if elsewhere or not printed else printed.span(), 0.9, inferred=True)
    return City.BRAUNSCHWEIG if named else None
