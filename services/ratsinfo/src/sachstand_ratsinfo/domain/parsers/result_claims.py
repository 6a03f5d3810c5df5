"""What the sentences of a result say, and of which items; what is not certain is said to be unclear.

A clause speaks of the items it names, of all of them, or of the rest. Where a word in it may turn its
meaning, nothing is certain about these.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..contents import Result
from .result_clauses import PLAIN, Clause, Place, clauses
from .result_marks import MANNER, MODES, NAMED, Mark, items_in
from .speakers import sentences

_CUT = re.compile(rf"(?<!\w){NAMED}\.(?=\s+[A-ZÄÖÜ])|\S(?=\s+(?:[Zz]u\s+)?{NAMED}\s*:)")
_LISTED = (re.compile(r"(?<!\S)1[.)]\s+\S"), re.compile(r"(?<!\S)2[.)]\s+\S"))
_RELATIVE = re.compile(
    rf"(?P<of>(?<!\w){NAMED}),\s*(?:die|welche)\s+(?P<says>[^,.;]*?\b(?:wird|werden|wurden?))\b,?"
)
_CONTENT = re.compile(r",\s*dass\b[^,.;]*")
CHANGED = re.compile(r"\bMaßgabe|[Gg]eändert|Änderung|[Ee]rgänz")
_STRUCK = re.compile(r"\b(?:entf(?:all|äll|iel)\w*|gestrichen|herausgenommen|nicht)\b")
LONGEST = 2000
"""Characters of a sentence; a longer one is none that anybody could be certain of."""
_HARMLESS = frozenset({"rejected", "withdrawn", "noted", "postponed", "referred"})
"""Another motion that ends like this leaves the one of the paper as it is printed."""


@dataclass(frozen=True)
class Claim:
    """What a sentence says of `items`, or of all `but` some, or of the `rest` that nothing else names.

    `result` None: something, but not clear what. `implied`: it does not say of what it speaks.
    """

    place: Place
    result: Result | None
    items: frozenset[str] | None = None
    but: frozenset[str] = frozenset()
    rest: bool = False
    implied: bool = False


def claims(text: str, place: Place) -> list[Claim]:
    """What the sentences of `text[slice(*place)]` say, in order; one that says nothing claims nothing."""
    first = _LISTED[0].search(text, *place)
    if first and _LISTED[1].search(text, first.end(), place[1]):
        return [Claim(place, None)]
    return [claim for one in _sentences(text, place) for claim in _of_sentence(text[slice(*one)], one)]


def _sentences(text: str, place: Place) -> Iterator[Place]:
    """A sentence also ends behind "Ziffer 2." and before "Ziffer 3:"."""
    for start, end in sentences(text, *place):
        begin = start
        for cut in _CUT.finditer(text, start, end):
            yield begin, cut.end()
            begin = cut.end()
        yield begin, end


def _of_sentence(sentence: str, place: Place) -> list[Claim]:
    if len(sentence) > LONGEST:
        return [Claim(place, None)]
    found: list[Claim] = []
    for aside in _RELATIVE.finditer(sentence):
        found += _of_sentence(f"{aside['of']} {aside['says']}", place)
    sentence = _RELATIVE.sub(lambda m: m["of"] + " " * (len(m[0]) - len(m["of"])), sentence)
    if CHANGED.search(sentence):
        contents = [c[0] for c in _CONTENT.finditer(sentence)]
        struck = frozenset[str]().union(*(items_in(one) for one in contents if _STRUCK.search(one)))
        found += [Claim(place, None, struck)] if struck else []
        sentence = _CONTENT.sub(lambda m: " " * len(m[0]), sentence)
    before: list[Claim] = []
    for clause in clauses(sentence, place):
        before = _of_clause(clause, before)
        found += before
    return found


def _of_clause(clause: Clause, before: list[Claim]) -> list[Claim]:
    says = clause.predicate.says
    if says == "":
        says = _without_predicate(clause)
        if says == "":
            return [_unclear(clause)] if clause.named() else []
    if clause.has("other"):
        harmless = says in _HARMLESS and not clause.has("doubt")
        return [] if harmless else [Claim(clause.place, None)]
    groups = _groups(clause.words)
    if says is None or groups is None or not _is_certain(clause, says, len(groups)):
        return [_unclear(clause)]
    changed = clause.has("changed")
    if clause.named("items"):
        but = clause.named("but")
        return [
            Claim(clause.place, _result(says, how, changed=changed), items - but) for items, how in groups
        ]
    result = _result(says, [mark for _, how in groups for mark in how], changed=changed)
    claim = Claim(clause.place, result, but=clause.named("but"), rest=clause.has("rest"))
    if clause.has("whole", "rest", "but"):
        return [claim]
    return _implied(clause, claim, before)


def _implied(clause: Clause, claim: Claim, before: list[Claim]) -> list[Claim]:
    """A clause that names nothing speaks of what the one before it spoke of, else of the motion.

    A report that is taken note of is none; anything else that it names makes it unclear.
    """
    if clause.predicate.says == "noted":
        return [replace(claim, implied=True)]
    if clause.speaks_of_more(clause.predicate.start if clause.predicate.active else 0):
        return [replace(claim, result=None)]
    if before:
        return [replace(one, result=claim.result) for one in before]
    return [replace(claim, implied=True)]


def _without_predicate(clause: Clause) -> str | None:
    """ "Einstimmig.", "Mit 30 Ja-Stimmen und 12 Nein-Stimmen": the manner alone, if that is all it prints."""
    if not clause.has(*MANNER):
        return ""
    votes = {mark.text: mark.votes for mark in clause.words if mark.kind == "count"}
    if not PLAIN.match(clause.rest) or not (clause.has(*MODES) or {"yes", "no"} <= votes.keys()):
        return None
    return "rejected" if votes.get("yes", 1) <= votes.get("no", 0) else "adopted"


def _is_certain(clause: Clause, says: str, groups: int) -> bool:
    """Whether nothing turns its meaning, and what it says it says of all that it names.

    A participle that refuses or puts off may end a list of which the other items were carried.
    """
    mixed = clause.has("items") and clause.has("whole", "rest")
    placed = clause.has("at") and not clause.has("changed")
    ended = groups > 1 and says != "adopted" and not clause.predicate.active
    return not (mixed or placed or ended or clause.is_loose or clause.has("doubt"))


def _unclear(clause: Clause) -> Claim:
    """Something is said of the items it names, of all where it names none or also the whole."""
    named = clause.named()
    return Claim(clause.place, None, None if clause.has("whole", "rest") or not named else named)


def _groups(words: Sequence[Mark]) -> list[tuple[frozenset[str], list[Mark]]] | None:
    """Items and how they went: "Ziffer 1 einmütig und Ziffer 2 mehrheitlich", or the other way round.

    None where the manner could belong to the items before it or to those behind.
    """
    told = (mark for mark in words if mark.kind in ("items", *MANNER))
    runs = [list(run) for _, run in groupby(told, lambda mark: mark.kind == "items")]
    named = [run for run in runs if run[0].kind == "items"]
    hows = [run for run in runs if run[0].kind != "items"]
    if len(named) < 2:
        items = frozenset[str]().union(*(m.items for run in named for m in run))
        return [(items, [m for run in hows for m in run])]
    manner_first = runs[0][0].kind != "items"
    if manner_first and len(hows) != len(named):
        return None
    pairs = zip(named, [*hows, []], strict=False)
    return [(frozenset[str]().union(*(m.items for m in run)), how) for run, how in pairs]


def _result(says: str, how: Sequence[Mark], *, changed: bool) -> Result | None:
    """The outcome with the manner and the votes that are printed; None where these contradict each other.

    Votes against ("Gegenstimmen") and votes without more ("mit 17 Stimmen") are told where a motion was
    carried; where it was refused they could be of either side.
    """
    modes = {mark.kind for mark in how if mark.kind in MODES}
    votes = {(mark.text, mark.votes) for mark in how if mark.kind == "count"}
    carried = says == "adopted"
    names = {"for": "yes", "against": "no"} if carried else {"for": "", "against": ""}
    told = {(names.get(kind, kind), number) for kind, number in votes}
    counts: dict[str, int] = {
        kind: number for kind in ("yes", "no", "abstain") for name, number in told if name == kind
    }
    yes, no, mode = counts.get("yes"), counts.get("no"), next(iter(modes), None)
    twice = len(modes) > 1 or len(counts) < len([kind for kind, _ in told if kind])
    opposed = carried and no and (mode in ("unanimous", "by_consensus") or (yes is not None and yes <= no))
    refused = says == "rejected" and (changed or (yes is not None and no is not None and yes > no))
    if twice or opposed or refused:
        return None
    outcome = says
    if carried:
        outcome = "amended" if changed else mode or ("majority" if no else "adopted")
    return Result(outcome, mode, counts or None)
