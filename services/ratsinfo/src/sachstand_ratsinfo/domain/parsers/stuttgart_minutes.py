"""Minutes of a Stuttgart committee, one item each (Niederschrift), as tab table or flattened text."""

import re
from dataclasses import replace

from sachstand_common.facts import City
from sachstand_common.identifiers import same_reference

from ..contents import CrossReference, MinutesContent, Recipient
from ..dates import DAY
from ..findings import Findings
from ..publicity import is_non_public
from . import distribution
from .contributions import Debate
from .headers import Values, labelled
from .motions import HEADING as MOTION
from .motions import motion_items
from .result_clauses import Place
from .results import certification, read_results, result_places

_LABELS = re.compile(
    r"(?P<organizationName>\bProtokoll\s*:)|(?P<number>\bNiederschrift\s+Nr\.?\s*:?)|(?P<itemNumber>\bTOP\s*:)"
    r"|(?P<stopNegotiation>(?<=[\t\n ])Verhandlung(?=\s))|(?P<paperLabel>\bDrucksache\s*:)"
    r"|(?P<fileReference>\bGZ\s*:)"
    r"|(?P<meetingDate>\bSitzungstermin\s*:)|(?P<sessionKind>\bSitzungsart\s*:)|(?P<chair>\bVorsitz\s*:)"
    r"|(?P<rapporteur>\bBerichterstattung\s*:)|(?P<keeper>\bProtokollführung\s*:)|(?P<subject>\bBetreff\s*:)"
    r"|(?P<stopBody>\b(?:Beratungsunterlage|Beschlussantrag|Der\s+Ausschuss)\b)"
)
_PAPER = re.compile(
    rf"\b(?P<label>(?:Beschlussv|V)orlage\b[^\n]{{0,160}}?)\s+vom\s+(?P<date>{DAY})\s*,\s*"
    r"(?P<reference>[A-Z][A-Za-z]{2,7}\s+\d{1,5}/\d{4})"
)
_ORIGINATOR = re.compile(r"\w+\s+(?:des|der|von)\s+(?P<by>[^,]{2,120})")
_REFERENCES = re.compile(r"\b(?P<minutes>NNr\.?\s*\d{1,5})\b|\b(?P<paper>GRD[Rr]s\.?\s*\d{1,5}/\d{4})\b")
_ENCLOSED = re.compile(r"\bDie\s+Beratungsunterlage\s+ist\b[^\n]*")
_FIELDS = ("organizationName", "number", "itemNumber", "paperLabel", "fileReference", "sessionKind", "chair",
           "rapporteur", "keeper", "subject")  # fmt: skip
_CITY = re.compile(r"\bStuttgart\b")
_TEXT_FIELDS_END = re.compile(r"\n[ \t]*\n")


def parse_minutes(findings: Findings) -> tuple[MinutesContent, distribution.Listed | None]:
    """Everything the record prints, and where its distribution list stands; what is not there is missing."""
    text = findings.reading.clean
    end = _header_end(text)
    listed = distribution.find(text, end)
    stop = listed.start if listed else len(text)
    content = _paper(findings, _header(findings, end), end, stop)
    content = replace(
        _debate(findings, content, end, stop),
        references=_references(findings, stop, content.paper_reference),
        recipients=_recipients(findings, listed),
    )
    return content, listed


def _header(findings: Findings, end: int) -> MinutesContent:
    text = findings.reading.clean
    values = labelled(text, _LABELS, 0, end)
    header = {name: findings.take(name, _trimmed(text, values, name)) for name in _FIELDS}
    rapporteur = header["rapporteur"]
    return MinutesContent(
        city=_city(findings, end),
        organization_name=header["organizationName"],
        meeting_date=findings.take_date("meetingDate", values.get("meetingDate")),
        number=header["number"],
        item_number=header["itemNumber"],
        subject=header["subject"],
        session_kind=header["sessionKind"],
        public=_is_public(header["sessionKind"]),
        non_public=is_non_public(header["sessionKind"]),
        chair=header["chair"],
        rapporteur=rapporteur,
        rapporteur_is_chair=bool(re.fullmatch(r"(?:der|die)\s+Vorsitzende", rapporteur or "")),
        keeper=header["keeper"],
        file_reference=header["fileReference"],
        paper_label=header["paperLabel"],
    )


