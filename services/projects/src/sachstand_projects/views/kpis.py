"""Indicators as they are shown (Kennzahlen)."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.kpis import Direction, Kpi


class ReadingView(ViewPart):
    """The newest value of one reporter."""

    reporter: UUID
    day: date
    value: Decimal


class KpiView(View):
    """An indicator of a project; its value is the sum of the newest readings, null while there are none."""

    project_id: UUID
    project_title: str
    key: str
    title: str
    unit: str
    direction: Direction
    baseline: Decimal | None
    value: Annotated[Decimal | None, Field(examples=["412"])]
    as_of: date | None
    readings: list[ReadingView]


def render(kpi: Kpi, meta: Meta) -> KpiView:
    """The indicator as everybody sees it."""
    readings = [ReadingView.model_validate(one, from_attributes=True) for one in kpi.readings]
    shown = {**vars(kpi), "readings": readings, "value": kpi.value, "as_of": kpi.as_of}
    return KpiView(**meta.fields(), **shown)
