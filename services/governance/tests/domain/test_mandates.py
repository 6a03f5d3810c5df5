"""Seats in a body."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_governance.domain.mandates import (
    Capacity,
    HolderKind,
    Mandate,
    MandateOverlap,
    MandateState,
    Participation,
    Seat,
    SubstituteWithoutMember,
    activate,
    check_mandate,
    conflict_hints,
    end,
    has_chair,
    invitations,
)
from sachstand_governance.domain.periods import Period, years_after
from sachstand_governance.domain.transitions import TransitionNotAllowed

BOARD, FORUM = UUID(int=1), UUID(int=2)
DAY = date(2026, 11, 2)
CHAIR = Mandate(
    City.BRAUNSCHWEIG,
    BOARD,
    "smart-city-board",
    HolderKind.ROLE,
    "CDO",
    Capacity.CHAIR,
    Participation.PERMANENT,
    MandateState.ACTIVE,
)
SEAT = Seat(UUID(int=10), CHAIR)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1)) | st.none()


@given(days, days, days, days)
def test_spans_overlap_exactly_when_a_day_lies_in_both(
    a: date | None, b: date | None, c: date | None, d: date | None
) -> None:
    one, other = Period(a, b), Period(c, d)
    if (a and b and b < a) or (c and d and d < c):
        return
    edges = [x for x in (a, b, c, d) if x is not None] or [DAY]

    assert one.overlaps(other) == any(one.covers(x) and other.covers(x) for x in edges)
    assert one.overlaps(other) == other.overlaps(one)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 8))
def test_a_date_some_years_later_exists(day: date, years: int) -> None:
    later = years_after(day, years)

    assert (later.year, later.month) == (day.year + years, day.month)
    assert later.day == day.day or (day.day, later.day) == (29, 28)


def test_a_holder_sits_in_a_body_once_at_a_time() -> None:
    with pytest.raises(MandateOverlap):
        check_mandate(replace(CHAIR, capacity=Capacity.MEMBER), [SEAT])
    check_mandate(replace(CHAIR, organization_id=FORUM), [SEAT])
    check_mandate(replace(CHAIR, holder="OB-Büro"), [SEAT])
    check_mandate(CHAIR, [replace(SEAT, mandate=end(CHAIR, DAY))])


def test_a_substitute_stands_in_for_a_member_of_the_same_body() -> None:
    substitute = replace(CHAIR, holder="Vertretung", capacity=Capacity.SUBSTITUTE)

    check_mandate(replace(substitute, substitute_for=SEAT.id), [SEAT])
    for wrong in (
        substitute,
        replace(substitute, substitute_for=UUID(int=99)),
        replace(substitute, organization_id=FORUM, substitute_for=SEAT.id),
        replace(substitute, capacity=Capacity.MEMBER, substitute_for=SEAT.id),
    ):
        with pytest.raises(SubstituteWithoutMember):
            check_mandate(wrong, [SEAT])


def test_an_announced_chair_is_no_chair_yet() -> None:
    announced = replace(CHAIR, state=MandateState.ANNOUNCED)

    assert not has_chair([replace(SEAT, mandate=announced)], DAY)
    assert has_chair([replace(SEAT, mandate=activate(announced, DAY))], DAY)
    assert not has_chair([replace(SEAT, mandate=activate(announced, DAY))], date(2026, 11, 1))


def test_a_mandate_ends_once() -> None:
    with pytest.raises(TransitionNotAllowed):
        end(end(CHAIR, DAY), DAY)


def test_a_partner_of_the_project_who_votes_is_hinted_at() -> None:
    company = replace(CHAIR, holder="Beteiligung", represents=("Stadtwerke Musterstadt",))
    guest = replace(company, capacity=Capacity.GUEST)

    (hint,) = conflict_hints(["stadtwerke  musterstadt", "TU"], [replace(SEAT, mandate=company)])

    assert (hint.mandate_id, hint.partner) == (SEAT.id, "stadtwerke  musterstadt")
    assert conflict_hints(["Stadtwerke Musterstadt"], [replace(SEAT, mandate=guest), SEAT]) == ()


def test_a_dezernat_is_invited_when_its_matters_are_on_the_agenda() -> None:
    dezernat = replace(
        CHAIR, holder="Dezernat VI", participation=Participation.TOPIC_TRIGGERED, units=("Dez VI",)
    )
    seats = [SEAT, Seat(UUID(int=11), dezernat)]

    assert [i.holder for i in invitations(seats, [])] == ["CDO"]
    assert invitations(seats, ["Dez VI"])[1].because == "anlassbezogen: Dez VI"
