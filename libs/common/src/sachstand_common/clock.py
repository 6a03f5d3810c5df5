"""Time as the city counts it: instants in UTC, days in Europe/Berlin, working days of a federal state."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

import holidays

BERLIN = ZoneInfo("Europe/Berlin")
LOWER_SAXONY = "NI"
"""Federal states by their code in ISO 3166-2:DE."""


class Clock(Protocol):
    """Where the present comes from; injected, so that tests can set it."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The present day in Europe/Berlin."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present day in Europe/Berlin."""
        return day_of(self.now())


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self._instant

    def today(self) -> date:
        """The day of that instant in Europe/Berlin."""
        return day_of(self._instant)

    def set(self, instant: datetime) -> None:
        """Move the clock to an instant."""
        self._instant = instant.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move the clock forward."""
        self._instant += by


def day_of(instant: datetime) -> date:
    """The day in Europe/Berlin on which an instant falls."""
    return instant.astimezone(BERLIN).date()


def printed(instant: datetime) -> datetime:
    """An instant as it is shown: with the offset of Berlin and whole seconds (RFC 3339)."""
    return instant.astimezone(BERLIN).replace(microsecond=0)


@cache
def _holidays(year: int, land: str) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv=land, years=year))


def is_working_day(day: date, land: str = LOWER_SAXONY) -> bool:
    """Whether a day is a working day in a federal state (neither weekend nor public holiday)."""
    return day.weekday() < 5 and day not in _holidays(day.year, land)


def working_days_after(start: date, days: int, land: str = LOWER_SAXONY) -> date:
    """The day that lies this many working days after the start, which itself is not counted."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, land)
    return day