def _city(findings: Findings, end: int) -> City | None:
    """The head names it with the body; where that is missing, the text does."""
    text = findings.reading.clean
    if _CITY.search(text, 0, end):
        return City.STUTTGART
    named = _CITY.search(text, end)
    return City.STUTTGART if findings.take("city", named and named.span(), 0.8, inferred=True) else None


def _paper(findings: Findings, content: MinutesContent, start: int, stop: int) -> MinutesContent:
    """The paper under debate: the header prints its bare number, the text its full reference and date."""
    paper = _PAPER.search(findings.reading.clean, start, stop)
    reference = findings.take_match("paperReference", paper, "reference")
    label = content.paper_label
    by = _ORIGINATOR.match(paper.string, *paper.span("label")) if paper else None
    originator = findings.take_match("paperOriginator", by, "by")
    return replace(
        content,
        paper_reference=reference if _agree(reference, label) else label,
        paper_source_label=findings.take_match("paperSourceLabel", paper, "label"),
        paper_originators=(originator,) if originator else (),
        paper_date=findings.take_date("paperDate", paper.span("date") if paper else None),
    )


def _debate(findings: Findings, content: MinutesContent, start: int, stop: int) -> MinutesContent:
    """Motion, contributions, result and certification, in the order in which they are printed."""
    text = findings.reading.clean
    items, after_motion = motion_items(findings, _motion_start(text, start), stop)
    places, debate_end = result_places(text, after_motion, stop)
    enclosed = _ENCLOSED.search(text, after_motion, debate_end)
    debate = Debate(findings, content.chair)
    content = replace(
        content,
        motion_items=items,
        contributions=debate.contributions(enclosed.end() if enclosed else after_motion, debate_end),
        certified_by=findings.take("certifiedBy", certification(text, after_motion, stop)),
    )
    return _result(findings, content, places)


def _result(findings: Findings, content: MinutesContent, places: list[Place]) -> MinutesContent:
    """The result in its own words, and what they clearly say of each item; the report tells the rest."""
    printed = [findings.take("resultText", place) for place in places or [(0, 0)]]
    said = read_results(findings.reading.clean, places, content.motion_items)
    for place in said.unclear:
        findings.doubts("result", place)
    for item in content.motion_items:
        if places and not any(one.number == item.number for one in said.items):
            findings.lacks(f"result.{item.number}")
    return replace(
        content,
        **vars(said.whole),
        result_text=" ".join(one for one in printed if one) or None,
        results=said.items,
    )


def _header_end(text: str) -> int:
    """The header ends with the paragraph of the subject, at the latest where the body begins."""
    subject = re.search(r"\bBetreff\s*:", text)
    body = re.search(r"\bBeratungsunterlage\b|\bBeschlussantrag\s*:", text)
    stop = body.start() if body else min(len(text), 4000)
    gap = _TEXT_FIELDS_END.search(text, subject.end(), stop) if subject else None
    blank = gap.start() if gap and subject and text[subject.end() : gap.start()].strip() else stop
    return min(stop, blank)


def _motion_start(text: str, end: int) -> int:
    return end if MOTION.search(text, end) else 0


def _trimmed(text: str, values: Values, name: str) -> tuple[int, int] | None:
    """A value ends at a blank line, and in a table at the cell that follows it."""
    if name not in values:
        return None
    start, end = values[name]
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    gap = _TEXT_FIELDS_END.search(text, begin, end)
    return begin, gap.start() if gap else end


def _is_public(session_kind: str | None) -> bool:
    """Only the printed word makes a record public: "öffentlich", not "nicht öffentlich"."""
    return bool(re.fullmatch(r"öffentlich", (session_kind or "").strip(), re.IGNORECASE))


def _agree(reference: str | None, label: str | None) -> bool:
    return reference is not None and (label is None or same_reference(reference, label))


def _references(findings: Findings, stop: int, own: str | None) -> tuple[CrossReference, ...]:
    found: dict[str, CrossReference] = {}
    for match in _REFERENCES.finditer(findings.reading.clean, 0, stop):
        kind = match.lastgroup or ""
        if kind == "paper" and own and same_reference(match[0], own):
            continue
        if match[0] not in found:
            label = findings.take("crossReference", match.span(), 0.95) or match[0]
            found[match[0]] = CrossReference("minutes" if kind == "minutes" else "paper", label)
    return tuple(found.values())


def _recipients(findings: Findings, listed: distribution.Listed | None) -> tuple[Recipient, ...]:
    found = distribution.recipients(findings.reading.clean, listed) if listed else ()
    if not found:
        findings.lacks("recipients")
    return found
