"""Votes (Abstimmungen): the outcome is computed from what was cast, never typed in against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import RuleViolated

from .meetings import Body


class Method(StrEnum):
    """How a vote is taken."""

    OPEN = "open"  # Handzeichen
    NAMED = "named"  # namentlich
    SECRET = "secret"  # geheim; ballots are never stored  # noqa: S105
    CONSENSUS = "consensus"  # einmütig festgestellt
    ACKNOWLEDGEMENT = "acknowledgement"  # Kenntnisnahme
    CIRCULATION = "circulation"  # Umlauf


class Outcome(StrEnum):
    """What came of it."""

    UNANIMOUS = "unanimous"  # einstimmig
    BY_CONSENSUS = "by_consensus"  # einmütig
    MAJORITY = "majority"  # mehrheitlich
    REJECTED = "rejected"  # abgelehnt
    POSTPONED = "postponed"  # vertagt
    REFERRED = "referred"  # verwiesen
    WITHDRAWN = "withdrawn"  # zurückgezogen
    NOTED = "noted"  # zur Kenntnis genommen
    AMENDED = "amended"  # geändert beschlossen
    ADOPTED = "adopted"  # angenommen, ohne Angabe wie
    SPLIT = "split"  # die Punkte haben verschiedene Ergebnisse


CARRIED = frozenset(
    {Outcome.UNANIMOUS, Outcome.BY_CONSENSUS, Outcome.MAJORITY, Outcome.AMENDED, Outcome.ADOPTED}
)
PROCEDURAL = frozenset({Outcome.POSTPONED, Outcome.REFERRED, Outcome.WITHDRAWN})


class PointKind(StrEnum):
    """A point of a motion asks for a decision or is only brought to notice."""

    DECISION = "decision"
    ACKNOWLEDGEMENT = "acknowledgement"


class VotesExceedEntitled(RuleViolated):
    """More votes were cast than members are entitled."""


class OutcomeMismatch(RuleViolated):
    """The declared outcome is not what the votes say."""


class CountsRequired(RuleViolated):
    """A vote of this kind is counted, among so many who are entitled; `missing` says what was not given."""


class CountsNotExpected(RuleViolated):
    """A consensus or an acknowledgement is not counted."""


@dataclass(frozen=True)
class Counts:
    """Votes cast; abstentions are kept and decide nothing."""

    yes: int
    no: int
    abstain: int = 0

    @property
    def cast(self) -> int:
        """All of them."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True)
class Point:
    """One point of the motion (Ziffer des Beschlussantrags)."""

    number: str
    text: str | None = None
    kind: PointKind = PointKind.DECISION


@dataclass(frozen=True)
class PointResult:
    """What became of one point; manner and votes where a source prints them for it."""

    number: str
    outcome: Outcome
    text: str | None = None
    mode: str | None = None
    counts: dict[str, int] | None = None


@dataclass(frozen=True)
class Vote:
    """A vote on one item, with the number of those entitled at that moment; no ballot, no names."""

    body: Body
    meeting_id: UUID
    agenda_item_id: UUID
    day: date
    method: Method
    outcome: Outcome
    points: tuple[PointResult, ...]
    entitled: int | None = None
    present: int | None = None
    counts: Counts | None = None
    basis: str | None = None
    public: bool = True


def outcome_of(counts: Counts, entitled: int) -> Outcome:
    """More yes than no carries, a tie rejects; abstentions count for nothing (§ 66 NKomVG).

    For bodies whose procedure no source regulates the same count is a convention, and the vote says so.
    """
    if counts.cast > entitled:
        raise VotesExceedEntitled(cast=counts.cast, entitled=entitled)
    if counts.yes <= counts.no:
        return Outcome.REJECTED
    return Outcome.UNANIMOUS if counts.no == 0 else Outcome.MAJORITY


def establish(
    method: Method, counts: Counts | None, entitled: int | None, declared: Outcome | None
) -> Outcome:
    """The outcome of a vote; a declared one that contradicts the votes is `outcome_mismatch`.

    A consensus is stated by the chair and has no counts. Before a vote an item can be put off,
    referred or withdrawn, which is declared. A carried motion may be declared as amended.
    """
    if method is Method.CONSENSUS:
        return _uncounted(Outcome.BY_CONSENSUS, counts, declared)
    if method is Method.ACKNOWLEDGEMENT:
        return _uncounted(Outcome.NOTED, counts, declared)
    if counts is None and declared in PROCEDURAL:
        return declared
    if counts is None or entitled is None:
        missing = [name for name, value in (("counts", counts), ("entitled", entitled)) if value is None]
        raise CountsRequired(method=method, missing=missing)
    computed = outcome_of(counts, entitled)
    amended = declared is Outcome.AMENDED and computed in CARRIED
    if declared not in (None, computed) and not amended:
        raise OutcomeMismatch(computed=computed, declared=declared)
    return Outcome.AMENDED if amended else computed


def _uncounted(stated: Outcome, counts: Counts | None, declared: Outcome | None) -> Outcome:
    if counts is not None:
        raise CountsNotExpected(outcome=stated)
    if declared in PROCEDURAL:
        return declared
    if declared not in (None, stated):
        raise OutcomeMismatch(computed=stated, declared=declared)
    return stated


def results(points: tuple[Point, ...], outcome: Outcome) -> tuple[PointResult, ...]:
    """A resolution is per point: what is only brought to notice is noted, whatever else was carried."""
    return tuple(PointResult(p.number, _of_point(p, outcome), p.text) for p in points)


def _of_point(point: Point, outcome: Outcome) -> Outcome:
    only_noted = point.kind is PointKind.ACKNOWLEDGEMENT and outcome in CARRIED
    return Outcome.NOTED if only_noted else outcome


def stated_results(
    points: tuple[Point, ...], outcome: Outcome, stated: Sequence[PointResult]
) -> tuple[PointResult, ...]:
    """What a source states of each point; one of which it states nothing shares the outcome of the whole.

    Of a split motion such a point has no result: what became of it is not known.
    """
    own = {one.number: one for one in stated}
    asked = points or tuple(Point(number) for number in own)
    found = []
    for point in asked:
        said = own.get(point.number)
        (result,) = results((point,), said.outcome if said else outcome)
        found.append(replace(result, mode=said.mode, counts=said.counts) if said else result)
    return tuple(one for one in found if one.outcome is not Outcome.SPLIT)
