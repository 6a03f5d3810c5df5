"""Since when a change holds, when several later facts are known already."""

from dataclasses import replace
from datetime import date
from typing import Any

from sachstand_common.facts import Dating
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.histories import not_in_future


def learnt(work: Work, fact: Fact = Fact()) -> date:  # noqa: B008 - frozen
    """The day a fact speaks of: its own, else that of the event behind it, else today."""
    caused = work.cause.effective if work.cause else None
    return fact.effective or caused or work.clock.today()


def not_before(work: Work, held: Held[Any], fact: Fact, *floors: date | None) -> Fact:
    """The fact, dated no earlier than what it builds on.

    A part of a state that is told anew as a whole (all prerequisites, the totals) must not be put before its
    newest telling, or that one would win; nor before the first record.
    """
    day = learnt(work, fact)
    latest = max(day, held.row["first_since"], *(floor for floor in floors if floor is not None))
    reason = fact.reason or "told anew as a whole"
    if latest > day:
        return replace(fact, effective=latest, dating=Dating.EXACT, reason=reason)
    of_cause = fact.effective is None and work.cause is not None and work.cause.effective is not None
    dating = work.cause.dating if of_cause and work.cause else fact.dating
    return replace(fact, effective=day, dating=dating, reason=reason)


def quietly(held: Held[Any]) -> Fact:
    """Who may read of a thing is no new fact about it: date, dating and source stay what they were."""
    row = held.row
    return Fact(row["effective"], Dating(row["dating"]), held.source, "Veröffentlichung")


def day_of(work: Work, effective: date | None) -> date:
    """The day a command names, or today.

    Raises:
        FactAhead: it lies after today.
    """
    return not_in_future(effective or work.clock.today(), work.clock.today())
