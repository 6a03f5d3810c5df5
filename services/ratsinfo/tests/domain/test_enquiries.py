"""Enquiries: what the two papers say together, until when, and what the calendar makes of them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.clock import is_working_day
from sachstand_common.facts import City
from sachstand_ratsinfo.domain.answer_rules import (
    LANDS,
    AnswerRule,
    RuleNeverHolds,
    RuleOverlap,
    RuleWithoutSource,
    check_rule,
    due_by,
)
from sachstand_ratsinfo.domain.contents import Answer, AskedQuestion
from sachstand_ratsinfo.domain.enquiries import (
    Asked,
    Enquiry,
    Given,
    Sitting,
    answered,
    as_now,
    ruled,
    shown,
)
from sachstand_ratsinfo.domain.enquiry_days import on_day, told_of
from sachstand_ratsinfo.domain.enquiry_papers import asked_for, counterpart

COUNCIL = "Rat der Stadt Braunschweig"
RULE = AnswerRule(city=City.BRAUNSCHWEIG, working_days=10, citation="Muster-GO § 9")
RULES = {UUID(int=7): RULE}
ASKED = Asked(
    paper_id=UUID(int=1),
    name="Leihräder am Hauptbahnhof",
    reference="21-20001",
    askers=("Fraktion Ahorn",),
    received_on=date(2021, 3, 8),
    questions=(AskedQuestion(1, "Wie viele?"), AskedQuestion(2, "Bis wann?")),
    public=True,
)
GIVEN = Given(
    paper_id=UUID(int=2),
    name=ASKED.name,
    reference="21-20001-01",
    date=date(2021, 3, 22),
    answers=(Answer(1, "Vierzig."), Answer(2, "Noch offen.", "deferred")),
    public=True,
)
COMPLETE = replace(GIVEN, answers=(Answer(1, "Vierzig."), Answer(2, "Im Mai.")))
SITTING = Sitting(date=date(2021, 3, 23), body=COUNCIL, public=True)
NEXT = Sitting(date=date(2021, 5, 11), body=COUNCIL, meeting_id=UUID(int=9), public=True)
WAITING = ruled(Enquiry(city=City.BRAUNSCHWEIG, asked=ASKED, intended=SITTING), RULES)

days = st.dates(date(2001, 1, 1), date(2049, 12, 31))
numbers = st.integers(1, 250)
cities = st.sampled_from(City)


def due(city, received, working_days):
    found = due_by({UUID(int=1): AnswerRule(city=city, working_days=working_days, citation="§ 1")}, received)
    return found.day


@given(cities, days, numbers)
def test_an_answer_is_due_on_a_working_day_and_so_many_lie_between(city, received, number):
    last = due(city, received, number)

    span = [received + timedelta(days=n) for n in range(1, (last - received).days + 1)]
    assert is_working_day(last, LANDS[city])
    assert sum(is_working_day(day, LANDS[city]) for day in span) == number


@given(cities, days, days, numbers, numbers)
def test_who_asks_later_or_under_a_longer_rule_never_waits_less(city, one, other, few, many):
    first, second = sorted((one, other))
    short, long = sorted((few, many))

    assert due(city, first, short) <= due(city, second, short)
    assert due(city, first, short) <= due(city, first, long)


@given(cities, days, numbers, numbers)
def test_two_spans_one_after_the_other_are_one(city, received, few, more):
    assert due(city, due(city, received, few), more) == due(city, received, few + more)


@pytest.mark.parametrize(
    ("city", "received", "expected"),
    [
        ("braunschweig", "2021-03-31", "2021-04-01"),  # the day before Good Friday
        ("braunschweig", "2021-04-01", "2021-04-06"),  # over Good Friday and Easter Monday
        ("braunschweig", "2021-10-29", "2021-11-01"),  # Reformation Day is a Sunday, All Saints no holiday
        ("stuttgart", "2021-10-29", "2021-11-02"),  # All Saints' Day is one in Baden-Württemberg
        ("braunschweig", "2022-10-28", "2022-11-01"),  # Reformation Day
        ("stuttgart", "2022-10-28", "2022-10-31"),
    ],
)
def test_movable_and_regional_holidays_count(city, received, expected):
    assert due(City(city), date.fromisoformat(received), 1).isoformat() == expected


def test_without_a_rule_of_that_day_nothing_is_due():
    later = replace(RULE, valid_from=date(2021, 3, 9))

    assert due_by({}, ASKED.received_on) is None
    assert due_by({UUID(int=1): later}, ASKED.received_on) is None
    assert due_by(RULES, None) is None


def test_a_rule_cites_its_source_and_shares_no_day_with_another():
    old = replace(RULE, valid_to=date(2020, 12, 31))

    check_rule(replace(RULE, valid_from=date(2021, 1, 1)), [old])
    check_rule(replace(RULE, city=City.STUTTGART), [RULE])
    with pytest.raises(RuleOverlap):
        check_rule(replace(RULE, valid_from=date(2020, 12, 31)), [old])
    with pytest.raises(RuleWithoutSource):
        check_rule(replace(RULE, citation=" "), [])
    with pytest.raises(RuleNeverHolds):
        check_rule(replace(RULE, valid_from=date(2021, 1, 2), valid_to=date(2021, 1, 1)), [])


def test_the_two_papers_together_say_question_by_question_what_became_of_it():
    enquiry = answered(WAITING, GIVEN)

    assert [(q.number, q.text, q.answer, q.state) for q in enquiry.questions] == [
        (1, "Wie viele?", "Vierzig.", "answered"),
        (2, "Bis wann?", "Noch offen.", "deferred"),
    ]
    assert (enquiry.state, enquiry.answered_on) == ("partly", GIVEN.date)


def test_a_question_that_the_answer_passes_over_is_open():
    enquiry = answered(WAITING, replace(GIVEN, answers=GIVEN.answers[:1]))

    assert (enquiry.state, enquiry.questions[1].state) == ("partly", None)


def test_what_a_clerk_says_of_an_answer_goes_before_what_was_read():
    said = (Answer(2, None, "partly", date(2021, 6, 30)),)
    enquiry = replace(answered(WAITING, GIVEN), said=said)

    second = enquiry.questions[1]
    assert (second.answer, second.state, second.until) == ("Noch offen.", "partly", date(2021, 6, 30))


def test_on_its_day_nothing_is_late_and_nothing_carried_over():
    assert WAITING.due.day == date(2021, 3, 22)
    assert on_day(WAITING, date(2021, 3, 22), NEXT) == WAITING
    assert on_day(WAITING, date(2021, 3, 23), NEXT) == replace(WAITING, late=True)


def test_an_unanswered_enquiry_is_carried_to_the_next_sitting_or_to_one_not_known_yet():
    known = on_day(WAITING, date(2021, 3, 24), NEXT)
    unknown = on_day(WAITING, date(2021, 3, 24), None)

    assert (known.overdue, known.carried_over, known.intended, known.passed) == (True, True, NEXT, (SITTING,))
    assert (unknown.carried_over, unknown.intended) == (True, None)
    assert told_of(unknown, NEXT, NEXT, called_off=False).intended == NEXT


def test_what_is_answered_is_neither_late_nor_carried_over():
    enquiry = answered(WAITING, COMPLETE)

    assert on_day(enquiry, date(2022, 1, 1), NEXT) == enquiry
    assert enquiry.wake is None


@pytest.mark.parametrize("answers", [GIVEN.answers, GIVEN.answers[:1]])
def test_an_enquiry_with_an_open_question_is_late_and_carried_over_like_an_unanswered_one(answers):
    partly = answered(WAITING, replace(GIVEN, answers=answers))

    seen = on_day(partly, date(2021, 3, 24), NEXT)

    assert (partly.overdue, partly.carried_over, partly.wake) == (False, False, date(2021, 3, 23))
    assert (seen.state, seen.overdue, seen.carried_over, seen.intended) == ("partly", True, True, NEXT)
    assert answered(on_day(WAITING, date(2021, 3, 24), NEXT), partly.given) == seen


def test_what_an_answer_puts_off_to_a_day_waits_from_that_day_on():
    until = date(2021, 6, 30)
    put_off = replace(GIVEN, answers=(GIVEN.answers[0], Answer(2, "Im Juni.", "deferred", until)))
    partly = answered(on_day(WAITING, date(2021, 3, 24), NEXT), put_off)

    assert (partly.overdue, partly.carried_over, partly.intended) == (False, False, SITTING)
    assert on_day(partly, until, None) == partly
    after = on_day(partly, until + timedelta(1), None)
    assert (after.overdue, after.carried_over, partly.wake) == (True, True, until + timedelta(1))
    assert answered(after, put_off, after.said).overdue
    assert not answered(after, COMPLETE).overdue


def test_an_answer_of_an_earlier_day_was_in_time_whenever_it_comes_to_be_known():
    late = on_day(WAITING, date(2021, 3, 24), NEXT)

    enquiry = answered(late, replace(COMPLETE, date=date(2021, 3, 22)))

    assert (enquiry.late, enquiry.passed, enquiry.intended) == (False, (), SITTING)
    assert answered(late, replace(COMPLETE, date=date(2021, 3, 24))).passed == (SITTING,)


def test_a_sitting_that_moves_or_is_called_off_takes_the_enquiry_along():
    tied = told_of(WAITING, replace(SITTING, meeting_id=UUID(int=5)), None, called_off=False)
    moved = replace(SITTING, meeting_id=UUID(int=5), date=date(2021, 3, 30))

    assert tied.intended.meeting_id == UUID(int=5)
    assert told_of(tied, moved, None, called_off=False).intended.date == date(2021, 3, 30)
    assert told_of(tied, moved, NEXT, called_off=True).intended == NEXT
    assert told_of(WAITING, replace(NEXT, body="Bauausschuss"), None, called_off=False) == WAITING


@given(days, days, st.booleans(), st.booleans(), st.sampled_from([None, SITTING, NEXT]), st.booleans())
def test_a_second_look_at_the_calendar_changes_nothing(received, today, rule, next_known, intended, answer):
    asked = replace(ASKED, received_on=received)
    enquiry = ruled(Enquiry(city=City.BRAUNSCHWEIG, asked=asked, intended=intended), RULES if rule else {})
    enquiry = answered(enquiry, GIVEN) if answer else enquiry
    upcoming = replace(NEXT, date=today) if next_known else None

    once = on_day(enquiry, today, upcoming)

    assert on_day(once, today, upcoming) == once
    assert once.wake is None or once.wake > today
    assert enquiry.wake is None or (enquiry.wake > today) == (once == enquiry)


def test_the_papers_of_an_enquiry_find_each_other_by_number_else_by_subject():
    other = replace(ASKED, paper_id=UUID(int=3), name="Radwege", reference="21-20002")
    named = replace(GIVEN, reference=None)

    assert asked_for(GIVEN, [other, ASKED]) == ASKED
    assert asked_for(replace(GIVEN, name="Anders"), [other, ASKED]) == ASKED
    assert asked_for(named, [other, ASKED]) == ASKED
    assert counterpart(ASKED, [named]) == named


@pytest.mark.parametrize(
    "stranger",
    [
        replace(GIVEN, reference="21-20009-01"),
        replace(GIVEN, reference=None, name="Radwege"),
        replace(GIVEN, reference=None, name_printed=False),
        replace(GIVEN, reference=None, date=date(2021, 3, 7)),
    ],
)
def test_an_answer_to_something_else_is_not_taken_for_this(stranger):
    assert asked_for(stranger, [ASKED]) is None


def test_of_two_enquiries_under_one_subject_none_is_guessed():
    assert asked_for(replace(GIVEN, reference=None), [ASKED, replace(ASKED, paper_id=UUID(int=3))]) is None


def test_the_public_sees_neither_an_internal_answer_nor_an_internal_sitting():
    hidden = replace(GIVEN, public=False)
    enquiry = replace(answered(WAITING, hidden), late=True, intended=replace(NEXT, public=False),
                      passed=(SITTING, replace(SITTING, public=False)))  # fmt: skip

    public = shown(enquiry)

    assert (public.state, public.overdue, public.given, public.intended) == ("open", True, None, None)
    assert public.passed == (SITTING,)
    assert shown(as_now(answered(WAITING, GIVEN), enquiry)).given is None


def test_an_enquiry_that_is_internal_is_so_whatever_its_answer_is():
    assert not answered(replace(WAITING, asked=replace(ASKED, public=False)), GIVEN).public
    assert Enquiry(city=City.BRAUNSCHWEIG, given=GIVEN).public
