"""The programme (Programm): the city-wide change from paper to the electronic file."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime

from sachstand_common.errors import Conflict
from sachstand_common.facts import City, Dating, Source

from .quantities import Quantity


class MonthNotOver(Conflict):
    """A month is closed only after it has ended."""

    code = "month_not_over"


class MonthsStayFrozen(Conflict):
    """Closed months are never opened again."""

    code = "months_stay_frozen"


@dataclass(frozen=True)
class Start:
    """The day by which the programme is known to run; the bound of all recordings."""

    on: date
    dating: Dating
    note: str | None = None


@dataclass(frozen=True)
class Partner:
    """A company that delivers or advises (Partner), as a source names it."""

    name: str
    role: str  # product | process
    contribution: str
    source: Source | None = None
    recorded: datetime | None = None


@dataclass(frozen=True)
class JointQuantity:
    """A figure that a source states for several rollouts together; it is never split among them."""

    quantity: Quantity
    rollout_keys: tuple[str, ...]


@dataclass(frozen=True)
class Programme:
    """The state of the programme."""

    key: str
    city: City
    title: str
    start: Start
    partners: tuple[Partner, ...] = ()
    process_steps: tuple[str, ...] = ()
    joint_quantities: tuple[JointQuantity, ...] = ()
    notes: tuple[str, ...] = ()
    frozen_through: date | None = None


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def freeze(programme: Programme, through: date, today: date) -> Programme:
    """Close the months up to and with the one that ends on `through`; freezing it again changes nothing.

    Raises:
        MonthNotOver: the month has not ended.
        MonthsStayFrozen: an earlier end would open a month.
    """
    if through >= today:
        raise MonthNotOver(through=through.isoformat(), today=today.isoformat())
    if programme.frozen_through is not None and through < programme.frozen_through:
        raise MonthsStayFrozen(frozenThrough=programme.frozen_through.isoformat())
    return replace(programme, frozen_through=through)
