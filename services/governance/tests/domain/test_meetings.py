"""The course of a meeting."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_governance.domain.mandates import (
    Capacity,
    HolderKind,
    Mandate,
    MandateState,
    Participation,
    Seat,
)
from sachstand_governance.domain.meetings import (
    Body,
    Meeting,
    MeetingNotDue,
    MeetingNotInSession,
    MeetingState,
    NoChair,
    Origin,
    Pinned,
    Surroundings,
    UndecidedItems,
    advance,
    check_in_session,
    hold_by_minutes,
    recorded,
    transitions,
)
from sachstand_governance.domain.organizations import OrganizationKind
from sachstand_governance.domain.rule_profiles import NoticeTooShort, RuleProfile
from sachstand_governance.domain.transitions import ReasonRequired, TransitionNotAllowed

TODAY = date(2026, 11, 2)
BODY = Body(UUID(int=1), City.BRAUNSCHWEIG, "smart-city-board", "Smart-City-Board", OrganizationKind.BOARD)
MEETING = Meeting(BODY, TODAY + timedelta(days=7), MeetingState.SCHEDULED, Origin.SESSION)
CHAIR = Seat(
    UUID(int=2),
    Mandate(
        City.BRAUNSCHWEIG,
        BODY.id,
        BODY.key,
        HolderKind.ROLE,
        "CDO",
        Capacity.CHAIR,
        Participation.PERMANENT,
        MandateState.ACTIVE,
        valid_from=date(2026, 1, 1),
    ),
)
AROUND = Surroundings(TODAY, (CHAIR,))
PROFILE = RuleProfile(City.BRAUNSCHWEIG, BODY.key, "Geschäftsordnung § 2", True, notice_days=7)
minutes = UUID(int=9)


def test_without_a_chair_nobody_is_invited() -> None:
    with pytest.raises(NoChair):
        advance(MEETING, MeetingState.CONVENED, replace(AROUND, seats=()))


def test_an_invitation_pins_the_rules_of_the_day_and_the_notice_given() -> None:
    around = replace(AROUND, pinned=Pinned(UUID(int=3), PROFILE))

    convened = advance(MEETING, MeetingState.CONVENED, around)

    assert (convened.state, convened.notice_required, convened.notice_given) == ("convened", 7, 7)
    assert convened.profile_citation == PROFILE.citation


def test_an_invitation_that_is_too_late_is_refused_with_the_rule() -> None:
    around = replace(AROUND, today=TODAY + timedelta(days=1), pinned=Pinned(UUID(int=3), PROFILE))

    with pytest.raises(NoticeTooShort) as refused:
        advance(MEETING, MeetingState.CONVENED, around)

    assert refused.value.facts == {
        "required": 7,
        "given": 6,
        "earliest_start": TODAY + timedelta(days=8),
        "citation": PROFILE.citation,
    }


def test_where_nothing_is_regulated_a_meeting_can_be_convened_today() -> None:
    assert advance(replace(MEETING, start=TODAY), MeetingState.CONVENED, AROUND).notice_required is None


def test_a_meeting_runs_from_the_date_to_the_closed_record() -> None:
    meeting = replace(MEETING, state=MeetingState.DRAFT)

    for state in ("scheduled", "convened", "in_session", "interrupted", "in_session", "held", "closed"):
        due = replace(AROUND, today=meeting.start) if state in ("in_session", "held") else AROUND
        meeting = advance(meeting, MeetingState(state), due)

    assert meeting.state is MeetingState.CLOSED


def test_a_record_is_not_closed_over_undecided_items() -> None:
    held = replace(MEETING, state=MeetingState.HELD)

    with pytest.raises(UndecidedItems):
        advance(held, MeetingState.CLOSED, replace(AROUND, undecided=("4a",)))


@pytest.mark.parametrize("to", [MeetingState.CANCELLED, MeetingState.POSTPONED])
def test_calling_off_needs_a_reason(to: MeetingState) -> None:
    with pytest.raises(ReasonRequired):
        advance(MEETING, to, AROUND)
    assert advance(MEETING, to, AROUND, "Pandemie").reason == "Pandemie"


@given(st.sampled_from(MeetingState), st.sampled_from(MeetingState))
def test_every_listed_step_is_possible_and_no_other(state: MeetingState, to: MeetingState) -> None:
    meeting = replace(MEETING, state=state)

    listed = {o.to: o for o in transitions(meeting, AROUND)}
    if to in listed and "meeting_not_due" in listed[to].lacks:
        with pytest.raises(MeetingNotDue):
            advance(meeting, to, AROUND, "reason")
    elif to in listed:
        assert advance(meeting, to, AROUND, "reason").state is to
    else:
        with pytest.raises(TransitionNotAllowed):
            advance(meeting, to, AROUND, "reason")


def test_the_list_of_steps_says_what_each_lacks_and_needs() -> None:
    around = Surroundings(TODAY + timedelta(days=1), (), Pinned(UUID(int=3), PROFILE))

    listed = {o.to: (o.lacks, o.needs) for o in transitions(MEETING, around)}

    assert listed == {
        "convened": (("no_chair", "notice_too_short"), ()),
        "cancelled": ((), ("reason",)),
        "postponed": ((), ("reason",)),
    }


def test_where_the_rules_know_an_urgent_notice_a_short_one_needs_its_reason() -> None:
    urgent = replace(PROFILE, urgent_notice_days=3)
    around = Surroundings(TODAY + timedelta(days=1), (CHAIR,), Pinned(UUID(int=3), urgent))

    convening = next(o for o in transitions(MEETING, around) if o.to == "convened")

    assert (convening.lacks, convening.needs) == ((), ("reason",))
    with pytest.raises(NoticeTooShort):
        advance(MEETING, MeetingState.CONVENED, around)
    convened = advance(MEETING, MeetingState.CONVENED, around, "Frist des Bundes")
    assert convened.urgency_reason == "Frist des Bundes"


@pytest.mark.parametrize("state", [s for s in MeetingState if s is not MeetingState.IN_SESSION])
def test_votes_are_taken_in_session(state: MeetingState) -> None:
    with pytest.raises(MeetingNotInSession):
        check_in_session(replace(MEETING, state=state))


def test_minutes_make_a_planned_meeting_a_held_one() -> None:
    held = hold_by_minutes(MEETING, "98", minutes, public=True)

    assert (held.state, held.origin, held.source_number) == ("held", "minutes", "98")


def test_minutes_of_a_meeting_held_here_do_not_change_where_it_is_known_from() -> None:
    ours = replace(MEETING, state=MeetingState.CLOSED)

    held = hold_by_minutes(ours, "98", minutes, public=True)

    assert (held.state, held.origin, held.minutes_id) == ("closed", "session", minutes)


def test_a_recorded_meeting_is_held_and_asks_for_no_notice() -> None:
    meeting = recorded(BODY, date(2021, 3, 24), "98", minutes, public=True)

    assert (meeting.state, meeting.origin, meeting.notice_required) == ("held", "minutes", None)
