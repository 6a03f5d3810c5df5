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
from .debates import is_oral, with_debate
from .headers import Values, further_lines, header_end, label_pattern, labelled, without_further
from .motions import HEADING as MOTION
from .people import people
from .results import certification

_LABELS = label_pattern(
    ("organizationName", r"Protokoll\s*:|Gremium\s*:"),
    ("number", r"Niederschrift[ \t-]*(?:Nr|Nummer)(?![a-z])\.?\s*:?"),
    ("itemNumber", r"(?:TOP|Tagesordnungspunkt)\s*:"),
    ("stopNegotiation", r"(?<=[\s\da-z:–-])Verhandlung(?=\s|Drucksache)"),
    ("paperLabel", r"Drucksache\s*:"),
    ("fileReference", r"(?:GZ|Aktenzeichen)\s*:"),
    ("meetingDate", r"Sitzungs(?:termin|datum|tag)\s*:"),
    ("sessionKind", r"Sitzungsart\s*:"),
    ("chair", r"Vorsitz(?:ende[rn]?)?\s*:"),
    ("rapporteur", r"Berichterstatt(?:ung|er(?:in(?:nen)?)?)\s*:"),
    ("keeper", r"(?:Protokoll|Schrift)führ(?:ung|er(?:in)?)\s*:"),
    ("subject", r"Betreff\s*:"),
    ("stopBody", r"(?:Beratungsunterlage|Beschlussantrag|Der\s+Ausschuss)\b"),
)
_PAPER = re.compile(
    rf"\b(?P<label>(?:Beschlussv|V)orlage\b[^\n]{{0,160}}?)\s+vom\s+(?P<date>{DAY})\s*,\s*"
    r"(?P<reference>[A-Z][A-Za-z]{2,7}\s+\d{1,5}/\d{4})"
)
_ORIGINATOR = re.compile(r"\w+\s+(?:des|der|von)\s+(?P<by>[^,]{2,120})")
_REFERENCES = re.compile(r"\b(?P<minutes>NNr\.?\s*\d{1,5})\b|\b(?P<paper>GRD[Rr]s\.?\s*\d{1,5}/\d{4})\b")
_FIELDS = ("organizationName", "number", "itemNumber", "paperLabel", "fileReference", "sessionKind", "chair",
           "rapporteur", "keeper", "subject")  # fmt: skip
_CITY = re.compile(r"\bStuttgart(?![a-zäöüß])")
_TEXT_FIELDS_END = re.compile(r"\n[ \t]*\n")
_BODY = re.compile(r"\bBeratungsunterlage\b|\bBeschlussantrag\s*:")
_PUBLIC = re.compile(r"öffentlich(?:er?(?:\s+(?:Sitzung|Teil))?)?|ö", re.IGNORECASE)


def parse_minutes(findings: Findings) -> tuple[MinutesContent, distribution.Listed | None]:
    """Everything the record prints, and where its distribution list stands; what is not there is missing."""
    text = findings.reading.clean
    end = header_end(text, _LABELS, _BODY)
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
    values = {name: without_further(text, span, name == "subject") for name, span in values.items()}
    header = {name: findings.take(name, _trimmed(text, values, name)) for name in _FIELDS}
    for span in further_lines(text, _LABELS, 0, end):
        findings.take("headerLine", span, 0.9)
    chairs, rapporteurs = (people(_printed(text, values, name)) for name in ("chair", "rapporteur"))
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
        chairs=chairs,
        rapporteur=header["rapporteur"],
        rapporteurs=rapporteurs,
        rapporteur_is_chair=any(re.fullmatch(r"(?:der|die)\s+Vorsitzende", one) for one in rapporteurs),
        keeper=header["keeper"],
        file_reference=header["fileReference"],
        paper_label=header["paperLabel"],
    )


def _printed(text: str, values: Values, name: str) -> str:
    start, end = _trimmed(text, values, name) or (0, 0)
    return text[start:end]


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
    own = reference if _agree(reference, label) else label if _is_reference(label) else None
    return replace(
        content,
        oral=own is None and is_oral(findings, content, start, stop),
        paper_reference=own,
        paper_source_label=findings.take_match("paperSourceLabel", paper, "label"),
        paper_originators=(originator,) if originator else (),
        paper_date=findings.take_date("paperDate", paper.span("date") if paper else None),
    )


def _debate(findings: Findings, content: MinutesContent, start: int, stop: int) -> MinutesContent:
    """Motion, contributions, result and certification, in the order in which they are printed."""
    text = findings.reading.clean
    chair = content.chair if len(content.chairs) < 2 else None
    content = with_debate(findings, content, chair, (_motion_start(text, start), start), stop)
    return replace(content, certified_by=findings.take("certifiedBy", certification(text, start, stop)))


def _motion_start(text: str, end: int) -> int:
    return 0 if MOTION.search(text, 0, end) and not MOTION.search(text, end) else end


def _trimmed(text: str, values: Values, name: str) -> tuple[int, int] | None:
    """A value ends at a blank line, and in a table at the cell that follows it."""
    if name not in values:
        return None
    start, end = values[name]
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    gap = _TEXT_FIELDS_END.search(text, begin, end)
    return begin, gap.start() if gap else end


def _is_public(session_kind: str | None) -> bool:
    """Only the printed word makes a record public: "öffentlich" or Ö, not "nicht öffentlich"."""
    return bool(_PUBLIC.fullmatch((session_kind or "").strip()))


def _is_reference(label: str | None) -> bool:
    """A number is one; "mündlicher Bericht", "entfällt" and the like are none."""
    return label is not None and bool(re.search(r"\d", label))


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
