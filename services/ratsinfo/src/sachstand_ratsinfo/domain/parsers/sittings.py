"""Minutes of a whole sitting (Niederschrift einer Sitzung): its head, who was there, and all its items."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from sachstand_common.facts import City

from ..contents import Attendee, ItemContent, MinutesContent
from ..findings import Findings
from ..publicity import is_non_public
from ..text import squash
from . import distribution
from .agendas import AGENDA, Agenda, Heading, agenda_of
from .attendance import attendees
from .debates import is_oral, with_debate
from .headers import Values, label_pattern, labelled

_LABELS = label_pattern(
    ("organizationName", r"Gremium\s*:"),
    (
        "number",
        r"(?:Niederschrift[ \t-]*(?:Nr|Nummer)(?![a-z])\.?\s*:?|Sitzungsnummer\s*:|Sitzung[ ]Nr\.\s*:?)",
    ),
    ("place", r"(?:Sitzungs?(?:ort|raum|saal)|Raum,?(?:[ ]Ort)?|Ort(?:,[ ]Raum)?)\s*:"),
    ("begins", r"(?:Sitzungsb|B)eginn\s*:"),
    ("ends", r"(?:Sitzungse|E)nde\s*:"),
    ("sessionKind", r"Sitzungsart\s*:"),
    ("meetingDate", r"(?:Sitzungs(?:termin|datum|tag)|Sitzung|Datum|Tag(?:[ ]der[ ]Sitzung)?)\s*:"),
    (
        "stopPeople",
        r"(?:Vorsitz(?:ende[rn]?)?|(?:Protokoll|Schrift)führ(?:ung|er(?:in)?)|Anwesend|Uhrzeit)\s*:",
    ),
)
_TITLE = re.compile(
    r"(?P<title>\b(?:[ÖöNn](?:icht)?[- ]?[öÖ]?ffentliche[rn]?[ ])?Sitzung\s+(?:des|der)\s+"
    r"(?P<body>[A-ZÄÖÜ][^\n,;:]{2,120}?))(?=\s+(?:am|vom)\s|\s*[,;:\n]|\s*\Z)(?P<rest>[^\n]{0,80})"
)
_GENITIVE = ((re.compile(r"\A(\w*[Aa]usschuss)es\b"), r"\1"), (re.compile(r"\A(\w*[Rr]at)e?s\b"), r"\1"),
             (re.compile(r"\A(\w*[Bb]eirat)e?s\b"), r"\1"))  # fmt: skip
_TIME = re.compile(r"(?<!\d)(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?(?=\s*Uhr|[^\d.:]|\Z)")
_CITY = re.compile(r"\b(?P<city>Braunschweig|Stuttgart)(?![a-zäöüß])")
_REFERENCE = re.compile(
    r"(?P<reference>\bGRD[Rr]s\.?\s*\d{1,5}/\d{4}|(?<![\d-])\d\d-\d{4,6}(?:-\d{1,2})?(?![\d-])"
    r"|(?:(?<=Vorlage )|(?<=Drucksache )|(?<=Nr\. )|(?<=DS ))\d{1,5}/\d{2,4}(?!\d))"
)
_NEAR = 300
_PUBLIC_KIND = re.compile(r"öffentlich\w*(?:\s+Sitzung)?|Ö", re.IGNORECASE)


def parse_sitting(findings: Findings) -> tuple[MinutesContent, distribution.Listed | None]:
    """The whole record; without items of which it clearly tells it says nothing that we know."""
    text = findings.reading.clean
    agenda = agenda_of(text)
    begin = agenda.items[0].start if agenda.items else len(text)
    listed_at = AGENDA.search(text, 0, begin)
    end = listed_at.start() if listed_at else begin
    listed = distribution.find(text, agenda.items[-1].end if agenda.items else 0)
    if not agenda.items:
        return MinutesContent(), listed
    content = _header(findings, end)
    items = tuple(_items(findings, content, agenda, listed.start if listed else len(text)))
    for lost in agenda.lost:
        findings.lacks(f"items.{lost.number}")
    return _with_publicity(replace(content, items=items), text[:end], closed=_closed(agenda, text)), listed


def _closed(agenda: Agenda, text: str) -> bool:
    return next(agenda.closed(text), None) is not None


def _header(findings: Findings, end: int) -> MinutesContent:
    text = findings.reading.clean
    values = labelled(text, _LABELS, 0, end)
    title = _TITLE.search(text, 0, end)
    cells = {name: _line(text, values, name) for name in values}
    dated = cells.get("meetingDate") or (title.span("rest") if title else None)
    people = attendees(findings, 0, end)
    chairs = _of_group(people, "Vorsitz")
    return MinutesContent(
        city=_city(findings, end),
        subject=findings.take_match("subject", title, "title", 0.9),
        organization_name=_body(findings, cells.get("organizationName"), title),
        meeting_date=findings.take_date("meetingDate", dated),
        begins=_time(findings, "begins", cells.get("begins")),
        ends=_time(findings, "ends", cells.get("ends")),
        place=findings.take("place", cells.get("place")),
        number=findings.take("number", cells.get("number")),
        session_kind=findings.take("sessionKind", cells["sessionKind"]) if "sessionKind" in cells else None,
        chair=", ".join(chairs) or None,
        chairs=chairs,
        keeper=", ".join(_of_group(people, "Protokoll", "Schrift")) or None,
        attendance=people,
    )


def _line(text: str, values: Values, name: str) -> tuple[int, int]:
    """A value is the rest of the line, or the next one."""
    start, end = values[name]
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    cut = min((at for mark in "\n\t" if (at := text.find(mark, begin, end)) >= 0), default=end)
    return begin, cut


def _of_group(people: tuple[Attendee, ...], *groups: str) -> tuple[str, ...]:
    return tuple(one.name for one in people if one.present and one.group.startswith(groups))


def _body(findings: Findings, cell: tuple[int, int] | None, title: re.Match[str] | None) -> str | None:
    """The body, in the nominative where the title names it in the genitive ("Sitzung des Ausschusses")."""
    if cell is not None or title is None:
        return findings.take("organizationName", cell)
    name = findings.take("organizationName", title.span("body"), 0.9) or ""
    for pattern, nominative in _GENITIVE:
        name = pattern.sub(nominative, name)
    return name or None


def _time(findings: Findings, name: str, cell: tuple[int, int] | None) -> str | None:
    if cell is None:
        return None
    text = findings.reading.clean
    match = _TIME.match(text, *cell)
    if match is None:
        findings.doubts(name, cell)
        return None
    findings.take(name, match.span())
    return f"{int(match['h']):02}:{match['m'] or '00'}"


def _city(findings: Findings, end: int) -> City | None:
    found = {one["city"] for one in _CITY.finditer(findings.reading.clean, 0, end)}
    if len(found) != 1:
        findings.lacks("city")
        return None
    named = findings.take_match("city", _CITY.search(findings.reading.clean, 0, end), "city", 0.9)
    return City(named.lower()) if named else None


def _items(findings: Findings, content: MinutesContent, agenda: Agenda, stop: int) -> Iterator[ItemContent]:
    """The items in order; one that is not public and has the number of a public one is told apart by an N."""
    chair = content.chair if len(content.chairs) == 1 else None
    shown = {one.number for one in agenda.items if one.public}
    ends = sorted({*(one.start for one in agenda.items), *agenda.parts, stop})
    for head in agenda.items:
        end = max(head.end, _next(ends, head.start, stop))
        own = Findings(findings.reading)
        number = f"N {head.number}" if head.public is False and head.number in shown else head.number
        item = _item(own, replace(_headed(own, head), item_number=number), head, chair, end)
        own.missing[:] = [name for name in own.missing if name.startswith("result") and item.motion_items]
        findings.absorb(own, f"items.{number}.")
        yield item


def _next(ends: list[int], start: int, stop: int) -> int:
    """Where the next item or part begins."""
    at = bisect_right(ends, start)
    return min(ends[at], stop) if at < len(ends) else stop


def _headed(findings: Findings, head: Heading) -> ItemContent:
    text = findings.reading.clean
    reference = _REFERENCE.search(text, head.title[0], head.end)
    title = (head.title[0], reference.start() if reference else head.title[1])
    if reference and squash(text[reference.end() : head.end]):
        title = head.title
    findings.take("itemNumber", (head.start, head.title[0]))
    return ItemContent(
        subject=findings.take("subject", _without_label(text, title)),
        public=bool(head.public),
        non_public=head.public is False,
    )


def _without_label(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A title without the word that announces the number behind it."""
    label = re.compile(r"[\s,;:–(-]*\b(?:Vorlage|Drucksache|DS|Drs\.?)?(?:[ -]?Nr\.?)?[\s:(]*\Z").search(
        text, *span
    )
    return (span[0], label.start()) if label and label.start() > span[0] else span


