from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_dms_tracker.domain.recordings import (
    Counts,
    DayOutsideProgramme,
    ForeignRecording,
    IfMatchRequired,
    MonthFrozen,
    Recording,
    Report,
    TotalNegative,
    burn_up,
    check_day,
    check_never_negative,
    correct,
    counted_on,
    says_the_same,
    with_recording,
)
from sachstand_dms_tracker.domain.transitions import ReasonRequired

FIVE = Counts(5)
START, TODAY = date(2019, 12, 31), date(2026, 11, 2)
numbers = st.none() | st.integers(-50, 200)
increments = st.builds(Counts, numbers, numbers, numbers, numbers)
day_numbers = st.integers(0, 4)
entries = st.lists(st.tuples(st.sampled_from(["scan-log", "abt-10-1"]), day_numbers, increments), max_size=25)


def sums(recordings):
    """The sums of single days, as the storage has them."""
    days = []
    for one in recordings:
        days = with_recording(days, one)
    return days


def recording(source="scan-log", day=TODAY, counts=FIVE, owner=None):
    return Recording(
        uuid4(), "personalakte", City.BRAUNSCHWEIG, ("Abt 10.1",), source, day, counts, owner=owner
    )


@given(entries)
def test_the_totals_of_every_day_are_the_sum_of_the_current_revisions_and_never_negative(handed_in):
    current = {}
    for source, number, counts in handed_in:
        key = (source, TODAY - timedelta(days=number))
        known = current.get(key)
        new = correct(known, Report(counts, reason="again"), '"x"') if known else recording(*key, counts)
        days = burn_up(with_recording(sums(one for held, one in current.items() if held != key), new))
        try:
            check_never_negative(counted for counted in days if counted.through >= new.day)
        except TotalNegative:
            continue
        current[key] = new

    days = burn_up(sums(current.values()))
    assert sorted(counted.through for counted in days) == sorted({day for _, day in current})
    for day in (TODAY - timedelta(days=number) for number in range(-1, 6)):
        counted = counted_on(days, day)
        until = [one for (_, told), one in current.items() if told <= day]
        assert counted.recordings == len(until)
        assert counted.totals.negative() == ()
        for name, value in vars(counted.totals).items():
            known = [getattr(one.increments, name) for one in until]
            told = [one for one in known if one is not None]
            assert value == (sum(told) if told else None)


@given(st.dates(date(2010, 1, 1), date(2035, 1, 1)), st.one_of(st.none(), st.dates(START, TODAY)))
def test_a_day_lies_within_the_programme_and_outside_closed_months(day, frozen):
    if not START <= day <= TODAY:
        with pytest.raises(DayOutsideProgramme):
            check_day(day, start=START, today=TODAY, frozen_through=frozen)
    elif frozen and day <= frozen:
        with pytest.raises(MonthFrozen):
            check_day(day, start=START, today=TODAY, frozen_through=frozen)
    else:
        assert check_day(day, start=START, today=TODAY, frozen_through=frozen) == day


@given(increments, increments)
def test_each_correction_is_one_revision_more(first, second):
    known = recording(counts=first)

    after = correct(known, Report(second, reason="counted twice", reporter="anna"), '"x"')

    assert (after.revision, after.increments, after.reporter) == (2, second, "anna")
    assert says_the_same(after, Report(second))


def test_a_correction_names_its_version_and_its_reason():
    with pytest.raises(IfMatchRequired):
        correct(recording(), Report(Counts(6), reason="counted twice"), None)
    with pytest.raises(ReasonRequired):
        correct(recording(), Report(Counts(6)), '"x"')


def test_a_company_does_not_correct_what_others_counted():
    with pytest.raises(ForeignRecording):
        correct(recording(), Report(Counts(6), reason="mine", owner="contract:scan-2026"), '"x"')
