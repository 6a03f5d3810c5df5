"""Scoring (Bewertung): exact rationals inside, four decimals outside, never a total with a gap in it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from sachstand_common.errors import Conflict, RuleViolated

from .criteria import FULL_WEIGHT, CriteriaSet


class UnknownCriterion(RuleViolated):
    """A rating names a criterion that the criteria set does not have."""


class RatingOutOfScale(RuleViolated):
    """A rating lies outside the scale of the criteria set."""


class RatingReasonRequired(RuleViolated):
    """Every rating needs a reason."""


class MixedCriteriaSets(Conflict):
    """All scorings that are compared use one criteria set in one edition."""


class ScoringFrozen(Conflict):
    """The scoring was frozen when the project was queued for the Board."""


@dataclass(frozen=True)
class Rating:
    """How one criterion is rated, and why."""

    criterion: str
    rating: Decimal
    reason: str


@dataclass(frozen=True)
class Scoring:
    """What one assessor found, by one edition of one criteria set; the weights are kept with it."""

    assessor: str
    criteria_set: str
    criteria_edition: int
    weights: tuple[tuple[str, int], ...]
    ratings: tuple[Rating, ...]


@dataclass(frozen=True)
class FrozenScoring:
    """The scoring as the Board gets it."""

    version: int
    hash: str
    median: str
    spread: str


@dataclass(frozen=True)
class Summary:
    """Several assessors' totals seen together; null while none of them is complete."""

    complete: int
    median: Fraction | None
    spread: Fraction | None


def score(criteria: CriteriaSet, assessor: str, ratings: tuple[Rating, ...]) -> Scoring:
    """A scoring whose ratings name known criteria once, lie on the scale and have reasons."""
    weights = criteria.weights()
    named = [rating.criterion for rating in ratings]
    if len(set(named)) != len(named) or not set(named) <= weights.keys():
        raise UnknownCriterion(criteria=sorted({key for key in named if key not in weights}))
    for rating in ratings:
        if not criteria.scale_min <= rating.rating <= criteria.scale_max:
            raise RatingOutOfScale(
                criterion=rating.criterion, min=str(criteria.scale_min), max=str(criteria.scale_max)
            )
        if not rating.reason.strip():
            raise RatingReasonRequired(criterion=rating.criterion)
    return Scoring(assessor, criteria.key, criteria.edition, tuple(weights.items()), ratings)


def total(scoring: Scoring) -> Fraction | None:
    """The weighted sum; none, never zero, while a criterion is unrated."""
    rated = {rating.criterion: Fraction(rating.rating) for rating in scoring.ratings}
    if any(key not in rated for key, _ in scoring.weights):
        return None
    return sum((rated[key] * weight for key, weight in scoring.weights), Fraction(0)) / FULL_WEIGHT


def summarise(scorings: Iterable[Scoring]) -> Summary:
    """Median and spread (highest less lowest) of the complete totals."""
    totals = [value for value in map(total, scorings) if value is not None]
    if not totals:
        return Summary(0, None, None)
    return Summary(len(totals), Fraction(median(totals)), max(totals) - min(totals))


def shown(value: Fraction | None) -> str | None:
    """A rational as it is shown: half up to four decimals."""
    if value is None:
        return None
    scaled = abs(value) * 10_000
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and units else ""
    return f"{sign}{units // 10_000}.{units % 10_000:04d}"


def with_scoring(scorings: tuple[Scoring, ...], new: Scoring) -> tuple[Scoring, ...]:
    """The assessor's scoring replaces that assessor's earlier one; all are by one criteria set."""
    others = tuple(scoring for scoring in scorings if scoring.assessor != new.assessor)
    if any((s.criteria_set, s.criteria_edition) != (new.criteria_set, new.criteria_edition) for s in others):
        raise MixedCriteriaSets(
            criteriaSets=sorted({f"{s.criteria_set} ({s.criteria_edition})" for s in (*others, new)})
        )
    return (*others, new)


def freeze(scorings: tuple[Scoring, ...], version: int) -> FrozenScoring | None:
    """The scoring with its version and hash; none while no assessor's total is complete."""
    summary = summarise(scorings)
    median_shown, spread_shown = shown(summary.median), shown(summary.spread)
    if median_shown is None or spread_shown is None:
        return None
    return FrozenScoring(version, fingerprint(scorings), median_shown, spread_shown)


def fingerprint(scorings: Iterable[Scoring]) -> str:
    """SHA-256 over everything that was rated, independent of the order in which it came."""
    content = [
        [
            scoring.assessor, scoring.criteria_set, scoring.criteria_edition, sorted(scoring.weights),
            sorted([one.criterion, str(Fraction(one.rating)), one.reason] for one in scoring.ratings),
        ]
        for scoring in sorted(scorings, key=lambda scoring: scoring.assessor)
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
