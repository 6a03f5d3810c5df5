"""Units and their dated parents."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_governance.domain.units import (
    Parent,
    Unit,
    UnitKind,
    UnitMovedBackwards,
    UnitUnderItself,
    move,
    parent_on,
    register,
)

UNIT = Unit(
    City.BRAUNSCHWEIG, "Abt. 10.1", "Personalbetreuung", UnitKind.ABTEILUNG, parents=(Parent("FB10"),)
)
days = st.dates(date(2015, 1, 1), date(2035, 1, 1))


def test_codes_are_entered_in_one_form() -> None:
    entered = register(UNIT)

    assert (entered.code, entered.parent_code) == ("Abt 10.1", "FB 10")


def test_a_unit_does_not_stand_under_itself() -> None:
    with pytest.raises(UnitUnderItself):
        register(
            Unit(City.BRAUNSCHWEIG, "FB 10", "x", UnitKind.FACHBEREICH, parents=(Parent("Fachbereich 10"),))
        )
    with pytest.raises(UnitUnderItself):
        move(register(UNIT), "Abt 10.1", date(2021, 1, 1))


@given(days, st.integers(1, 2000))
def test_a_reorganisation_closes_and_opens_and_rewrites_nothing(first: date, later: int) -> None:
    second = first + timedelta(days=later)
    moved = move(move(register(UNIT), "FB 20", first), "FB 30", second)

    assert parent_on(moved, first - timedelta(days=1)) == "FB 10"
    assert parent_on(moved, first) == "FB 20"
    assert parent_on(moved, second - timedelta(days=1)) == "FB 20"
    assert parent_on(moved, second) == "FB 30"


def test_a_unit_is_not_moved_before_its_last_move() -> None:
    moved = move(register(UNIT), "FB 20", date(2021, 1, 1))

    with pytest.raises(UnitMovedBackwards):
        move(moved, "FB 30", date(2021, 1, 1))


def test_a_unit_without_a_parent_can_get_one() -> None:
    alone = Unit(City.BRAUNSCHWEIG, "Stabsstelle 0110", "Digitalisierung", UnitKind.STABSSTELLE)

    assert move(alone, "Dezernat II", date(2021, 1, 1)).parent_code == "Dez II"
