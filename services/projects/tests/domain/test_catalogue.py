"""Goals, fields of action and criteria."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_projects.domain.criteria import (
    CriteriaNotProvisional,
    CriteriaSet,
    CriteriaState,
    Criterion,
    DecisionReferenceRequired,
    WeightsNotNormalised,
    activate,
    checked,
)
from sachstand_projects.domain.fields import (
    FieldAlreadyClosed,
    FieldClosed,
    FieldOfAction,
    UnknownFieldOfAction,
    close_field,
    counted,
    require_open_fields,
)
from sachstand_projects.domain.goals import UnknownGoal, require_known_goals

DAY = date(2026, 11, 2)
ENERGY = FieldOfAction("energie", "Energie")


def criteria(*weights: int) -> CriteriaSet:
    return CriteriaSet("set", "Satz", tuple(Criterion(str(n), str(n), w) for n, w in enumerate(weights)))


@given(st.lists(st.integers(-5_000, 15_000), min_size=1, max_size=6))
def test_weights_sum_to_ten_thousand_basis_points(weights: list[int]) -> None:
    if sum(weights) == 10_000 and min(weights) > 0:
        checked(criteria(*weights))
    else:
        with pytest.raises(WeightsNotNormalised):
            checked(criteria(*weights))


def test_a_criteria_set_comes_into_force_by_a_decision_only() -> None:
    provisional = criteria(2500, 2500, 2500, 2500)

    with pytest.raises(DecisionReferenceRequired):
        activate(provisional, DAY, None)
    active = activate(provisional, DAY, "Board 1/2026")

    assert (active.state, active.valid_from) == (CriteriaState.ACTIVE, DAY)
    with pytest.raises(CriteriaNotProvisional):
        activate(active, DAY, "Board 2/2026")


def test_a_closed_field_takes_no_new_project_but_keeps_its_old_ones() -> None:
    closed = close_field(ENERGY, DAY, "Evaluation 2026")

    with pytest.raises(FieldClosed):
        require_open_fields(("energie",), {"energie": closed})
    require_open_fields(("energie",), {"energie": closed}, frozenset({"energie"}))
    with pytest.raises(FieldAlreadyClosed):
        close_field(closed, DAY, "noch einmal")


def test_a_field_that_the_catalogue_does_not_have_is_named() -> None:
    with pytest.raises(UnknownFieldOfAction):
        require_open_fields(("raumfahrt",), {"energie": ENERGY})


def test_a_goal_that_the_catalogue_does_not_have_is_named() -> None:
    with pytest.raises(UnknownGoal):
        require_known_goals(frozenset({"weltherrschaft"}), frozenset({"attraktivitaet"}))


@given(st.lists(st.frozensets(st.sampled_from(["energie", "mobilitaet"])), max_size=20))
def test_a_field_counts_the_projects_that_are_in_it(moves: list[frozenset[str]]) -> None:
    field, held = ENERGY, frozenset[str]()
    for move in moves:
        field, held = counted(field, held, move), move

    assert field == replace(ENERGY, projects=int("energie" in held))