def _item(findings: Findings, item: ItemContent, head: Heading, chair: str | None, end: int) -> ItemContent:
    text = findings.reading.clean
    near = min(end, head.end + _NEAR)
    reference = _REFERENCE.search(text, head.title[0], near)
    own = findings.take("paperReference", reference.span("reference"), 0.9) if reference else None
    item = replace(item, paper_reference=own)
    item = replace(item, oral=own is None and is_oral(findings, item, head.end, end))
    return with_debate(findings, item, chair, (head.end, head.end), end)


def _with_publicity(content: MinutesContent, head: str, *, closed: bool) -> MinutesContent:
    """Public where it prints so; one that also prints the opposite only if it parts the two."""
    kind = content.session_kind or ""
    opened = any(item.public for item in content.items)
    said = is_non_public(kind) or is_non_public(head)
    if (said and not (opened and closed)) or (closed and not opened):
        return _as(content, public=False, non_public=True)
    if opened or _PUBLIC_KIND.fullmatch(kind.strip()) or _says_open(content.subject):
        return _as(content, public=True, non_public=False)
    return content


def _says_open(title: str | None) -> bool:
    return bool(re.match(r"öffentliche", title or "", re.IGNORECASE))


def _as(content: MinutesContent, *, public: bool, non_public: bool) -> MinutesContent:
    """The items of which nothing else is said are as public as the record, if it has no parts."""
    parted = any(item.public or item.non_public for item in content.items)
    items = tuple(
        item
        if item.public or item.non_public
        else replace(item, public=public and not parted, non_public=non_public)
        for item in content.items
    )
    return replace(content, public=public, non_public=non_public, items=items)
