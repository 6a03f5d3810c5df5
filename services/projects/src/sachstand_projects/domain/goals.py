"""Strategic goals (strategische Ziele) in their three groups: Anspruch, Rolle, Ausrichtung."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sachstand_common.errors import RuleViolated


class UnknownGoal(RuleViolated):
    """A goal is named that the catalogue does not have."""


class GoalGroup(StrEnum):
    """What a goal is about (strategy, chapter 4.2)."""

    ASPIRATION = "anspruch"
    ROLE = "rolle"
    DIRECTION = "ausrichtung"


@dataclass(frozen=True)
class Goal:
    """A goal of the strategy; closed by a date when given up, never deleted."""

    key: str
    number: int
    title: str
    group: GoalGroup
    description: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def require_known_goals(named: frozenset[str], known: frozenset[str]) -> None:
    """Every goal a profile contributes to is one of the catalogue."""
    if unknown := sorted(named - known):
        raise UnknownGoal(goals=unknown)
