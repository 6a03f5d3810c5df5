"""Criteria sets (Auswahlkriterien): what the Board's choice is measured by, and with which weight."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sachstand_common.errors import Conflict, RuleViolated

FULL_WEIGHT = 10_000  # basis points


class WeightsNotNormalised(RuleViolated):
    """The weights of a criteria set do not sum to 10 000 basis points."""


class DuplicateCriterion(RuleViolated):
    """A criteria set names a criterion twice."""


class ScaleEmpty(RuleViolated):
    """The highest rating of a scale must lie above its lowest."""


class DecisionReferenceRequired(RuleViolated):
    """A criteria set is put into force only by a decision, which must be named."""


class CriteriaNotProvisional(Conflict):
    """Only a provisional criteria set can be put into force."""


class CriteriaState(StrEnum):
    """Where a criteria set stands."""

    PROVISIONAL = "provisional"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True)
class Criterion:
    """One criterion and its weight in basis points."""

    key: str
    title: str
    weight: int
    description: str | None = None


@dataclass(frozen=True)
class CriteriaSet:
    """Criteria that are applied together, on one scale.

    The strategy names four criteria without weights or scales (chapter 4.4), so a set of
    equal weights is provisional.
    """

    key: str
    title: str
    criteria: tuple[Criterion, ...]
    edition: int = 1  # counts changes of content, not of state: scorings of one edition compare
    scale_min: Decimal = Decimal(0)
    scale_max: Decimal = Decimal(5)
    state: CriteriaState = CriteriaState.PROVISIONAL
    decision_reference: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def weights(self) -> dict[str, int]:
        """Weight in basis points by criterion."""
        return {criterion.key: criterion.weight for criterion in self.criteria}


def checked(criteria: CriteriaSet) -> CriteriaSet:
    """The set, when its weights are positive and sum to 10 000 basis points."""
    keys = [criterion.key for criterion in criteria.criteria]
    if len(set(keys)) != len(keys):
        raise DuplicateCriterion(criteria=sorted({key for key in keys if keys.count(key) > 1}))
    total = sum(criterion.weight for criterion in criteria.criteria)
    if total != FULL_WEIGHT or any(criterion.weight <= 0 for criterion in criteria.criteria):
        raise WeightsNotNormalised(sum=total, expected=FULL_WEIGHT)
    if criteria.scale_max <= criteria.scale_min:
        raise ScaleEmpty(min=criteria.scale_min, max=criteria.scale_max)
    return criteria


def activate(criteria: CriteriaSet, day: date, decision_reference: str | None) -> CriteriaSet:
    """Put a provisional set into force from a day on, by the decision that says so."""
    if not decision_reference:
        raise DecisionReferenceRequired()
    if criteria.state is not CriteriaState.PROVISIONAL:
        raise CriteriaNotProvisional(state=criteria.state)
    return replace(
        criteria, state=CriteriaState.ACTIVE, decision_reference=decision_reference, valid_from=day
    )
