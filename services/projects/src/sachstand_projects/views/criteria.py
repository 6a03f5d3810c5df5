"""Criteria sets as they are shown (Auswahlkriterien)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.criteria import CriteriaSet, CriteriaState


class CriterionView(ViewPart):
    """One criterion of a set."""

    key: str
    title: str
    weight: Annotated[int, Field(description="Basis points; a set sums to 10 000", examples=[2500])]
    description: str | None


class CriteriaView(View):
    """A criteria set; provisional until a decision puts it into force."""

    key: str
    title: str
    edition: int
    state: CriteriaState
    criteria: list[CriterionView]
    scale_min: Decimal
    scale_max: Decimal
    decision_reference: str | None
    valid_from: date | None
    valid_to: date | None


def render(criteria: CriteriaSet, meta: Meta) -> CriteriaView:
    """The set as everybody sees it."""
    parts = [CriterionView.model_validate(one, from_attributes=True) for one in criteria.criteria]
    return CriteriaView(**meta.fields(), **{**vars(criteria), "criteria": parts})
