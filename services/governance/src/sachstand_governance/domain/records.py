"""What minutes add to a meeting that is known."""

from dataclasses import replace
from datetime import datetime

from .meetings import Meeting


def timed(
    meeting: Meeting, starts_at: datetime | None, ends_at: datetime | None, place: str | None
) -> Meeting:
    """Hours and place that minutes print, where nothing else tells them and they contradict nothing."""
    begins, ends = meeting.starts_at or starts_at, meeting.ends_at or ends_at
    if begins and ends and ends <= begins:
        begins, ends = meeting.starts_at, meeting.ends_at
    return replace(meeting, starts_at=begins, ends_at=ends, place=meeting.place or place)
