"""The clauses of a result sentence, each with the one thing it says ("stimmt … zu", "wird … abgelehnt")."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, zip_longest

from .result_marks import MANNER, NEUTRAL, SAYS, Mark, marks

Place = tuple[int, int]
_TO_DO = re.compile(r",[^,]*(?<!\w)(?:zu\s+\w+n|\w{2,}zu\w+n|zuzu\w+n)(?!\w)")
"""An infinitive: what is resolved is to do something."""
_INFINITIVE = re.compile(r"\bzu\s|\wzu\w|\Azuzu|\bdass\b")
_VERBS = {
    ("stimm", "zu"): "adopted", ("n", "an"): "adopted", ("lehn", "ab"): "rejected",
    ("n", "Kenntnis"): "noted", ("stell", "zurück"): "postponed", ("z", "zurück"): "withdrawn",
    ("fass", "Beschluss"): "adopted",
}  # fmt: skip
"""What a verb, known by its beginning, says together with the particle that closes its clause."""


PLAIN = re.compile(
    r"(?:\W|\b(?:[Mm]it|[Bb]ei|und|sowie|auch|zur?|vo[nm]|[Üü]ber|[Dd](?:er|ie|as|em|en)|w[ie]rd|werden|wurden?"
    r"|ist|sind|so|damit|somit|Beschluss|Ergebnis|Abstimmung(?:sergebnis)?|Stimmen)\b)*\Z"
)
"""Words that say nothing themselves."""
_NOUN = re.compile(r"(?<!\w)[A-ZÄÖÜ][\w-]{3,}")
_BODY = re.compile(
    r"\w*(?:[Aa]usschuss(?:es)?|[Rr]at(?:s|es)?|[Gg]remiums?|[Vv]ersammlung|[Pp]lenum)|Abstimmung\w*|Ergebnis"
    r"|Beschluss(?:fassung)?|Tagesordnung|Angelegenheit|Konsens|Stimmen|Mitgliedern?|Anwesenden?|Aussprache"
    r"|Diskussion|Damit|Somit|Nach|Sodann|Abschließend"
)
_OBJECTS = ("items", "whole", "rest")


@dataclass(frozen=True)
class Predicate:
    """What is said, and where; None: not certain what, "": nothing."""

    says: str | None
    start: int
    end: int
    active: bool = False


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence with one predicate."""

    place: Place
    text: str
    words: tuple[Mark, ...]
    predicate: Predicate

    @cached_property
    def rest(self) -> str:
        """The other words of it, each in its place."""
        parts, at = [], 0
        for mark in self.words:
            parts += [self.text[at : mark.start], " " * (mark.end - mark.start)]
            at = mark.end
        return "".join([*parts, self.text[at:]])

    def has(self, *kinds: str) -> bool:
        """Whether one of its words is of these kinds."""
        return any(mark.kind in kinds for mark in self.words)

    def named(self, *kinds: str) -> frozenset[str]:
        """The items that words of these kinds name; of any kind without one."""
        named = (mark.items for mark in self.words if not kinds or mark.kind in kinds)
        return frozenset().union(*named)

    def speaks_of_more(self, start: int = 0, end: int | None = None) -> bool:
        """Whether a stretch of it names something that is neither the motion nor a body."""
        found = _NOUN.finditer(self.rest, start, len(self.text) if end is None else end)
        return any(not _BODY.fullmatch(noun[0]) for noun in found)

    @property
    def is_loose(self) -> bool:
        """Whether something named before the predicate may not be what it is said of.

        Between it and the predicate another thing or verb stands: "Ziffer 1 bleibt offen, Ziffer 2 wird …".
        """
        start = self.predicate.start
        ahead = [mark for mark in self.words if mark.kind in _OBJECTS and mark.end <= start]
        between = [self.rest[one.end : following.start] for one, following in pairwise(ahead)]
        cuts = [m.end for m in self.words if m.kind == "cut" and ahead and ahead[-1].end <= m.start < start]
        if self.predicate.active:
            return bool(cuts)
        return not all(map(PLAIN.match, between)) or any(self.speaks_of_more(cut, start) for cut in cuts)


def clauses(sentence: str, place: Place) -> list[Clause]:
    """The clauses of a sentence; one that cannot be cut with certainty is one clause that says None."""
    words = marks(sentence)
    predicates = _resolved(sentence, _predicates(words))
    bounds = _bounds(words, predicates)
    if bounds is None:
        return [Clause(place, sentence, tuple(words), Predicate(None, 0, 0))]
    found = []
    stretches = pairwise([0, *bounds, len(sentence)])
    for predicate, (start, end) in zip(
        predicates or [Predicate("", 0, len(sentence))], stretches, strict=True
    ):
        tail = _tail(words, predicate, end)
        own = tuple(m for m in words if start <= m.start < tail)
        found.append(Clause(place, " " * start + sentence[start:tail], own, predicate))
        if tail < end:
            rest = tuple(m for m in words if tail <= m.start < end)
            alone = Predicate("" if predicate.says == "adopted" else None, end, end)
            found.append(Clause(place, " " * tail + sentence[tail:end], rest, alone))
    return found


def _tail(words: list[Mark], predicate: Predicate, end: int) -> int:
    """Where a stretch begins that names items and is no longer governed by the predicate before it."""
    behind = [m for m in words if predicate.end <= m.start < end and m.kind != "nothing"]
    for cut, following in pairwise(behind):
        if cut.kind == "cut" and following.kind in _OBJECTS:
            return cut.start
    return end


def _predicates(words: list[Mark]) -> list[Predicate]:
    found: list[Predicate] = []
    verb: Mark | None = None
    for mark in words:
        if mark.kind == "opens":
            verb = mark
        elif mark.kind in SAYS:
            found.append(Predicate(mark.kind, mark.start, mark.end))
        elif mark.kind == "closes":
            says = next(
                (s for (v, p), s in _VERBS.items() if verb and verb.text.startswith(v) and p == mark.text),
                None,
            )
            if says and verb:
                found.append(Predicate(says, verb.start, mark.end, active=True))
                verb = None
            elif mark.text == "Kenntnis":
                found.append(Predicate("noted", mark.start, mark.end))
    return sorted(found, key=lambda one: one.start)


def _resolved(sentence: str, predicates: list[Predicate]) -> list[Predicate]:
    """ "beschließt, … zurückzustellen" says the latter; "beschließt, … zu prüfen" nothing that we know."""
    kept = []
    for one, following in zip_longest(predicates, predicates[1:]):
        if one.says != "resolves":
            kept.append(one)
            continue
        rest = sentence[one.end : following.end if following else len(sentence)]
        to_do = following is not None and not following.active and _INFINITIVE.search(rest)
        if not to_do:
            says = None if _TO_DO.search(rest) else "adopted"
            kept.append(Predicate(says, one.start, one.end))
    return kept


def _bounds(words: list[Mark], predicates: list[Predicate]) -> list[int] | None:
    """Where the clauses meet: behind one predicate, before the next; None where that is not certain.

    Between several commas only votes may stand before an active verb ("…, bei 3 Enthaltungen, und lehnt"):
    they belong to what was said before; and only items before a participle, which belong to it.
    """
    bounds = []
    for one, following in pairwise(predicates):
        cuts = [m for m in words if m.kind == "cut" and one.end <= m.start < following.start]
        if following.start < one.end or not cuts:
            return None
        between = [m for m in words if cuts[0].start < m.start < cuts[-1].start and m.kind not in NEUTRAL]
        if any((m.kind in MANNER) is not following.active for m in between):
            return None
        bounds.append(cuts[-1 if following.active else 0].start)
    return bounds
