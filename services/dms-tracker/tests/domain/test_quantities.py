from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import Hedge
from sachstand_dms_tracker.domain.quantities import (
    TOLERANT,
    DigitisedExceedsStock,
    Quantity,
    Subject,
    Unit,
    check_within_stock,
    newest,
    share_of_stock,
)

hedges = st.sampled_from(list(Hedge))
counts = st.integers(0, 200_000)


def stock(value, hedge=Hedge.EXACT, as_of=None):
    return Quantity(Subject.STOCK, value, Unit.FILES, hedge, as_of=as_of)


@given(counts, st.integers(1, 200_000), hedges)
def test_more_than_the_stock_is_digitised_only_where_the_stock_is_hedged(digitised, value, hedge):
    figure = stock(value, hedge)

    if digitised <= value:
        assert check_within_stock(digitised, figure)
    elif hedge in TOLERANT:
        assert not check_within_stock(digitised, figure)
    else:
        with pytest.raises(DigitisedExceedsStock):
            check_within_stock(digitised, figure)


@given(st.one_of(st.none(), counts), st.one_of(st.none(), st.integers(0, 200_000)), hedges)
def test_a_share_is_between_0_and_1_or_unknown_with_its_reason(digitised, value, hedge):
    share = share_of_stock(digitised, None if value is None else stock(value, hedge))

    if share.value is None:
        assert share.reason in {"nothing_recorded", "stock_unknown", "stock_exceeded"}
    else:
        assert Decimal(0) <= share.value <= Decimal(1)
        assert share.reason is None
    assert share.flagged == (share.reason == "stock_exceeded")


def test_nothing_recorded_is_not_zero():
    assert share_of_stock(None, stock(8000, Hedge.ABOUT)).value is None
    assert share_of_stock(0, stock(8000, Hedge.ABOUT)).value == Decimal("0.0000")


@pytest.mark.parametrize(
    ("hedge", "of_the_share"),
    [(Hedge.MORE_THAN, Hedge.UP_TO), (Hedge.NEARLY, Hedge.AT_LEAST), (Hedge.ABOUT, Hedge.ABOUT)],
)
def test_a_share_is_hedged_as_its_stock_requires(hedge, of_the_share):
    assert share_of_stock(25_000, stock(100_000, hedge)).hedge is of_the_share


def test_the_newest_figure_speaks():
    older, newer = stock(8000, Hedge.ABOUT, date(2021, 3, 24)), stock(8123, as_of=date(2022, 1, 1))

    assert newest((newer, older), Subject.STOCK, Unit.FILES) == newer
    assert newest((newer, older), Subject.CREATED, Unit.FILES) is None
