"""The result sentence: verbatim, and what it says about the outcome; votes only where they are printed."""

import re
from dataclasses import dataclass

_INTRODUCED = re.compile(
    r"\b(?:stellt|stellen)\b[^:\n]{0,160}?\bfest\s*:"
    r"|(?m:^[ \t]*(?:Beschluss|Ergebnis|Abstimmungsergebnis)[ \t]*:)"
)
_CERTIFIED = re.compile(r"(?m)^[ \t]*Zur\s+Beurkundung\b[ \t]*:?")
_SENTENCE = re.compile(
    r"(?m)^[ \t]*(?:Der|Die|Das)\s+[A-ZÄÖÜ][^\n.]{2,120}?\s"
    r"(?:stimmt|beschließt|lehnt|nimmt|vertagt|verweist|empfiehlt)\b[^\n]{0,600}"
)

_OUTCOMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("withdrawn", re.compile(r"\bzurückgezogen\b|\bzieht\b[^.]*\bzurück\b")),
    ("postponed", re.compile(r"\bvertag(?:t|en)\b|\bzurückgestellt\b|\bverschoben\b")),
    ("referred", re.compile(r"\bverw(?:eist|iesen)\b|\bzurückverwiesen\b")),
    ("rejected", re.compile(r"\blehnt\b[^.]*\bab\b|\babgelehnt\b|\bkeine\s+Mehrheit\b")),
    ("amended", re.compile(r"\b(?:geänderte[rn]?\s+Fassung|mit\s+(?:den\s+|folgenden\s+)?Änderungen)\b")),
    ("unanimous", re.compile(r"\beinstimmig")),
    ("by_consensus", re.compile(r"\beinmütig")),
    ("majority", re.compile(r"\bmehrheitlich|\bmit\s+Mehrheit\b|\bGegenstimme")),
)
_NOTED = re.compile(r"\bKenntnis\b")
_CARRIED = re.compile(r"\bstimmt\b[^.]*\bzu\b|\bzugestimmt\b|\bbeschließt\b|\bbeschlossen\b")
_MODES = ("unanimous", "by_consensus", "majority")
_NUMBER = {"einer": 1, "einem": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6}
_COUNTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("yes", re.compile(r"\b(\d{1,3}|\w{3,6})\s+(?:Ja(?:-Stimmen?|stimmen?)?\b|Stimmen?\s+dafür|Zustimmung)")),
    (
        "no",
        re.compile(
            r"\b(\d{1,3}|\w{3,6})\s+(?:Nein(?:-Stimmen?|stimmen?)?\b|Gegenstimmen?|Stimmen?\s+dagegen)"
        ),
    ),
    ("abstain", re.compile(r"\b(\d{1,3}|\w{3,6})\s+(?:Stimme?n?thaltung(?:en)?|Enthaltung(?:en)?)")),
)


@dataclass(frozen=True)
class Result:
    """What a result sentence says: outcome, manner, printed counts; None where it does not say."""

    outcome: str | None
    mode: str | None
    counts: dict[str, int] | None


def result_span(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """Where the result sentence stands, and where the debate before it ends."""
    certified = _CERTIFIED.search(text, start, end)
    stop = certified.start() if certified else end
    introduced = list(_INTRODUCED.finditer(text, start, stop))
    if introduced:
        opening = text.rfind("\n", start, introduced[-1].start()) + 1 or start
        return (
            introduced[-1].end(),
            stop if certified else _paragraph_end(text, introduced[-1].end(), stop),
        ), opening
    sentences = list(_SENTENCE.finditer(text, start, stop))
    if sentences:
        return sentences[-1].span(), sentences[-1].start()
    return None, stop


def certification(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name below "Zur Beurkundung"."""
    certified = _CERTIFIED.search(text, start, end)
    if certified is None:
        return None
    name = re.compile(r"[ \t]*(?:\n[ \t]*){0,4}([^\n]{1,80})").match(text, certified.end(), end)
    return name.span(1) if name else None


def read_result(sentence: str) -> Result:
    """Outcome, manner and printed counts of a result sentence; consensus has no counts, none are derived."""
    said = [outcome for outcome, pattern in _OUTCOMES if pattern.search(sentence)]
    mode = next((m for m in _MODES if m in said), None)
    counts = _counts(sentence)
    outcome = said[0] if said else None
    if outcome in (None, *_MODES) and _NOTED.search(sentence) and not _CARRIED.search(sentence):
        outcome = "noted"
    if outcome is None and counts and {"yes", "no"} <= counts.keys():
        outcome = "majority" if counts["yes"] > counts["no"] else "rejected"
    return Result(outcome, mode, counts)


def _counts(sentence: str) -> dict[str, int] | None:
    found = {}
    for name, pattern in _COUNTS:
        match = pattern.search(sentence)
        number = match[1].lower() if match else ""
        if number.isdigit() or number in _NUMBER:
            found[name] = int(number) if number.isdigit() else _NUMBER[number]
    return found or None


def _paragraph_end(text: str, start: int, end: int) -> int:
    gap = re.compile(r"\S[^\0]*?(?=\n[ \t]*\n|\Z)").search(text, start, end)
    return gap.end() if gap else end
