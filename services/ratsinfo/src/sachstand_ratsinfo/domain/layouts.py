"""Which layout a document has, told by the marks that only that layout prints."""

import re
from enum import StrEnum

from .text import Reading


class Layout(StrEnum):
    """The layouts we read; anything else becomes a paper with its file and a report."""

    STUTTGART_MINUTES = "stuttgart_minutes"
    SITTING_MINUTES = "sitting_minutes"
    BRAUNSCHWEIG_ANSWER = "braunschweig_answer"
    FACTION_PAPER = "faction_paper"
    PRESS_RELEASE = "press_release"
    STRATEGY = "strategy"
    UNKNOWN = "unknown"


HEAD = 6000
"""Characters at the beginning in which a layout shows itself."""

_MARKS: dict[Layout, tuple[tuple[re.Pattern[str], int], ...]] = {
    Layout.STUTTGART_MINUTES: (
        (re.compile(r"(?<![A-ZÄÖÜ])Niederschrift[ \t-]*(?:Nr|Nummer)(?![a-z])"), 3),
        (re.compile(r"Protokollführung\s*:"), 2),
        (re.compile(r"Sitzungsart\s*:"), 2),
        (re.compile(r"Sitzungstermin\s*:"), 1),
        (re.compile(r"Berichterstattung\s*:"), 1),
        (re.compile(r"Beschlussantrag\s*:"), 1),
    ),
    Layout.SITTING_MINUTES: (
        (
            re.compile(
                r"(?m)^[ \t]*(?:Sitzungs)?(?:[Nn]iederschrift|[Pp]rotokoll)(?:[ \t]*$|[ ]+(?:der|über|Nr)\b)"
            ),
            2,
        ),
        (
            re.compile(
                r"(?m)^[ \t]*(?:Anwesen(?:d|de|heit(?:sliste)?)|Teilnehm(?:ende|er(?:innen)?))[ \t]*:?"
            ),
            2,
        ),
        (re.compile(r"(?m)^[ \t]*Tagesordnung(?:spunkte)?[ \t]*:?[ \t]*$"), 2),
        (re.compile(r"\bSitzung\s+(?:des|der)\s+[A-ZÄÖÜ]"), 1),
        (re.compile(r"(?m)^[ \t]*TOP[ \t]+(?:[ÖN][ \t]*)?\d"), 2),
        (re.compile(r"\bBeginn\s*:[^\n]{0,40}\n?[^\n]{0,40}\bEnde\s*:"), 1),
    ),
    Layout.BRAUNSCHWEIG_ANSWER: (
        (re.compile(r"(?m)^\s*Sachverhalt\s*:"), 2),
        (re.compile(r"(?m)^\s*Beratungsfolge\b"), 2),
        (re.compile(r"\bOrganisationseinheit\s*:"), 2),
        (re.compile(r"\bbeantworte\s+ich\s+Ihre\s+Fragen?\b"), 2),
        (re.compile(r"(?m)^\s*[Zz]u\s+(?:Frage\s+)?\d{1,2}\s*[).:]"), 2),
        (re.compile(r"(?m)^\s*Betreff\s*:"), 1),
    ),
    Layout.FACTION_PAPER: (
        (re.compile(r"(?m)^[ \t]*(?:\d\d-\d{3,6}[ \t]+)?(?:Anfrage|Antrag)\b[^\n]{0,30}$"), 3),
        (re.compile(r"(?m)^\s*Absender(?:/in|in)?\s*:"), 3),
        (re.compile(r"(?m)^\s*Empfänger(?:/in)?\s*:"), 1),
        (re.compile(r"(?m)^\s*Sachverhalt\s*:"), 1),
        (re.compile(r"(?m)^\s*Beratungsfolge\b"), 1),
        (re.compile(r"(?m)^\s*Betreff\s*:"), 1),
    ),
    Layout.STRATEGY: (
        (re.compile(r"(?m)^[^\n]{0,60}(?:[Ss]trategie|[Kk]onzept)[ \t]*$"), 2),
        (re.compile(r"\b(?:Strategie|Konzept)-?[Dd]okument\b"), 2),
        (re.compile(r"(?m)^\s*Inhaltsverzeichnis\b"), 2),
        (re.compile(r"(?m)^\s*Vorbemerkung\b"), 1),
    ),
    Layout.PRESS_RELEASE: (
        (re.compile(r"\A\s*(?:Braunschweig|Stuttgart)\.\s+[A-ZÄÖÜ„\"]"), 4),
        (re.compile(r"\b(?:Pressemitteilung|Medieninformation)\b"), 3),
        (re.compile(r"[“\"]\s*,\s+(?:sagt|betont|erklärt|hebt|so)\b"), 1),
        (re.compile(r"\bmehr News\b"), 1),
    ),
}
NEEDED = 4
"""A layout is recognised by marks of this weight together: one chance word is never enough."""


def recognise(reading: Reading) -> tuple[Layout, float]:
    """The layout whose marks weigh most, and the share of its marks that are there."""
    head = reading.clean[:HEAD]
    best, share, most = Layout.UNKNOWN, 0.0, NEEDED - 1
    for layout, marks in _MARKS.items():
        weight = sum(points for pattern, points in marks if pattern.search(head))
        if weight > most:
            best, most = layout, weight
            share = weight / sum(points for _, points in marks)
    return best, round(share, 2)
