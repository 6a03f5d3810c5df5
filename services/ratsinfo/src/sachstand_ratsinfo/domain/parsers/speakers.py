"""Who is named in a sentence of a debate, and whether it is the one who speaks.

Minutes report in indirect speech: a person may be speaking ("…, so StR Muster"), be spoken to ("an StR
Muster gewandt"), or be quoted ("wie von StR Muster gefordert"). A speaker is told by the sentence's frame:
a finite verb of saying in the indicative beside the name.
"""

import re
from dataclasses import dataclass

from ..text import squash

FUNCTIONS = (
    r"StRin|StR|StRätin|RM|Ratsfrau|Ratsherr|Stadträtin|Stadtrat|EBMin|EBM|OBin|OBM|OB|BMin|BM|Dezernentin|Dezernent"
    r"|Bürgermeisterin|Bürgermeister|Frau|Herr|Herrn"
)
ADDRESS = frozenset({"Frau", "Herr", "Herrn"})
"""Forms of address: they belong to the name and say nothing of a function."""
_NAME = (
    r"(?:(?:Prof|Dr)\.[ \t\n]+){0,3}(?:(?:von|van|de|der|zu|vom)[ \t\n]+){0,2}"
    r"[A-ZÄÖÜ][a-zäöüßéèáóç]+(?:-[A-ZÄÖÜ][a-zäöüßé]+)?"
)
_PERSON = (
    rf"(?P<function>{FUNCTIONS})[ \t\n]+(?P<name>{_NAME})"
    r"(?:[ \t\n]+\((?P<group>[^()\n]{2,80}(?:\n[^()\n]{2,80})?)\))?"
)
_CHAIR = (
    r"(?P<chair>(?:de[rnms]|die)[ \t\n]+(?:Vorsitzende[rn]?|Erste[rn]?[ \t\n]+Bürgermeister(?:in|s)?"
    r"|Oberbürgermeister(?:in|s)?))"
)
WHO = rf"(?:{_PERSON}|{_CHAIR})"
_SAYS = (
    r"(?:erinnert|spricht|stellt|äußert|kündigt|bezeichnet|hebt|fährt|teilt|erklärt|betont|wiederholt|legt|bestätigt"
    r"|weist|fragt|erkundigt|bittet|regt|begrüßt|bedankt|dankt|berichtet|führt|ergänzt|unterstreicht|meint|sieht|hält"
    r"|lobt|kritisiert|bemängelt|bedauert|antwortet|entgegnet|erwidert|sagt|informiert|erläutert|schließt|merkt|macht"
    r"|plädiert|fordert|wünscht|verweist|signalisiert|befürwortet|unterstützt|möchte|stimmt|zeigt|nimmt|geht|gibt)"
)

_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\AFür[ \t\n]+{WHO}",
        rf"\AVon[ \t\n]+{WHO}[ \t\n]+w(?:ird|erden)\b",
        rf"\bw(?:ird|erden)[ \t\n]+(?:von|seitens|durch)[ \t\n]+{WHO}",
        rf",[ \t\n]+so[ \t\n]+{WHO}",
        rf"\A{WHO}[ \t\n]+{_SAYS}\b",
        rf"\b{_SAYS}[ \t\n]+(?:sich[ \t\n]+)?{WHO}",
        rf"\bist[ \t\n]+für[ \t\n]+{WHO}",
    )
)
_TURN = re.compile(
    r"\A(?:Hierzu|Dazu|Darauf|Daraufhin|Auf\s+Nachfrage|Anschließend|Danach|Zuvor|Ergänzend)\b"
)
_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\bDr\.)(?<!\bz\.)(?<!\bProf\.)(?<!\bNr\.)(?<!\bAbt\.)"
    r"(?<!\b\d\.)(?<!\b\d\d\.)\s+(?=[A-ZÄÖÜ„\"])"
)


@dataclass(frozen=True)
class Named:
    """A person as a sentence names them; `chair` is a name of the office instead ("der Vorsitzende")."""

    function: str | None
    name: str | None
    group: str | None
    chair: str | None = None


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences of a paragraph."""
    cuts = list(_SENTENCE.finditer(text, start, end))
    starts = [start, *(m.end() for m in cuts)]
    return list(zip(starts, [*(m.start() for m in cuts), end], strict=True))


def speaker_of(sentence: str) -> Named | None:
    """The one who speaks in a sentence; None when it names nobody as speaking."""
    found = [match for frame in _FRAMES if (match := frame.search(sentence))]
    return _named(min(found, key=lambda m: m.start())) if found else None


def speaker_taking_over(sentence: str) -> Named | None:
    """The one who takes the word in the middle of a paragraph ("Hierzu erklärt Herr Muster (Amt), …")."""
    return speaker_of(sentence) if _TURN.match(sentence) else None


def _named(match: re.Match[str]) -> Named:
    if match["chair"]:
        return Named(None, None, None, squash(match["chair"]))
    return Named(match["function"], squash(match["name"]), squash(match["group"]) if match["group"] else None)
