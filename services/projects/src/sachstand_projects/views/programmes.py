"""Funding programmes as they are shown (Förderprogramme)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from sachstand_common.journal.views import Meta, View

from ..domain.programmes import FundingProgramme
from .amounts import AmountView


class ProgrammeView(View):
    """A programme and its conditions; null is what its documents do not say."""

    key: str
    title: str
    funder: str
    call: str | None
    application_deadline: date | None
    resolution_deadline: Annotated[
        date | None, Field(description="Until when the council's resolution follows")
    ]
    quota_per_cent: Annotated[Decimal | None, Field(description="Share the funder pays", examples=["65"])]
    max_measures: int | None
    grant_per_participant: AmountView | None
    period_years: int | None


def render(programme: FundingProgramme, meta: Meta) -> ProgrammeView:
    """The programme as everybody sees it."""
    grant = programme.grant_per_participant
    shown = grant and AmountView.model_validate(grant, from_attributes=True)
    return ProgrammeView(**meta.fields(), **{**vars(programme), "grant_per_participant": shown})
