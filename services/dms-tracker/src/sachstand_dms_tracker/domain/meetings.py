"""Sittings of the council as far as they say when a consent can be expected."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.facts import City

from .prerequisites import Expected, Prerequisite, Status


@dataclass(frozen=True)
class CouncilMeeting:
    """A sitting of the Rat (Ratssitzung), copied from who convenes it."""

    id: UUID
    city: City
    on: date
    state: str  # scheduled | postponed | cancelled

    @property
    def takes_place(self) -> bool:
        """Whether the council still meets on that day."""
        return self.state != "cancelled"


def expected_after(
    prerequisite: Prerequisite, meetings: Sequence[CouncilMeeting], learnt: date
) -> Expected | None:
    """When the council is expected to decide, after a sitting was scheduled, moved or cancelled.

    A sitting on the planned day confirms it; a sitting that is moved takes the expectation along; when it is
    cancelled the next sitting known takes its place, else the day is unknown and said to be so.
    """
    expected = prerequisite.expected
    if prerequisite.status is not Status.REQUESTED or expected is None:
        return expected
    meetings = [m for m in meetings if m.city is prerequisite.city]
    meeting = _linked(expected, meetings)
    if meeting is None:
        return expected
    if meeting.takes_place:
        return _seen(
            expected, replace(expected, on=meeting.on, meeting_id=meeting.id, state=meeting.state), learnt
        )
    after = expected.on or meeting.on
    later = [m for m in meetings if m.takes_place and m.on >= after]
    if not later:
        return _seen(expected, replace(expected, on=None, meeting_id=meeting.id, state="cancelled"), learnt)
    follower = min(later, key=lambda m: (m.on, m.id))
    moved = replace(expected, on=follower.on, meeting_id=follower.id, state=follower.state)
    return _seen(expected, moved, learnt)


def _linked(expected: Expected, meetings: Sequence[CouncilMeeting]) -> CouncilMeeting | None:
    """The sitting the expectation hangs on: the one it names, else one on its day."""
    named = [m for m in meetings if m.id == expected.meeting_id]
    on_the_day = sorted((m for m in meetings if m.on == expected.on), key=lambda m: (not m.takes_place, m.id))
    return next(iter(named or on_the_day), None)


def _seen(before: Expected, after: Expected, learnt: date) -> Expected:
    return before if replace(after, since=before.since) == before else replace(after, since=learnt)
