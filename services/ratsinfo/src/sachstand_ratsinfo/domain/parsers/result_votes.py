"""A decision with its votes below it ("Beschluss: …", "Abstimmungsergebnis: dafür 6, dagegen 1")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..contents import CARRIED, ItemResult, MotionItem, Result
from .result_claims import CHANGED
from .result_clauses import Place
from .results import Results, read_results

_DECIDED = re.compile(r"(?m)^[ \t]*(?:Beschluss|Ergebnis)(?P<how>[ ]\([^()\n]{3,40}\))?[ \t]*:")
_VOTED = re.compile(r"(?m)(?:^[ \t]*Abstimmung(?:sergebnis)?|(?<=[.!][ ])Abstimmungsergebnis)[ \t]*:")


def with_decision(
    text: str, start: int, places: list[Place], motion: Sequence[MotionItem]
) -> tuple[list[Place], Results]:
    """What the places say of a motion, votes together with the decision above them.

    A decision that is put off or changed stays that; one that contradicts its votes is not clear.
    """
    said = read_results(text, places, motion)
    above = _decision_above(text, start, places[-1]) if places else None
    if above is None:
        return places, said
    match, decided = above
    return [decided, places[-1]], _together(text, match, decided, said, motion)


def _decision_above(text: str, start: int, voted: Place) -> tuple[re.Match[str], Place] | None:
    """The decision whose votes stand at `voted`, right behind their own label."""
    label = [one for one in _VOTED.finditer(text, start, voted[0]) if not text[one.end() : voted[0]].strip()]
    above = list(_DECIDED.finditer(text, start, label[-1].start())) if label else []
    return (above[-1], (above[-1].end(), label[-1].start())) if above else None


def _together(
    text: str, label: re.Match[str], decided: Place, said: Results, motion: Sequence[MotionItem]
) -> Results:
    stated = read_results(text, [decided])
    if stated.items:
        return read_results(text, [decided], motion)
    changed = "geändert" in (label["how"] or "") and "ungeändert" not in label["how"]
    if stated.whole.outcome is None and CHANGED.search(text, *decided) and not changed:
        return Results(Result(), (), (decided,))
    merged = _merged("amended" if changed else stated.whole.outcome, said.whole)
    if merged is None:
        return Results(Result(), (), (decided,))
    return replace(said, whole=merged, items=tuple(_like(one, merged) for one in said.items))


def _merged(stated: str | None, votes: Result) -> Result | None:
    if stated is None or votes.outcome is None or stated == votes.outcome:
        return votes if votes.outcome or stated is None else replace(votes, outcome=stated)
    if stated in CARRIED:
        strong = stated if stated == "amended" else votes.outcome
        return replace(votes, outcome=strong) if votes.outcome in CARRIED else None
    if stated in ("noted", "postponed", "referred") and votes.outcome in CARRIED:
        return replace(votes, outcome=stated)
    return None


def _like(one: ItemResult, merged: Result) -> ItemResult:
    """An item that is only noted stays that."""
    return one if one.outcome == "noted" else replace(one, **vars(merged))
