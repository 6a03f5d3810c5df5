"""Funding applications as they are shown (Förderanträge), with what their figures say of one another."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City, Source
from sachstand_common.journal.views import Meta, Stated, View, ViewPart

from ..domain.amounts import Amount, ShareCheck
from ..domain.applications import (
    ApplicationState,
    FundingApplication,
    Measure,
    incremental_own_share,
    share_check,
)
from . import budgets, gates
from .amounts import AmountView


class MeasureView(ViewPart):
    """A measure (Maßnahme); title and amount are null where the source gives none."""

    key: str
    title: str | None
    units: list[str]
    paper_page: int | None
    amount: AmountView | None
    budget: budgets.BudgetPart | None
    source: Annotated[Source | None, Field(description="The document that states the measure")]
    recorded: Annotated[datetime | None, Field(description="When it was entered; set once")]


class ScenarioView(ViewPart):
    """The own share with the grant beside what the city spends on some measures anyway."""

    measures: list[str]
    committed: Annotated[
        AmountView, Field(description="Own share of these measures with or without the grant")
    ]
    incremental: Annotated[
        AmountView | None, Field(description="What the maximum own share asks for beyond that")
    ]


class ApplicationView(View):
    """An application to a funding programme."""

    key: str
    city: City
    stated: Annotated[Stated, Field(description="Who states title, state, period and percentages")]
    title: str
    state: ApplicationState
    programme_id: UUID
    programme_key: str
    period_from: int | None
    period_to: int | None
    volume: AmountView | None
    grant: AmountView | None
    own_share: AmountView | None
    third_party: AmountView | None
    own_per_cent: Decimal | None
    quota_per_cent: Decimal | None
    own_share_check: Annotated[
        ShareCheck, Field(description="Whether volume, percentage and own share agree within their rounding")
    ]
    measures: list[MeasureView]
    scenario: ScenarioView | None
    council_reference: str | None
    gates: list[gates.GatePart]
    recorded: Annotated[bool, Field(description="Taken from a document and not judged by process rules")]


def _amount(amount: Amount | None) -> AmountView | None:
    return None if amount is None else AmountView.model_validate(amount, from_attributes=True)


def _measure(measure: Measure) -> MeasureView:
    amount, budget = _amount(measure.amount), budgets.part(measure.budget)
    return MeasureView(**{**vars(measure), "units": list(measure.units), "amount": amount, "budget": budget})


def _scenario(application: FundingApplication) -> ScenarioView | None:
    committed = application.committed
    if committed is None:
        return None
    return ScenarioView(
        measures=list(committed.measures),
        committed=AmountView.model_validate(committed.amount, from_attributes=True),
        incremental=_amount(incremental_own_share(application)),
    )


def render(application: FundingApplication, meta: Meta) -> ApplicationView:
    """The application as everybody sees it."""
    a = application
    shown = {name: _amount(getattr(a, name)) for name in ("volume", "grant", "own_share", "third_party")}
    parts = {
        "stated": meta.stated["application"],
        "measures": [_measure(measure) for measure in a.measures],
        "gates": [gates.part(gate) for gate in a.gates],
        "scenario": _scenario(a),
        "own_share_check": share_check(a),
    }
    return ApplicationView(**meta.fields(), **{**vars(a), **shown, **parts})
