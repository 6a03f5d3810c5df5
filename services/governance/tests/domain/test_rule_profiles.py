"""Notice, quorum, and where a rule comes from."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.clock import is_working_day
from sachstand_common.facts import City
from sachstand_governance.domain.rule_profiles import (
    Counting,
    NoticeTooShort,
    NotQuorate,
    ProfileOverlap,
    ProfileWithoutSource,
    Quorum,
    RuleProfile,
    check_profile,
    check_quorum,
    days_given,
    earliest_start,
    notice,
    profile_on,
)

PROFILE = RuleProfile(City.BRAUNSCHWEIG, "smart-city-board", "Geschäftsordnung § 2", True, notice_days=7)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
countings = st.sampled_from(Counting)


@given(days, st.integers(0, 30), countings)
def test_the_earliest_start_is_the_first_day_that_gives_enough_notice(
    invited: date, required: int, counting: Counting
) -> None:
    first = earliest_start(invited, required, counting)

    assert days_given(invited, first, counting) >= required
    if first > invited:
        assert days_given(invited, first - timedelta(days=1), counting) < required or required == 0


@given(days, st.integers(0, 40), st.integers(0, 20), countings)
def test_a_meeting_before_the_earliest_start_is_refused_with_the_figures(
    invited: date, ahead: int, required: int, counting: Counting
) -> None:
    start = invited + timedelta(days=ahead)
    profile = replace(PROFILE, notice_days=required, notice_counting=counting)
    first = earliest_start(invited, required, counting)

    if start < first:
        with pytest.raises(NoticeTooShort) as refused:
            notice(profile, invited, start)
        assert refused.value.facts["required"] == required
        assert refused.value.facts["earliest_start"] == first
        assert refused.value.facts["given"] < required or counting is Counting.CLEAR
    else:
        assert notice(profile, invited, start).given >= required


@given(days, st.integers(0, 40))
def test_where_no_source_regulates_notice_none_is_required(invited: date, ahead: int) -> None:
    start = invited + timedelta(days=ahead)

    assert notice(None, invited, start).required is None
    assert notice(replace(PROFILE, notice_days=None), invited, start).required is None


def test_urgency_shortens_the_notice_only_where_the_rules_know_it() -> None:
    invited, start = date(2026, 11, 2), date(2026, 11, 4)
    urgent = replace(PROFILE, urgent_notice_days=1)

    assert notice(urgent, invited, start, "Frist des Bundes").urgent
    with pytest.raises(NoticeTooShort):
        notice(urgent, invited, start)
    with pytest.raises(NoticeTooShort):
        notice(PROFILE, invited, start, "Frist des Bundes")


def test_working_days_leave_out_the_holidays_of_lower_saxony() -> None:
    first = earliest_start(date(2026, 12, 23), 1, Counting.WORKING)

    assert first == date(2026, 12, 24)
    assert earliest_start(date(2026, 12, 24), 1, Counting.WORKING) == date(2026, 12, 28)
    assert is_working_day(first)


def test_a_rule_without_source_is_none() -> None:
    with pytest.raises(ProfileWithoutSource):
        check_profile(replace(PROFILE, citation="  "), [])


def test_two_profiles_of_a_body_share_no_day() -> None:
    older = replace(PROFILE, valid_from=date(2020, 1, 1), valid_to=date(2021, 12, 31))

    check_profile(replace(PROFILE, valid_from=date(2022, 1, 1)), [older])
    check_profile(replace(PROFILE, organization_key="rat"), [older])
    with pytest.raises(ProfileOverlap):
        check_profile(replace(PROFILE, valid_from=date(2021, 12, 31)), [older])


def test_the_profile_of_the_day_is_found() -> None:
    older = replace(PROFILE, valid_to=date(2021, 12, 31))

    assert profile_on([older], date(2021, 12, 31)) is older
    assert profile_on([older], date(2022, 1, 1)) is None


@given(st.integers(0, 60), st.integers(1, 60))
def test_half_of_the_members_are_not_a_quorum(present: int, members: int) -> None:
    majority = replace(PROFILE, quorum=Quorum.MAJORITY)

    if present * 2 > members:
        check_quorum(majority, present, members, challenged=False)
    else:
        with pytest.raises(NotQuorate):
            check_quorum(majority, present, members, challenged=False)


def test_a_quorum_is_presumed_until_somebody_challenges_it() -> None:
    council = replace(PROFILE, quorum=Quorum.MAJORITY, quorum_presumed=True)

    check_quorum(council, 3, 50, challenged=False)
    with pytest.raises(NotQuorate):
        check_quorum(council, 3, 50, challenged=True)


def test_a_body_without_a_rule_has_no_quorum() -> None:
    check_quorum(None, 0, 50, challenged=True)
