"""Indicators (Kennzahlen) of a project and the values reported for them."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Direction(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Reading:
    """The newest value one reporter gave: a project's value is the sum over its reporters."""

    reporter: UUID
    day: date
    value: Decimal


@dataclass(frozen=True)
class Kpi:
    """An indicator of a project; its unit is fixed once values exist."""

    project_id: UUID
    project_title: str
    key: str
    title: str
    unit: str
    direction: Direction = Direction.UP
    baseline: Decimal | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The sum of the newest readings; none, not zero, while nothing was reported."""
        return sum((reading.value for reading in self.readings), Decimal(0)) if self.readings else None

    @property
    def as_of(self) -> date | None:
        """The day of the newest reading."""
        return max((reading.day for reading in self.readings), default=None)


def record(kpi: Kpi, reading: Reading) -> Kpi:
    """The indicator with a reporter's newest total; a late report for an earlier day keeps the day."""
    held = next((old for old in kpi.readings if old.reporter == reading.reporter), None)
    newest = replace(reading, day=max(held.day, reading.day)) if held else reading
    others = tuple(old for old in kpi.readings if old.reporter != reading.reporter)
    return replace(kpi, readings=tuple(sorted((*others, newest), key=lambda one: str(one.reporter))))
