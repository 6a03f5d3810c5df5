"""Commitments (Zusagen): what was promised, until when, and which promises are one and the same."""

import datetime
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.transitions import Option, arrow, options, step

from .contents import Promise
from .dates import MONTHS

_NOUN = re.compile(r"\b[A-ZÄÖÜ][^\W\d_]{3,}")
_COMMON = frozenset({
    "verwaltung", "sitzung", "gremienlauf", "ziel", "geplant", "quartal", "diese", "dies", "über", "dazu",
    *MONTHS,
})  # fmt: skip
SAME_SUBJECT = 0.75
"""The share of the shorter promise's nouns that the other one must have too."""


class CommitmentState(StrEnum):
    """Whether a promise was kept."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


MACHINE = (
    arrow("open", "kept", "reason"),
    arrow("open", "dropped", "reason"),
    arrow("kept dropped", "open", "reason"),
)


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """A promise of the administration, quoted, with what is known of its time.

    `file_id`: the file whose text contains the sentence. `reason`: why it is done, or open again.
    """

    city: City | None
    paper_id: UUID | None = None
    minutes_id: UUID | None = None
    text: str
    due: datetime.date | None = None
    due_label: str
    bodies: tuple[str, ...] = ()
    state: CommitmentState = CommitmentState.OPEN
    public: bool = False
    file_id: UUID | None = None
    reason: str | None = None


def advance(commitment: Commitment, to: CommitmentState, reason: str | None) -> Commitment:
    """A clerk says that a promise was kept or dropped, or takes it up again; always with the reason."""
    state = CommitmentState(step(MACHINE, commitment.state, to, reason))
    return replace(commitment, state=state, reason=reason)


def transitions(commitment: Commitment) -> tuple[Option, ...]:
    """What can become of it now."""
    return options(MACHINE, commitment.state)


def subject(text: str) -> frozenset[str]:
    """The nouns of a promise, by which two sentences about one thing are known."""
    return frozenset(m[0].casefold() for m in _NOUN.finditer(text)) - _COMMON


def same(left: Promise, right: Promise) -> bool:
    """Whether two sentences promise the same thing: equal, or one without a day about the other's subject."""
    if left.text == right.text:
        return True
    if left.due is not None and right.due is not None:
        return False
    a, b = subject(left.text), subject(right.text)
    smaller = min(len(a), len(b))
    return (
        smaller >= 3 and len(a & b) / smaller >= SAME_SUBJECT and bool(set(left.bodies) & set(right.bodies))
    )


def together(first: tuple[Promise, ...], second: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """Both lists as one; of two sentences about one thing the one that names a day stays, in its place."""
    kept: list[Promise] = []
    for promise in (*first, *second):
        index = next((i for i, known in enumerate(kept) if same(known, promise)), None)
        if index is None:
            kept.append(promise)
        elif kept[index].due is None and promise.due is not None:
            kept[index] = promise
    return tuple(kept)


def renewed(commitment: Commitment, promise: Promise) -> Commitment:
    """The commitment as a fuller source states it; whether it was kept is not touched."""
    return replace(
        commitment,
        text=promise.text,
        due=promise.due,
        due_label=promise.due_label,
        bodies=promise.bodies,
    )
