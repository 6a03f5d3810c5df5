"""Rule profiles (Verfahrensregeln): what a body's procedure is, since when, and which source says so.

The law of one kind of body is never applied to another: what no source regulates requires nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sachstand_common.clock import is_working_day, working_days_after
from sachstand_common.errors import Conflict, RuleViolated
from sachstand_common.facts import City

from .periods import Period


class Counting(StrEnum):
    """How days of notice are counted (Ladungsfrist)."""

    CALENDAR = "calendar"  # Kalendertage: the day of the invitation does not count
    WORKING = "working"  # Arbeitstage in Lower Saxony
    CLEAR = "clear"  # volle Tage: neither the day of the invitation nor that of the meeting counts


class Quorum(StrEnum):
    """Who must be there (Beschlussfähigkeit)."""

    NONE = "none"
    MAJORITY = "majority"


class ProfileOverlap(Conflict):
    """Another rule profile of this body holds in the same days."""


class ProfileWithoutSource(RuleViolated):
    """A rule is cited or it is none."""


class NoticeTooShort(RuleViolated):
    """The invitation is out too late for that day."""


class NotQuorate(Conflict):
    """Too few members are present."""


@dataclass(frozen=True)
class RuleProfile:
    """The procedure of one body in a span of days, with the citation it rests on."""

    city: City
    organization_key: str
    citation: str
    regulated: bool
    valid_from: date | None = None
    valid_to: date | None = None
    notice_days: int | None = None
    notice_counting: Counting = Counting.CALENDAR
    urgent_notice_days: int | None = None
    quorum: Quorum = Quorum.NONE
    quorum_presumed: bool = False
    late_item_two_thirds: bool = False
    remote_allowed: bool | None = None
    conflict_basis: str | None = None
    note: str | None = None

    @property
    def period(self) -> Period:
        """The span in which it holds."""
        return Period(self.valid_from, self.valid_to)


@dataclass(frozen=True)
class Notice:
    """Days of notice that were required and given; required is None where no source regulates it."""

    required: int | None
    given: int
    earliest_start: date
    urgent: bool = False


def check_profile(profile: RuleProfile, others: Iterable[RuleProfile]) -> None:
    """A profile cites its source and shares no day with another of the same body."""
    if not profile.citation.strip():
        raise ProfileWithoutSource(organization=profile.organization_key)
    for other in others:
        same_body = (other.city, other.organization_key) == (profile.city, profile.organization_key)
        if same_body and other.period.overlaps(profile.period):
            raise ProfileOverlap(organization=profile.organization_key, citation=other.citation)


def profile_on(profiles: Iterable[RuleProfile], day: date) -> RuleProfile | None:
    """The profile of a body that holds on that day; None: nothing is regulated."""
    return next((one for one in profiles if one.period.covers(day)), None)


def earliest_start(invited: date, days: int, counting: Counting) -> date:
    """The first day on which a meeting may begin when the invitation goes out on that day."""
    if counting is Counting.WORKING:
        return working_days_after(invited, days)
    return invited + timedelta(days=days + (counting is Counting.CLEAR))


def days_given(invited: date, start: date, counting: Counting) -> int:
    """The days of notice between an invitation and a meeting, never less than none."""
    if counting is Counting.WORKING:
        span = range(1, max((start - invited).days, 0) + 1)
        return sum(is_working_day(invited + timedelta(days=n)) for n in span)
    return max((start - invited).days - (counting is Counting.CLEAR), 0)


def notice(profile: RuleProfile | None, invited: date, start: date, urgency: str | None = None) -> Notice:
    """The notice given; too short is `notice_too_short` {required, given, earliestStart} with its citation.

    Where the profile knows an urgent notice, a reason for the urgency shortens what is required.
    """
    if profile is None or profile.notice_days is None:
        return Notice(None, days_given(invited, start, Counting.CALENDAR), invited)
    urgent = bool(urgency) and profile.urgent_notice_days is not None
    required = (profile.urgent_notice_days or 0) if urgent else profile.notice_days
    first = earliest_start(invited, required, profile.notice_counting)
    given = days_given(invited, start, profile.notice_counting)
    if start < first:
        raise NoticeTooShort(required=required, given=given, earliest_start=first, citation=profile.citation)
    return Notice(required, given, first, urgent)


def check_quorum(
    profile: RuleProfile | None, present: int | None, members: int | None, challenged: bool
) -> None:
    """A majority of the members must be there where the profile says so.

    Where the law presumes it, it counts as given until it is challenged (§ 65 NKomVG).
    """
    if profile is None or profile.quorum is Quorum.NONE or present is None or members is None:
        return
    if profile.quorum_presumed and not challenged:
        return
    if present * 2 <= members:
        raise NotQuorate(present=present, members=members, citation=profile.citation)
