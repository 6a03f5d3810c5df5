"""Days and instants: exactly one way to write each."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from sachstand_common.http.dates import Day, Instant, QueryInstant

DAY = TypeAdapter(Day)
INSTANT = TypeAdapter(Instant)
QUERY = TypeAdapter(QueryInstant)

offsets = st.integers(-23 * 60, 23 * 60).map(lambda m: timezone(timedelta(minutes=m)))
seconds = st.datetimes(timezones=offsets).map(lambda i: i.replace(microsecond=0))


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day):
    assert DAY.validate_python(day.isoformat()) == day
    assert DAY.validate_json(f'"{day.isoformat()}"') == day
    assert DAY.dump_json(day) == f'"{day.isoformat()}"'.encode()


@given(seconds)
def test_every_instant_keeps_its_point_in_time(instant):
    try:
        expected = instant.astimezone(UTC)
    except OverflowError:
        expected = None

    if expected is None:
        with pytest.raises(ValidationError):
            INSTANT.validate_python(instant.isoformat())
    else:
        assert INSTANT.validate_python(instant.isoformat()) == expected
        assert INSTANT.validate_json(INSTANT.dump_json(expected)) == expected


@given(seconds)
def test_a_plus_that_became_a_space_is_read_as_a_plus_in_queries_only(instant):
    text = instant.isoformat()
    if "+" not in text:
        return
    spaced = text.replace("+", " ")
    with pytest.raises(ValidationError):
        INSTANT.validate_python(spaced)
    try:
        expected = INSTANT.validate_python(text)
    except ValidationError:
        return
    assert QUERY.validate_python(spaced) == expected


@given(st.text() | st.integers() | st.floats() | st.booleans() | st.none() | st.datetimes())
def test_whatever_else_is_no_day(value):
    if isinstance(value, str):
        try:
            assert date.fromisoformat(value).isoformat() == value
            return
        except ValueError:
            pass
    with pytest.raises(ValidationError):
        DAY.validate_python(value)


@pytest.mark.parametrize(
    "text",
    ["0", "20210324", "2021-3-24", "2021-02-30", "2021-03-24T00:00:00", " 2021-03-24", "2021-03-24\n",
     "2021-W12-3", "0000-01-01", "٢٠٢١-٠٣-٢٤", "", "today", "24.03.2021"],
)  # fmt: skip
def test_other_ways_to_write_a_day_are_refused(text):
    with pytest.raises(ValidationError):
        DAY.validate_python(text)


@pytest.mark.parametrize(
    "text",
    ["2021-03-24T09:00:00", "2021-03-24", "1616576400", "2021-03-24 09:00:00Z", "2021-03-24T09:00Z",
     "2021-03-24T09:00:00.5Z", "2021-03-24T24:00:00Z", "2021-03-24T09:00:60Z", "2021-03-24T09:00:00+0100",
     "2021-03-24T09:00:00+25:00", "2021-03-24T09:00:00 +01:00", "0001-01-01T00:00:00+01:00", ""],
)  # fmt: skip
@pytest.mark.parametrize("adapter", [INSTANT, QUERY])
def test_other_ways_to_write_an_instant_are_refused(adapter, text):
    with pytest.raises(ValidationError):
        adapter.validate_python(text)


def test_an_instant_beyond_the_calendar_of_berlin_can_be_asked_for_but_not_kept():
    last = "9999-12-31T23:30:00Z"

    assert QUERY.validate_python(last).year == 9999
    with pytest.raises(ValidationError):
        INSTANT.validate_python(last)


@pytest.mark.parametrize("value", [0, 1616576400, 1.5, True, None, date(2021, 3, 24), datetime(2021, 3, 24)])
def test_numbers_days_and_instants_without_zone_are_no_instants(value):
    with pytest.raises(ValidationError):
        INSTANT.validate_python(value)


def test_lower_case_is_rfc_3339_too():
    assert INSTANT.validate_python("2021-03-24t09:00:00z") == datetime(2021, 3, 24, 9, tzinfo=UTC)


def test_strict_models_take_days_and_instants_as_text():
    class Model(BaseModel):
        model_config = ConfigDict(strict=True)
        day: Day
        at: Instant

    read = Model.model_validate({"day": "2021-03-24", "at": "2021-03-24T09:00:00+01:00"})

    assert read.model_dump(mode="json") == {"day": "2021-03-24", "at": "2021-03-24T08:00:00+00:00"}
    assert Model.model_json_schema()["properties"]["day"]["format"] == "date"
    assert Model.model_json_schema()["properties"]["at"]["format"] == "date-time"
