"""The result of a debate: where it stands, verbatim, and what it says of each item of the motion."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..contents import CARRIED, ItemResult, MotionItem, Result
from .result_claims import Claim, claims
from .result_clauses import Place

_INTRODUCED = re.compile(
    r"\b(?:stellt|stellen)\b[^:\n]{0,160}?\bfest\s*:"
    r"|(?m:^[ \t]*(?:Beschluss(?:[ ]\([^()\n]{3,40}\))?|Ergebnis|Abstimmung(?:sergebnis)?)[ \t]*:)"
    r"|(?<=[.!][ ])Abstimmungsergebnis[ \t]*:"
)
_CERTIFIED = re.compile(r"(?m)^[ \t]*Zur\s+Beurkundung\b[ \t]*:?")
_SENTENCE = re.compile(
    r"(?m)^[ \t]*(?:Der|Die|Das)\s+[A-ZÄÖÜ][^\n.]{2,120}?\s"
    r"(?:stimmt|beschließt|lehnt|nimmt|vertagt|verweist|empfiehlt)\b[^\n]{0,600}"
)
OTHERS = ""
"""Stands for the items of a motion that is not printed."""


@dataclass(frozen=True)
class Results:
    """What a result says of the whole motion and of each item.

    `unclear` are the sentences that are not, and those that leave an item out of which nothing else is said.
    """

    whole: Result
    items: tuple[ItemResult, ...] = ()
    unclear: tuple[Place, ...] = ()


def result_places(text: str, start: int, end: int) -> tuple[list[Place], int]:
    """Where the result stands, and where the debate before it ends.

    What was stated earlier in the debate is a result where it clearly says something of single items.
    """
    certified = _CERTIFIED.search(text, start, end)
    stop = certified.start() if certified else end
    introduced = list(_INTRODUCED.finditer(text, start, stop))
    if not introduced:
        return _sentences(text, start, stop)
    stated = [(one.end(), _paragraph_end(text, one.end(), stop)) for one in introduced]
    last = (stated[-1][0], stop) if certified else stated[-1]
    earlier = [one for one in stated[:-1] if any(c.items and c.result for c in claims(text, one))]
    return [*earlier, last], text.rfind("\n", start, introduced[-1].start()) + 1 or start


def _sentences(text: str, start: int, stop: int) -> tuple[list[Place], int]:
    """Without an introduction, the last sentences that have the form of a result."""
    found = list(_SENTENCE.finditer(text, start, stop))
    if not found:
        return [], stop
    first = found[-1].start()
    for one, following in reversed(list(pairwise(found))):
        if text[one.end() : following.start()].strip():
            break
        first = one.start()
    return [(first, found[-1].end())], first


def certification(text: str, start: int, end: int) -> Place | None:
    """The name below "Zur Beurkundung"."""
    certified = _CERTIFIED.search(text, start, end)
    if certified is None:
        return None
    name = re.compile(r"[ \t]*(?:\n[ \t]*){0,4}([^\n]{1,80})").match(text, certified.end(), end)
    return name.span(1) if name else None


def read_result(sentence: str) -> Result:
    """What a result says of a motion of which no items are known."""
    return read_results(sentence, [(0, len(sentence))]).whole


def read_results(text: str, places: Sequence[Place], motion: Sequence[MotionItem] = ()) -> Results:
    """What became of each item: what all sentences that speak of it say alike; else it is not clear.

    Only items of the motion have results, or those that the result names where no motion is printed.
    """
    kinds = {item.number: item.kind for item in motion}
    said = _checked([claim for place in places for claim in claims(text, place)], kinds)
    named = _named(said)
    numbers = list(kinds) or [*sorted(named, key=int), OTHERS]
    told = {number: _told(said, number, named) for number in numbers}
    results = {number: all_[0] if len(all_) == 1 else None for number, all_ in told.items()}
    torn = [number for number, all_ in told.items() if len(all_) > 1]
    left = {number for number, all_ in told.items() if not all_}
    unclear = {
        c.place
        for c in said
        if c.result is None or c.but & left or any(_covers(c, number, named) for number in torn)
    }
    if not said:
        unclear = {place for place in places if text[slice(*place)].strip()}
    only_noted = {n for n, kind in kinds.items() if kind == "acknowledgement"}
    items = tuple(_item(n, r, n in only_noted) for n, r in results.items() if r and n != OTHERS)
    return Results(_whole(results, only_noted), items, tuple(sorted(unclear)))


def _checked(said: list[Claim], known: Collection[str]) -> list[Claim]:
    """The claims that are about the motion; of items that it does not have, nothing is certain.

    A report that is noted beside a decision is none of its items. A sentence that does not say of what it
    speaks speaks of the motion, unless another one names items.
    """
    if any(not _beside(claim) for claim in said):
        said = [claim for claim in said if not _beside(claim)]
    named = _named(said)
    return [replace(c, result=None) if _is_doubtful(c, known, named) else c for c in said]


def _beside(claim: Claim) -> bool:
    return claim.implied and claim.result is not None and claim.result.outcome == "noted"


def _is_doubtful(claim: Claim, known: Collection[str], named: Collection[str]) -> bool:
    strange = known and not (claim.items or frozenset()) | claim.but <= set(known)
    return bool(strange or (claim.rest and not named) or (claim.implied and named))


def _named(said: Iterable[Claim]) -> frozenset[str]:
    return frozenset().union(*(claim.items or frozenset() for claim in said))


def _covers(claim: Claim, number: str, named: Collection[str]) -> bool:
    if claim.items is not None:
        return number in claim.items
    return number not in named if claim.rest else number not in claim.but


def _told(said: list[Claim], number: str, named: Collection[str]) -> list[Result | None]:
    """The different things that are said of an item."""
    found: list[Result | None] = []
    for claim in said:
        if _covers(claim, number, named) and claim.result not in found:
            found.append(claim.result)
    return found


def _item(number: str, result: Result, only_noted: bool) -> ItemResult:
    """An item that is itself only brought to notice is noted by a vote that carries the motion."""
    told = {**vars(result), "outcome": "noted"} if only_noted and result.outcome in CARRIED else vars(result)
    return ItemResult(**told, number=number)


def _whole(results: dict[str, Result | None], only_noted: Collection[str]) -> Result:
    """The result that all items have that decide something; "split" where they differ."""
    beside = {n for n in only_noted if (r := results[n]) and r.outcome in (*CARRIED, "noted")}
    matters = [r for n, r in results.items() if n not in beside] or list(results.values())
    known = [r for r in matters if r]
    outcomes = {r.outcome for r in known}
    if len(known) < len(matters) or len(outcomes) != 1:
        carried = len(known) == len(matters) and outcomes <= CARRIED - {"amended"}
        return Result("adopted" if carried else "split") if known else Result()
    first = known[0]
    mode = first.mode if all(r.mode == first.mode for r in known) else None
    return Result(first.outcome, mode, first.counts if all(r.counts == first.counts for r in known) else None)


def _paragraph_end(text: str, start: int, end: int) -> int:
    gap = re.compile(r"\S[^\0]*?(?=\n[ \t]*\n|\Z)").search(text, start, end)
    return gap.end() if gap else end
