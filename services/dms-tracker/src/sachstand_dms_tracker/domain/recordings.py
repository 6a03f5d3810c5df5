"""Recordings (Tagesmeldungen): what one source counted on one day, and the totals they make."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import accumulate
from uuid import UUID

from sachstand_common.errors import Conflict, Forbidden, PreconditionRequired, RuleViolated
from sachstand_common.facts import City

from .transitions import require_reason


class DayOutsideProgramme(RuleViolated):
    """A recording day lies between the start of the programme and today in Europe/Berlin."""

    code = "day_outside_programme"


class TotalNegative(RuleViolated):
    """A total would become negative."""

    code = "total_negative"


class MonthFrozen(Conflict):
    """That month is closed; change it by an adjustment dated in an open one."""

    code = "month_frozen"


class IfMatchRequired(PreconditionRequired):
    """Changing a recorded day must name the version it is based on (If-Match)."""

    code = "if_match_required"


class ForeignRecording(Forbidden):
    """Somebody else's count cannot be changed."""

    code = "foreign_recording"


@dataclass(frozen=True)
class Counts:
    """What was counted; a negative number is an adjustment, None was not counted: unknown is not 0."""

    files_digitised: int | None = None
    pages_digitised: int | None = None
    shelf_mm_freed: int | None = None
    files_created: int | None = None

    def plus(self, other: "Counts") -> "Counts":
        """The sum, field by field; what neither counted stays unknown."""
        return Counts(*(_sum(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)))

    def negative(self) -> tuple[str, ...]:
        """The names of the fields below zero."""
        return tuple(f.name for f in fields(self) if (getattr(self, f.name) or 0) < 0)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


@dataclass(frozen=True)
class Counted:
    """The sum of current recordings of one rollout; `through` is the newest day in it."""

    totals: Counts = field(default_factory=Counts)
    recordings: int = 0
    through: date = date.min

    def plus(self, other: "Counted") -> "Counted":
        """Both together."""
        through = max(self.through, other.through)
        return Counted(self.totals.plus(other.totals), self.recordings + other.recordings, through)


NOTHING_COUNTED = Counted()


@dataclass(frozen=True)
class Recording:
    """What one source counted for one rollout on one day; there is one current revision of it."""

    rollout_id: UUID
    rollout_key: str
    city: City
    unit_codes: tuple[str, ...]
    source: str
    day: date
    increments: Counts
    revision: int = 1
    reason: str | None = None
    note: str | None = None
    reporter: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Report:
    """What somebody hands in for a day; `owner` is the contract or unit it is handed in for."""

    increments: Counts
    note: str | None = None
    reason: str | None = None
    reporter: str = ""
    owner: str | None = None


def check_day(day: date, *, start: date, today: date, frozen_through: date | None = None) -> date:
    """The day itself.

    Raises:
        DayOutsideProgramme: before the programme or after today in Europe/Berlin.
        MonthFrozen: in a month that is closed.
    """
    if not start <= day <= today:
        raise DayOutsideProgramme(day=day.isoformat(), start=start.isoformat(), today=today.isoformat())
    if frozen_through is not None and day <= frozen_through:
        raise MonthFrozen(day=day.isoformat(), frozenThrough=frozen_through.isoformat())
    return day


def says_the_same(recording: Recording, report: Report) -> bool:
    """Whether a day handed in again says what is recorded already; the reason does not count."""
    return recording.increments == report.increments and recording.note == report.note


def correct(recording: Recording, report: Report, if_match: str | None) -> Recording:
    """The next revision of a recorded day.

    Raises:
        ForeignRecording: it was handed in for another contract or unit.
        IfMatchRequired: the version it is based on is not named (428).
        ReasonRequired: no reason is given.
    """
    if report.owner is not None and report.owner != recording.owner:
        raise ForeignRecording(source=recording.source)
    if if_match is None:
        raise IfMatchRequired()
    reason = require_reason(report.reason, day=recording.day.isoformat())
    return replace(
        recording,
        increments=report.increments,
        note=report.note,
        revision=recording.revision + 1,
        reason=reason,
        reporter=report.reporter,
    )


def with_recording(days: Iterable[Counted], recording: Recording) -> list[Counted]:
    """The sums of single days, with a recording in that of its day."""
    of_day = {one.through: one for one in days}
    own = Counted(recording.increments, 1, recording.day)
    of_day[recording.day] = of_day.get(recording.day, NOTHING_COUNTED).plus(own)
    return [of_day[day] for day in sorted(of_day)]


def burn_up(days: Iterable[Counted]) -> list[Counted]:
    """The totals at the end of each recorded day, from the sums of single days, oldest first."""
    return list(accumulate(days, Counted.plus))


def counted_on(days: Sequence[Counted], day: date) -> Counted:
    """The totals at the end of a day."""
    known = bisect_right(days, day, key=lambda counted: counted.through)
    return days[known - 1] if known else NOTHING_COUNTED


def check_never_negative(days: Iterable[Counted]) -> None:
    """Whether each day's totals can be.

    Raises:
        TotalNegative: one would be below zero.
    """
    for counted in days:
        if negative := counted.totals.negative():
            raise TotalNegative(fields=list(negative), day=counted.through.isoformat())
