"""Dates as documents and their exports print them; one that could be two days is unknown."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.dates import all_dates, first_date
from sachstand_ratsinfo.domain.privacy import without_contacts
from sachstand_ratsinfo.domain.recognition import recognise_document
from sachstand_ratsinfo.domain.text import read

GERMAN = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
          "November", "Dezember")  # fmt: skip
ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))
MINUTES, ANSWER = "niederschrift-stuttgart", "stellungnahme-braunschweig"


def forms(day):
    """How one day is printed, never in two ways that could be mixed up."""
    german, english, year = GERMAN[day.month - 1], ENGLISH[day.month - 1], day.year
    yield f"{day.day:02}.{day.month:02}.{year}"
    yield f"{day.day}. {day.month}. {year}"
    yield f"{day.day}.{day.month}.{year % 100:02}"
    yield f"{day.day}. {german} {year}"
    yield f"Mittwoch, den {day.day}. {german} {year}"
    yield f"{day.day}. {german[:3]}. {year}"
    yield f"{day.day} {english} {year}"
    yield f"{english} {day.day}, {year}"
    yield f"{english[:3]} {day.day}, {year}"
    yield day.isoformat()


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_a_day_is_the_same_however_it_is_printed(day):
    for printed in forms(day):
        found = first_date(printed)

        assert found, printed
        assert found.day == day, printed


@settings(max_examples=200, deadline=None)
@given(DAYS, st.booleans())
def test_with_slashes_a_day_is_known_only_where_one_number_can_be_no_month(day, turned):
    order = (day.month, day.day) if turned else (day.day, day.month)
    for year in (f"{day.year}", f"{day.year % 100:02}"):
        found = first_date(f"{order[0]:02}/{order[1]:02}/{year}")

        told = day.day > 12 or day.day == day.month
        assert (found.day if found else None) == (day if told else None)


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_no_printed_day_is_taken_for_a_telephone_number(day):
    for printed in (*forms(day), f"{day.month:02}/{day.day:02}/{day.year}"):
        assert without_contacts(read(f"Sitzungstermin: {printed}")).clean == f"Sitzungstermin: {printed}"


def test_a_day_that_could_be_two_is_not_replaced_by_the_next_one():
    assert first_date("03/04/2021, fortgesetzt am 12.04.2021") is None


@pytest.mark.parametrize("printed", ["Abt. 10.1.21", "10/3/21", "Seite 3/24", "5 Mai", "March 24"])
def test_running_text_prints_no_day_with_a_short_year(printed):
    assert all_dates(printed) == []


EXPORTED = (
    "05/18/2022",
    "18/05/2022",
    "18 May 2022",
    "May 18, 2022",
    "2022-05-18",
    "18. Mai 2022",
    "18.5.22",
)


@pytest.mark.parametrize("printed", EXPORTED)
def test_minutes_exported_in_another_locale_are_of_the_same_day(sample, printed):
    found = recognise_document(sample(MINUTES).replace("18.05.2022", printed))

    assert found.minutes.meeting_date == date(2022, 5, 18)
    (finding,) = [one for one in found.findings if one.field == "meetingDate"]
    assert (finding.text, finding.confidence < 1) == (printed, "/" in printed or printed == "18.5.22")


def test_a_sitting_whose_day_could_be_two_has_none_and_the_report_says_so(sample):
    found = recognise_document(sample(MINUTES).replace("18.05.2022", "03/04/2022"))

    assert found.minutes.meeting_date is None
    assert "meetingDate" in found.missing
    assert [(one.field, one.text) for one in found.unclear] == [("meetingDate", "03/04/2022")]


@pytest.mark.parametrize(
    "printed", ["06/14/2022", "14 June 2022", "2022-06-14", "Di, 14. Juni 2022", "14.6.22"]
)
def test_a_step_of_the_way_has_its_day_in_every_form(sample, printed):
    paper = recognise_document(sample(ANSWER).replace("14.06.2022", printed)).paper

    (step,) = paper.stations
    assert (step.organization_name, step.date, step.public) == (
        "Rat der Stadt Braunschweig",
        date(2022, 6, 14),
        True,
    )


@pytest.mark.parametrize("printed", ["06/14/2022", "14 June 2022", "2022-06-14", "14. Juni 2022", "14.6.22"])
def test_a_step_that_is_not_public_is_withheld_whatever_its_day_looks_like(sample, printed):
    step = f"Geheimausschuss (Vorberatung)\t{printed}\tN\nRat der Stadt Braunschweig"
    found = recognise_document(sample(ANSWER).replace("Rat der Stadt Braunschweig", step, 1))

    assert [one.public for one in found.paper.stations] == [False, True]
    assert "Geheimausschuss" in found.text
    assert "Geheimausschuss" not in found.public_text
