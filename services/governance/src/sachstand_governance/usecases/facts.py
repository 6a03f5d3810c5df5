"""How late knowledge is dated."""

from datetime import date
from typing import Any

from sachstand_common.facts import NOT_PUBLIC, Dating, Source
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.transitions import StepOutOfOrder


def not_before(held: Held[Any], day: date) -> Fact:
    """The day of the fact, unless something later is known of the same thing already."""
    return Fact(max(day, held.row["since"]))


def quietly(held: Held[Any], reason: str | None = None) -> Fact:
    """A link is no new fact about the thing: its date, its dating and its source stay what they were."""
    return Fact(held.row["effective"], Dating(held.row["dating"]), public_source(held), reason)


def public_source(held: Held[Any]) -> Source:
    """The source a thing has already, in the place of one that is not public."""
    return held.source or NOT_PUBLIC


def step_day(work: Work, held: Held[Any], effective: date | None) -> date:
    """The day of a step taken by hand: today, or an earlier one that no known change is newer than.

    Raises:
        StepOutOfOrder: it lies before the newest known change, or ahead.
    """
    today = work.clock.today()
    earliest: date = held.row["since"]
    if effective is not None and not earliest <= effective <= today:
        raise StepOutOfOrder(earliest=earliest, latest=today)
    return effective or today
