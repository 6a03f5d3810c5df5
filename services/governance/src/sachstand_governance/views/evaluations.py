"""The evaluation clock as JSON."""

from datetime import date
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View

from ..domain.evaluations import Evaluation, EvaluationState


class EvaluationView(View):
    """When the strategy is to be evaluated (Evaluation)."""

    city: City
    strategy_key: str
    strategy_title: str
    state: EvaluationState
    reason: str | None = Field(description="Why the clock stands; null once it runs")
    anchored_on: date | None = Field(description="Day of the council's decision on the strategy")
    anchoring_decision: UUID | None
    structure_due: date | None = Field(description="Anchor + 1 year: organisation structures")
    full_due: date | None = Field(description="Anchor + 2 years: the whole strategy")


def render(state: Evaluation, meta: Meta) -> EvaluationView:
    """Render an evaluation."""
    own = {k: v for k, v in vars(state).items() if k != "anchoring_public"}
    return EvaluationView.model_validate({**meta.fields(), **own})
