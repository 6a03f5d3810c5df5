"""A gapless history of states: each span ends on the day the next begins; only the first may be undated."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import Dating, FactAhead


class BeforeHistory(RuleViolated):
    """A state cannot begin before the one it follows."""

    code = "before_present_state"


@dataclass(frozen=True)
class Span:
    """One state and its days (Zeitraum); `since` null: the source gives no date; `until` null: it lasts.

    `dating` known_by: it began on that day at the latest, which is that of the document.
    """

    state: str
    since: date | None
    until: date | None = None
    dating: Dating = Dating.EXACT


History = tuple[Span, ...]


def begin(state: str, since: date | None, dating: Dating = Dating.EXACT) -> History:
    """A history of one state."""
    return (Span(state, since, dating=dating),)


def follow(history: History, state: str, on: date, dating: Dating = Dating.EXACT) -> History:
    """The history after another state began on a day.

    Raises:
        BeforeHistory: the present state began later.
    """
    last = history[-1]
    if last.since is not None and on < last.since:
        raise BeforeHistory(present=last.state, since=last.since.isoformat(), given=on.isoformat())
    return (*history[:-1], replace(last, until=on), Span(state, on, dating=dating))


def state_on(history: History, day: date) -> str | None:
    """The state at the end of a day; None before the first."""
    states = [s.state for s in history if s.since is None or s.since <= day]
    return states[-1] if states else None


def states_during(history: History, day: date) -> list[str]:
    """All states that held at some time of a day."""
    begun = (s for s in history if s.since is None or s.since <= day)
    return [s.state for s in begun if s.until is None or s.until >= day]


def is_gapless(history: History) -> bool:
    """Whether each span ends on the day the next begins, and the last one lasts."""
    joined = all(a.until is not None and a.until == b.since for a, b in pairwise(history))
    return bool(history) and joined and history[-1].until is None


def not_in_future(day: date, today: date) -> date:
    """The day itself.

    Raises:
        FactAhead: it lies after today in Europe/Berlin.
    """
    if day > today:
        raise FactAhead(effective=day.isoformat(), today=today.isoformat())
    return day
