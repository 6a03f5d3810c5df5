"""Strict dates: a day is yyyy-mm-dd, an instant is RFC 3339 with its offset; nothing is guessed.

Pydantic alone takes "0" and 0 for a day in 1970, and an instant without zone for any zone one likes.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from ..clock import BERLIN

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([Zz]|[+-][0-9]{2}:[0-9]{2})")
_POSITION = re.compile(r"0|[1-9][0-9]{0,17}")
_PLUS_AS_SPACE = re.compile(r" (?=[0-9]{2}:[0-9]{2}$)")


def parse_day(value: Any) -> date:
    """A day written yyyy-mm-dd, or a date that code hands over.

    Raises:
        ValueError: it is anything else, an instant and a number included.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a day is written yyyy-mm-dd")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("there is no such day") from None


def parse_instant(value: Any) -> datetime:
    """An instant as RFC 3339 with offset and whole seconds, or an aware datetime; the result is in UTC.

    Raises:
        ValueError: it is anything else, or the offset is missing.
    """
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("an instant needs its offset")
        return in_utc(value)
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError("an instant is written yyyy-mm-ddThh:mm:ss with its offset (RFC 3339)")
    try:
        return in_utc(datetime.fromisoformat(value.upper()))
    except ValueError:
        raise ValueError("there is no such instant") from None


def parse_query_instant(value: Any) -> datetime:
    """As `parse_instant`, but a raw "+" that a query string turned into a space is read as "+"."""
    return parse_instant(_PLUS_AS_SPACE.sub("+", value) if isinstance(value, str) else value)


def parse_known_at(value: Any) -> datetime | int:
    """An instant, or the position of a public change: a whole number of 18 digits at most.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(value, str) and _POSITION.fullmatch(value):
        return int(value)
    try:
        return parse_query_instant(value)
    except ValueError as error:
        raise ValueError(f"{error}; or it is a position, a whole number as in X-Event-Position") from None


def write_instant(instant: datetime) -> str:
    """RFC 3339 with offset and whole seconds."""
    return instant.isoformat(timespec="seconds")


def in_utc(instant: datetime) -> datetime:
    """An aware datetime in UTC.

    Raises:
        ValueError: in UTC it lies before the year 1 or after the year 9999.
    """
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise ValueError("there is no such instant") from None


def _shown(instant: datetime) -> datetime:
    """An instant that can be kept: it is shown in Berlin's time, and belongs to a day there."""
    try:
        instant.astimezone(BERLIN)
    except OverflowError:
        raise ValueError("there is no such instant in Berlin") from None
    return instant


Day = Annotated[date, BeforeValidator(parse_day), Field(examples=["2021-03-24"])]

Instant = Annotated[
    datetime,
    BeforeValidator(parse_instant),
    AfterValidator(_shown),
    PlainSerializer(write_instant, str, when_used="json"),
    Field(examples=["2021-03-24T09:00:00+01:00"]),
]

KnownAt = Annotated[
    datetime | Annotated[int, Field(ge=0)],
    BeforeValidator(parse_known_at),
    Field(examples=["2021-03-24T09:00:00+01:00", 120]),
]

QueryInstant = Annotated[
    datetime, BeforeValidator(parse_query_instant), Field(examples=["2021-03-24T09:00:00+01:00"])
]
