"""Write the minutes of a sitting: the keeper's text, up to its submission."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.drafting import Hand, drafted, edited, handed_back, submitted
from ..storage.meetings import agenda_of
from ..storage.minutes import MINUTES
from .facts import on_day


async def write_minutes(
    work: Work, id: UUID, if_match: str, text: Mapping[str, Any], reason: str | None = None
) -> None:
    """Change the text; no item becomes more public than its agenda says, and none of these is dropped.

    Raises:
        MinutesSealed, MinutesFromDocument: there is nothing to write.
        ReasonRequired: a submitted text is corrected without saying why.
        StaleVersion: somebody changed it since.
    """
    held = await work.get(MINUTES, id, if_match)
    minutes = edited(held.state, text, hand_of(work, reason))
    if minutes.meeting_id is not None:
        minutes = drafted(minutes, await agenda_of(work.session, minutes.meeting_id))
    work.change(held, minutes, None, Fact(reason=reason))


async def submit_minutes(work: Work, id: UUID, day: date | None, if_match: str | None) -> None:
    """The text is finished and waits for its approval."""
    held = await work.get(MINUTES, id, if_match)
    work.change(held, submitted(held.state, hand_of(work)), None, on_day(work, held, day, "vorgelegt"))


async def hand_back_minutes(
    work: Work, id: UUID, reason: str | None, day: date | None, if_match: str | None
) -> None:
    """The text goes back to the keeper."""
    held = await work.get(MINUTES, id, if_match)
    after = handed_back(held.state, hand_of(work, reason))
    work.change(held, after, None, on_day(work, held, day, reason))


def hand_of(work: Work, reason: str | None = None) -> Hand:
    """Who changes something here and now."""
    return Hand(work.principal.subject, work.clock.today(), reason)
