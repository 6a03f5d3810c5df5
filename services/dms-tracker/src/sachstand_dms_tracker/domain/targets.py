"""Targets (Ziele): what is to be reached by when, as a source says it; dated, editable, never a constant."""

from dataclasses import dataclass, replace
from datetime import date

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import City, Hedge

from .transitions import require_reason


class TargetWithoutSource(RuleViolated):
    """A target names the document that sets it."""

    code = "target_without_source"


@dataclass(frozen=True)
class Target:
    """A target: `due` is the last day that still meets it, `stated_due` the words of the source ("2026")."""

    key: str
    city: City
    programme_key: str
    title: str
    scope: str  # administration | rollout
    due: date
    stated_due: str
    hedge: Hedge = Hedge.EXACT
    rollout_key: str | None = None
    reason: str | None = None


def revise(target: Target, due: date, stated_due: str, title: str, reason: str | None) -> Target:
    """The target after somebody set it anew.

    Raises:
        ReasonRequired: no reason is given.
    """
    kept = require_reason(reason, target=target.key)
    return replace(target, due=due, stated_due=stated_due, title=title, reason=kept)
