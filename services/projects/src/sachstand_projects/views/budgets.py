"""Budgets of measures as they are shown (Haushaltsstufen)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.budgets import Budget, BudgetStage
from .amounts import AmountView


class BudgetPart(ViewPart):
    """How far a measure's money has come."""

    stage: Annotated[
        BudgetStage | None,
        Field(description="angemeldet, veranschlagt, beschlossen, freigegeben; null: only intended"),
    ]
    period: Annotated[str | None, Field(examples=["2022/2023"])]
    at_the_latest: Annotated[bool, Field(description="The period is the latest one (spätestens)")]
    amount: AmountView | None
    reference: str | None
    section: str | None
    positions: Annotated[int | None, Field(description="Staff positions asked for beside the money")]


class BudgetView(BudgetPart, View):
    """The budget of one measure of a funding application."""

    application_id: UUID
    measure: str


def part(budget: Budget | None) -> BudgetPart | None:
    """The budget inside its measure."""
    return None if budget is None else BudgetPart.model_validate(budget, from_attributes=True)


def render(budget: Budget, meta: Meta) -> BudgetView:
    """The budget as everybody sees it."""
    amount = budget.amount and AmountView.model_validate(budget.amount, from_attributes=True)
    return BudgetView(**meta.fields(), **{**vars(budget), "amount": amount})
