"""How projects are scored."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_projects.domain.criteria import CriteriaSet, Criterion
from sachstand_projects.domain.scorings import (
    MixedCriteriaSets,
    Rating,
    RatingOutOfScale,
    RatingReasonRequired,
    Scoring,
    UnknownCriterion,
    fingerprint,
    freeze,
    score,
    shown,
    summarise,
    total,
    with_scoring,
)

KEYS = ("buergernutzen", "kosten-nutzen-verhaeltnis", "strategische-wirkung", "aussenwirkung")
SET = CriteriaSet("gleichgewichtet", "gleich", tuple(Criterion(key, key, 2500) for key in KEYS))
points = st.decimals(0, 5, places=2, allow_nan=False, allow_infinity=False)
four = st.tuples(points, points, points, points)


def scoring(values: tuple[Decimal, ...], assessor: str = "a") -> Scoring:
    pairs = zip(KEYS, values, strict=False)
    return score(SET, assessor, tuple(Rating(key, value, "weil") for key, value in pairs))


@given(four)
def test_equal_weights_give_the_plain_mean(values: tuple[Decimal, ...]) -> None:
    assert total(scoring(values)) == sum(map(Fraction, values)) / 4


@given(st.lists(points, min_size=1, max_size=3))
def test_a_missing_criterion_gives_no_total_and_never_zero(values: list[Decimal]) -> None:
    incomplete = scoring(tuple(values))

    assert total(incomplete) is None
    assert summarise((incomplete,)).median is None
    assert freeze((incomplete,), 1) is None


@given(st.lists(four, min_size=1, max_size=6))
def test_median_and_spread_lie_within_the_totals(many: list[tuple[Decimal, ...]]) -> None:
    scorings = [scoring(values, str(number)) for number, values in enumerate(many)]
    totals = sorted(value for value in map(total, scorings) if value is not None)

    summary = summarise(scorings)

    assert summary.complete == len(many)
    assert summary.median is not None
    assert totals[0] <= summary.median <= totals[-1]
    assert summary.spread == totals[-1] - totals[0]


@given(st.fractions(-100, 100))
def test_totals_are_shown_half_up_to_four_decimals(value: Fraction) -> None:
    text = shown(value)

    assert text is not None
    assert abs(Fraction(text) - value) <= Fraction(1, 20_000)
    assert len(text.split(".")[1]) == 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.3333"),
        (Fraction(5, 100_000), "0.0001"),
        (Fraction(4, 100_000), "0.0000"),
        (Fraction(-4, 100_000), "0.0000"),
        (Fraction(7, 2), "3.5000"),
    ],
)
def test_half_is_rounded_up(value: Fraction, text: str) -> None:
    assert shown(value) == text


@given(st.permutations(range(3)), st.lists(four, min_size=3, max_size=3))
def test_the_hash_does_not_depend_on_the_order_of_the_assessors(
    order: list[int], many: list[tuple[Decimal, ...]]
) -> None:
    scorings = [scoring(values, str(number)) for number, values in enumerate(many)]

    assert fingerprint(scorings[i] for i in order) == fingerprint(scorings)


def test_the_hash_changes_with_a_rating() -> None:
    one, other = scoring((Decimal(1),) * 4), scoring((Decimal(1), Decimal(1), Decimal(1), Decimal(2)))

    assert fingerprint((one,)) != fingerprint((other,))


def test_an_assessor_replaces_the_own_scoring_only() -> None:
    first = with_scoring((scoring((Decimal(1),) * 4, "a"),), scoring((Decimal(2),) * 4, "b"))

    second = with_scoring(first, scoring((Decimal(5),) * 4, "a"))

    assert sorted((s.assessor, total(s)) for s in second) == [("a", 5), ("b", 2)]


def test_two_editions_of_criteria_are_not_mixed() -> None:
    other = Scoring("b", "gleichgewichtet", 2, tuple(SET.weights().items()), ())

    with pytest.raises(MixedCriteriaSets):
        with_scoring((scoring((Decimal(1),) * 4),), other)


def test_a_rating_off_the_scale_is_refused() -> None:
    with pytest.raises(RatingOutOfScale):
        scoring((Decimal("5.01"),))


def test_a_rating_without_reason_is_refused() -> None:
    with pytest.raises(RatingReasonRequired):
        score(SET, "a", (Rating(KEYS[0], Decimal(1), " "),))


def test_a_criterion_of_another_set_is_refused() -> None:
    with pytest.raises(UnknownCriterion):
        score(SET, "a", (Rating("schoenheit", Decimal(1), "weil"),))
