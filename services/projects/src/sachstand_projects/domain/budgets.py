"""How far a measure's money has come: registered, estimated, adopted, released (Haushalt)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict, RuleViolated

from .amounts import Amount


class StageBackward(Conflict):
    """A budget stage only moves forward."""


class CouncilReferenceRequired(RuleViolated):
    """A budget counts as adopted only with a reference to the council's decision."""


class BudgetStage(StrEnum):
    """angemeldet → veranschlagt → beschlossen → freigegeben."""

    REGISTERED = "registered"
    ESTIMATED = "estimated"
    ADOPTED = "adopted"
    RELEASED = "released"


@dataclass(frozen=True)
class Budget:
    """A measure's place in the budget; the stage is null while it is only intended for a budget period."""

    application_id: UUID
    measure: str
    stage: BudgetStage | None = None
    period: str | None = None  # a double year, "2022/2023"
    at_the_latest: bool = False
    amount: Amount | None = None
    reference: str | None = None
    section: str | None = None  # Haushaltsteil
    positions: int | None = None  # Stellen


def move(budget: Budget, stage: BudgetStage, reference: str | None = None) -> Budget:
    """Move the budget to a later stage; from ``adopted`` on it names the council's decision."""
    order = list(BudgetStage)
    if budget.stage is not None and order.index(stage) <= order.index(budget.stage):
        raise StageBackward(**{"from": budget.stage}, to=stage)
    held = reference or budget.reference
    if order.index(stage) >= order.index(BudgetStage.ADOPTED) and not held:
        raise CouncilReferenceRequired(stage=stage)
    return replace(budget, stage=stage, reference=held)
