"""What the days and the sittings that go by make of an enquiry that waits for its answer."""

import datetime
from dataclasses import replace

from .enquiries import Enquiry, Sitting
from .organizations import short_key


def passing(enquiry: Enquiry, today: datetime.date) -> Sitting | None:
    """The sitting that went by without an answer, if there is one."""
    last = enquiry.passes if enquiry.waits else None
    return enquiry.intended if last and last < today else None


def carried(enquiry: Enquiry, upcoming: Sitting | None) -> Enquiry:
    """The enquiry carried over to the next sitting; None: that is not known yet."""
    passed = (*enquiry.passed, enquiry.intended) if enquiry.intended else enquiry.passed
    return replace(enquiry, passed=passed, intended=_as_public(upcoming, passed))


def _as_public(sitting: Sitting | None, passed: tuple[Sitting, ...]) -> Sitting | None:
    """A sitting to which is carried over what was not to be seen in the last one is not to be seen either."""
    known = passed[-1].public if passed else True
    return sitting and replace(sitting, public=sitting.public and known)


def told_of(enquiry: Enquiry, sitting: Sitting, upcoming: Sitting | None, *, called_off: bool) -> Enquiry:
    """What a sitting that became known, or moved, or was called off, means for an enquiry that waits."""
    known = enquiry.intended
    if not enquiry.waits:
        return enquiry
    if known is not None and known.meeting_id == sitting.meeting_id:
        moved = replace(known, date=sitting.date)
        return carried(enquiry, upcoming) if called_off else replace(enquiry, intended=moved)
    if called_off:
        return enquiry
    if known is None and enquiry.passed and _same_body(enquiry.passed[-1], sitting):
        return replace(enquiry, intended=_as_public(sitting, enquiry.passed))
    if known and known.meeting_id is None and known.date == sitting.date and _same_body(known, sitting):
        return replace(enquiry, intended=replace(known, meeting_id=sitting.meeting_id))
    return enquiry


def _same_body(one: Sitting, other: Sitting) -> bool:
    return short_key(one.body or "") == short_key(other.body or "")


def on_day(enquiry: Enquiry, today: datetime.date, upcoming: Sitting | None) -> Enquiry:
    """What the calendar makes of an enquiry that waits: late once its day went by, and carried over."""
    if not enquiry.waits:
        return enquiry
    if passing(enquiry, today):
        enquiry = carried(enquiry, upcoming)
    late = enquiry.deadline is not None and enquiry.deadline < today
    return replace(enquiry, late=enquiry.late or late)
