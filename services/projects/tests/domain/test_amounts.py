"""What can be concluded from rounded figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import Hedge
from sachstand_projects.domain.amounts import (
    Amount,
    FinancingGap,
    OwnShareTooLow,
    ShareCheck,
    check_own_share,
    half_up,
    interval_of,
    remainder_at_maximum,
    require_balance,
    require_own_share,
    split,
)

HUNDREDTH = Decimal(10_000)
VOLUME = Amount(Decimal(16_330_000), HUNDREDTH, Hedge.UP_TO)
money = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
per_cent = st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False)


def own(millions: str) -> Amount:
    return Amount(Decimal(millions) * 1_000_000, HUNDREDTH, Hedge.UP_TO)


def test_the_published_figures_agree_within_their_rounding() -> None:
    assert check_own_share(VOLUME, own("5.71"), Decimal(35)) is ShareCheck.WITHIN_ROUNDING


def test_a_lower_own_share_is_too_low() -> None:
    with pytest.raises(OwnShareTooLow) as refused:
        require_own_share(VOLUME, own("5.60"), Decimal(35))

    assert refused.value.facts["atLeast"] == "5713750.00"


def test_a_higher_own_share_is_said_to_be_higher() -> None:
    assert check_own_share(VOLUME, own("5.80"), Decimal(35)) is ShareCheck.ABOVE_QUOTA


def test_nothing_is_concluded_from_what_is_not_stated() -> None:
    assert check_own_share(None, own("5.71"), Decimal(35)) is ShareCheck.UNKNOWN
    assert check_own_share(VOLUME, None, Decimal(35)) is ShareCheck.UNKNOWN
    assert check_own_share(VOLUME, own("5.71"), None) is ShareCheck.UNKNOWN


@given(money, per_cent)
def test_the_parts_always_sum_to_the_total(total: Decimal, quota: Decimal) -> None:
    grant, left = split(total, quota)

    assert grant + left == total
    assert abs(grant - total * quota / 100) <= Decimal("0.005")


@given(money, per_cent)
def test_the_own_share_that_a_quota_leaves_is_consistent(total: Decimal, quota: Decimal) -> None:
    _, left = split(total, quota)

    assert check_own_share(Amount(total), Amount(left), 100 - quota) is ShareCheck.CONSISTENT


@given(money, per_cent, st.sampled_from([Decimal(100), Decimal(1000), HUNDREDTH]))
def test_rounding_both_figures_never_makes_a_true_pair_too_low(
    total: Decimal, quota: Decimal, step: Decimal
) -> None:
    _, left = split(total, quota)

    def rounded(value: Decimal) -> Amount:
        return Amount((value / step + Decimal("0.5")).to_integral_value("ROUND_FLOOR") * step, step)

    found = check_own_share(rounded(total), rounded(left), 100 - quota)

    tolerance = interval_of(rounded(left))
    exact = total * (100 - quota) / 100
    if tolerance.low <= exact < tolerance.high:
        assert found in {ShareCheck.CONSISTENT, ShareCheck.WITHIN_ROUNDING}


def test_nearly_five_million_leave_more_than_the_rest_of_the_maximum() -> None:
    left = remainder_at_maximum(own("5.71"), Amount(Decimal(5_000_000), Decimal(1_000_000), Hedge.NEARLY))

    assert (left.amount, left.hedge) == (Decimal(710_000), Hedge.MORE_THAN)


def test_a_gap_in_the_financing_is_named() -> None:
    with pytest.raises(FinancingGap) as refused:
        require_balance(Amount(Decimal(100)), Amount(Decimal(65)), Amount(Decimal(30)), None)

    assert refused.value.facts["delta"] == "5"


@given(money, money, money)
def test_parts_that_sum_leave_no_gap(grant: Decimal, left: Decimal, third: Decimal) -> None:
    require_balance(Amount(grant + left + third), Amount(grant), Amount(left), Amount(third))


def test_rounded_parts_may_miss_the_total_by_their_rounding_and_no_more() -> None:
    step = Decimal(10_000)
    total, grant = Amount(Decimal(16_330_000), step), Amount(Decimal(10_620_000), step)

    require_balance(total, grant, Amount(Decimal(5_700_000), step), None)
    with pytest.raises(FinancingGap) as refused:
        require_balance(total, Amount(Decimal(1)), Amount(Decimal(5_730_000), step), None)

    assert refused.value.facts["delta"] == "10599999"


def test_a_figure_to_the_cent_meets_a_rounded_one_that_holds_it() -> None:
    whole, parts = Amount(Decimal(100)), Amount(Decimal(60), Decimal(10))

    require_balance(whole, parts, Amount(Decimal(42)), None)
    with pytest.raises(FinancingGap):
        require_balance(whole, parts, Amount(Decimal(35)), None)


def test_hedged_figures_prove_no_gap() -> None:
    require_balance(VOLUME, Amount(Decimal(1)), Amount(Decimal(1)), None)


def test_money_is_rounded_half_up() -> None:
    assert half_up(Decimal("0.005")) == Decimal("0.01")
