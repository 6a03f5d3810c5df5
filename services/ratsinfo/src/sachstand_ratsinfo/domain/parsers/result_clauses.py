"""The clauses of a result sentence, each with the one thing it says ("stimmt … zu", "wird … abgelehnt")."""

import re
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from .result_marks import MANNER, NEUTRAL, SAYS, Mark, marks

Place = tuple[int, int]
_TO_DO = re.compile(r",[^,]*(?<!\w)(?:zu\s+\w+n|\w{2,}zu\w+n|zuzu\w+n)(?!\w)")
"""An infinitive: what is resolved is to do something."""
_INFINITIVE = re.compile(r"\bzu\s|\wzu\w|\Azuzu|\bdass\b")
_VERBS = {
    ("stimm", "zu"): "adopted", ("n", "an"): "adopted", ("lehn", "ab"): "rejected",
    ("n", "Kenntnis"): "noted", ("stell", "zurück"): "postponed", ("z", "zurück"): "withdrawn",
}  # fmt: skip
"""What a verb, known by its beginning, says together with the particle that closes its clause."""


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence; `says` None: what it says is not certain, "": it has no predicate."""

    place: Place
    text: str
    words: tuple[Mark, ...]
    says: str | None

    @property
    def rest(self) -> str:
        """The other words of it, each in its place."""
        text = self.text
        for mark in self.words:
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
        return text

    def has(self, *kinds: str) -> bool:
        """Whether one of its words is of these kinds."""
        return any(mark.kind in kinds for mark in self.words)

    def named(self, *kinds: str) -> frozenset[str]:
        """The items that words of these kinds name; of any kind without one."""
        named = (mark.items for mark in self.words if not kinds or mark.kind in kinds)
        return frozenset().union(*named)


@dataclass(frozen=True)
class _Predicate:
    says: str
    start: int
    end: int
    active: bool = False


def clauses(sentence: str, place: Place) -> list[Clause]:
    """The clauses of a sentence; one that cannot be cut with certainty is one clause that says None."""
    words = marks(sentence)
    predicates = _resolved(sentence, _predicates(words))
    bounds = _bounds(words, predicates)
    if bounds is None:
        return [Clause(place, sentence, tuple(words), None)]
    stretches = pairwise([0, *bounds, len(sentence)])
    says = [one.says for one in predicates] or [""]
    return [
        Clause(place, " " * a + sentence[a:b], tuple(m for m in words if a <= m.start < b), one)
        for one, (a, b) in zip(says, stretches, strict=True)
    ]


def _predicates(words: list[Mark]) -> list[_Predicate]:
    found: list[_Predicate] = []
    verb: Mark | None = None
    for mark in words:
        if mark.kind == "opens":
            verb = mark
        elif mark.kind in SAYS:
            found.append(_Predicate(mark.kind, mark.start, mark.end))
        elif mark.kind == "closes":
            says = next(
                (s for (v, p), s in _VERBS.items() if verb and verb.text.startswith(v) and p == mark.text),
                None,
            )
            if says and verb:
                found.append(_Predicate(says, verb.start, mark.end, active=True))
                verb = None
            elif mark.text == "Kenntnis":
                found.append(_Predicate("noted", mark.start, mark.end))
    return sorted(found, key=lambda one: one.start)


def _resolved(sentence: str, predicates: list[_Predicate]) -> list[_Predicate]:
    """ "beschließt, … zurückzustellen" says the latter; "beschließt, … zu prüfen" nothing that we know."""
    kept = []
    for one, following in zip_longest(predicates, predicates[1:]):
        if one.says != "resolves":
            kept.append(one)
            continue
        rest = sentence[one.end : following.end if following else len(sentence)]
        to_do = following is not None and not following.active and _INFINITIVE.search(rest)
        if not to_do:
            says = "unknown" if _TO_DO.search(rest) else "adopted"
            kept.append(_Predicate(says, one.start, one.end))
    return kept


def _bounds(words: list[Mark], predicates: list[_Predicate]) -> list[int] | None:
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
