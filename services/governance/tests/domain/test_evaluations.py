"""The evaluation clock and the chronicle of the strategy."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City, Dating, Source
from sachstand_governance.domain.evaluations import AlreadyAnchored, Evaluation, anchor, fall_due
from sachstand_governance.domain.strategies import Entry, EntryExists, EntryKind, Strategy, is_about, record

CLOCK = Evaluation(
    City.BRAUNSCHWEIG, "smart-city-strategie", "Smart-City-Strategie", reason="no resolution known"
)
STRATEGY = Strategy(
    City.BRAUNSCHWEIG, "smart-city-strategie", "Smart-City-Strategie", "1", titles=("Smart City Strategie",)
)
ENTRY = Entry(
    "presented", EntryKind.PRESENTED, "vorgestellt", Dating.EXACT, Source("Stellungnahme"), date(2020, 7, 13)
)
decision = UUID(int=1)


def test_the_clock_stands_until_the_council_decides() -> None:
    assert (CLOCK.state, CLOCK.structure_due, CLOCK.full_due) == ("unanchored", None, None)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_structures_are_due_after_one_year_and_everything_after_two(day: date) -> None:
    clock = anchor(CLOCK, day, decision, public=True)

    assert (clock.state, clock.anchored_on, clock.reason) == ("scheduled", day, None)
    assert clock.structure_due is not None
    assert clock.full_due is not None
    assert (clock.structure_due.year, clock.full_due.year) == (day.year + 1, day.year + 2)


def test_a_leap_day_falls_due_on_the_28th() -> None:
    clock = anchor(CLOCK, date(2024, 2, 29), decision, public=True)

    assert (clock.structure_due, clock.full_due) == (date(2025, 2, 28), date(2026, 2, 28))


@given(st.dates(date(2024, 3, 1), date(2027, 1, 1)))
def test_an_evaluation_is_due_from_its_day_on(today: date) -> None:
    clock = anchor(CLOCK, date(2024, 2, 29), decision, public=True)

    assert (fall_due(clock, today).state == "due") == (today >= date(2025, 2, 28))
    assert fall_due(CLOCK, today) is CLOCK


def test_the_clock_is_anchored_once() -> None:
    with pytest.raises(AlreadyAnchored):
        anchor(
            anchor(CLOCK, date(2021, 5, 11), decision, public=True), date(2022, 5, 11), decision, public=True
        )


def test_the_chronicle_stands_in_the_order_of_days_and_undated_entries_last() -> None:
    undated = replace(ENTRY, key="undated", day=None)
    earlier = replace(ENTRY, key="earlier", day=date(2019, 11, 21))
    strategy = STRATEGY
    for entry in (undated, ENTRY, earlier):
        strategy = record(strategy, entry)

    assert [e.key for e in strategy.chronicle] == ["earlier", "presented", "undated"]
    with pytest.raises(EntryExists):
        record(strategy, ENTRY)


def test_a_paper_is_the_strategy_by_id_reference_or_title() -> None:
    known = replace(STRATEGY, paper_id=UUID(int=5), paper_reference="20-12345")

    assert is_about(known, UUID(int=5), None, None)
    assert is_about(known, None, "20-12345", None)
    assert not is_about(known, None, "20-99999", "Smart-City-Strategie")
    assert is_about(STRATEGY, UUID(int=6), None, "„Smart City Strategie“")
    assert not is_about(STRATEGY, UUID(int=6), None, "Sachstand zur Umsetzung der Smart City Strategie")
