"""Meetings as governance keeps them: a copy, so that minutes know in which one they are approved."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sachstand_common.errors import Conflict, RuleViolated


class MeetingNotOfBody(RuleViolated):
    """Minutes are approved in a later meeting of the body whose sitting they are about."""


class NotTheNextMeeting(RuleViolated):
    """Minutes are approved in the next meeting of the body; in a later one with the reason why."""


class MeetingNotHeld(Conflict):
    """This meeting was called off, or its day lies ahead."""


class ApprovalDayContradicts(RuleViolated):
    """Minutes are approved on the day of the meeting that approves them."""


@dataclass(frozen=True, kw_only=True)
class KnownMeeting:
    """A meeting (Sitzung) of one body."""

    id: UUID
    organization_id: UUID
    start: datetime.date
    called_off: bool = False


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """The sitting that minutes are about, by its body and its day."""

    organization_id: UUID
    day: datetime.date


def next_meeting(sitting: Sitting, known: Iterable[KnownMeeting]) -> KnownMeeting | None:
    """The meeting of the same body that follows a sitting; those called off do not count."""
    later = [m for m in known if _follows(m, sitting) and not m.called_off]
    return min(later, key=lambda m: (m.start, str(m.id)), default=None)


def meeting_on(day: datetime.date | None, known: Iterable[KnownMeeting]) -> KnownMeeting | None:
    """The one meeting of a body on a day; None where it is called off, or where there are two."""
    found = [m for m in known if m.start == day and not m.called_off]
    return found[0] if len(found) == 1 else None


def check_approving(
    sitting: Sitting, named: UUID, known: Iterable[KnownMeeting], today: datetime.date, reason: str | None
) -> KnownMeeting:
    """The meeting that approves; not the next one only with a reason.

    Raises:
        MeetingNotOfBody: no later meeting of that body is known by this id.
        MeetingNotHeld: it was called off, or is still ahead.
        NotTheNextMeeting: another one came before it, and no reason is given.
    """
    meetings = list(known)
    meeting = next((m for m in meetings if m.id == named and _follows(m, sitting)), None)
    if meeting is None:
        raise MeetingNotOfBody(meeting=str(named), after=sitting.day.isoformat())
    if meeting.called_off or meeting.start > today:
        raise MeetingNotHeld(meeting=str(named), date=meeting.start.isoformat())
    first = next_meeting(sitting, meetings)
    if first is not None and first.start < meeting.start and not (reason or "").strip():
        raise NotTheNextMeeting(next=str(first.id), date=first.start.isoformat())
    return meeting


def _follows(meeting: KnownMeeting, sitting: Sitting) -> bool:
    return meeting.organization_id == sitting.organization_id and meeting.start > sitting.day
