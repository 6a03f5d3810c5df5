"""Targets (Ziele): what is to be reached by when, as a source says it; dated, editable, never a constant."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import City, Hedge

from .transitions import require_reason


class TargetWithoutSource(RuleViolated):
    """A target names the document that sets it."""

    code = "target_without_source"


class Precision(StrEnum):
    """How finely a source dates a target."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Target:
    """A target: `stated_due` are the words of the source ("bis 2026"), `due` the last day they may mean.

    Where the source names a year only, `precision` says so, and no day of that year is meant.
    """

    key: str
    city: City
    programme_key: str
    title: str
    scope: str  # administration | rollout
    due: date
    stated_due: str
    hedge: Hedge = Hedge.EXACT
    precision: Precision = Precision.DAY
    rollout_key: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Due:
    """When a target is due: the last day the words may mean, the words, and how sure they are."""

    due: date
    stated_due: str
    hedge: Hedge = Hedge.EXACT
    precision: Precision = Precision.DAY


def revise(target: Target, due: Due, title: str, reason: str | None) -> Target:
    """The target after somebody set it anew.

    Raises:
        ReasonRequired: no reason is given.
    """
    kept = require_reason(reason, target=target.key)
    return replace(target, **vars(due), title=title, reason=kept)
