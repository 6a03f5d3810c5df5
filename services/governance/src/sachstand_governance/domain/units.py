"""Units of the administration (Dezernat … municipal company): their codes, and parents that change."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict, RuleViolated
from sachstand_common.facts import City
from sachstand_common.identifiers import normalise_unit_code

from .periods import Period


class UnitKind(StrEnum):
    """What a unit is called in its city."""

    DEZERNAT = "dezernat"
    REFERAT = "referat"
    FACHBEREICH = "fachbereich"
    ABTEILUNG = "abteilung"
    STABSSTELLE = "stabsstelle"
    AMT = "amt"
    COMPANY = "company"  # kommunale Beteiligung


class UnitState(StrEnum):
    """Establishing: a source says the unit is still being set up (im Aufbau)."""

    ESTABLISHING = "establishing"
    ACTIVE = "active"
    CLOSED = "closed"


class UnitMovedBackwards(Conflict):
    """A reorganisation closes one assignment and opens the next; it never rewrites an older one."""


class UnitUnderItself(RuleViolated):
    """A unit cannot be its own parent."""


@dataclass(frozen=True)
class Parent:
    """Under which unit a unit stands, in a span of days."""

    code: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Unit:
    """A unit (Organisationseinheit) of a city."""

    city: City
    code: str
    name: str
    kind: UnitKind
    state: UnitState = UnitState.ACTIVE
    parents: tuple[Parent, ...] = ()
    lead: str | None = None
    parent_id: UUID | None = None
    note: str | None = None

    @property
    def parent_code(self) -> str | None:
        """The code of the parent it was last put under."""
        return self.parents[-1].code if self.parents else None


def register(unit: Unit) -> Unit:
    """The unit as it is entered: codes normalised, no unit under itself."""
    parents = tuple(replace(p, code=normalise_unit_code(p.code)) for p in unit.parents)
    entered = replace(unit, code=normalise_unit_code(unit.code), parents=parents)
    if any(p.code == entered.code for p in parents):
        raise UnitUnderItself(code=entered.code)
    return entered


def parent_on(unit: Unit, day: date) -> str | None:
    """The code of the parent the unit had on that day."""
    held = [p.code for p in unit.parents if Period(p.valid_from, p.valid_to).covers(day)]
    return held[-1] if held else None


def move(unit: Unit, parent_code: str, on: date) -> Unit:
    """A reorganisation: the present assignment ends the day before, a new one begins."""
    code = normalise_unit_code(parent_code)
    if code == unit.code:
        raise UnitUnderItself(code=code)
    if not unit.parents:
        return replace(unit, parents=(Parent(code, on),))
    last = unit.parents[-1]
    if last.valid_from is not None and last.valid_from >= on:
        raise UnitMovedBackwards(code=unit.code, since=last.valid_from)
    closed = replace(last, valid_to=on - timedelta(days=1))
    return replace(unit, parents=(*unit.parents[:-1], closed, Parent(code, on)))
