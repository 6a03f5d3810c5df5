"""Spans of days, and dates that recur by the year."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """A span of days, both ends included; an open or unknown end is None."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two spans share a day."""
        return not (_before(self.end, other.start) or _before(other.end, self.start))


def _before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
