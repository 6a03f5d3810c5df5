"""Since when a change holds, where its own date is not the whole answer."""

from dataclasses import replace
from datetime import date
from typing import Any

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import Dating
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work


class StepOutOfOrder(RuleViolated):
    """A step cannot be dated before the project's newest known change."""


def as_before(held: Held[Any]) -> Fact:
    """The date and source the aggregate already has: what changes is no dated statement of its own."""
    row = held.row
    return Fact(row["effective"], Dating(row["dating"]), held.source)


def following(work: Work, held: Held[Any], fact: Fact) -> Fact:
    """The date and source of the change that a sum follows; late and undated ones move its date no more."""
    day, since = fact.effective or work.clock.today(), held.row["since"]
    if fact.dating is Dating.UNDATED or day < since:
        return replace(as_before(held), source=fact.source, reason=fact.reason)
    return replace(fact, effective=day)


def caused(work: Work, held: Held[Any], reason: str | None = None) -> Fact:
    """The date of the cause, but not before what is already known: steps follow one another."""
    cause = work.cause
    day = (cause and cause.effective) or work.clock.today()
    dating = cause.dating if cause and cause.effective else Dating.EXACT
    since: date = held.row["since"]
    return Fact(max(day, since), dating, cause.source if cause else None, reason)


def require_order(held: Held[Any], day: date) -> None:
    """A step made by hand is not older than the newest change."""
    earliest: date = held.row["since"]
    if day < earliest:
        raise StepOutOfOrder(earliest=earliest.isoformat())
