"""/v1/kpis."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from sachstand_common.http import AsOf, ListQuery, Page, Reads

from ..storage.kpis import KPIS
from ..views.kpis import KpiView

router = APIRouter(prefix="/v1/kpis", tags=["indicators"])


class KpiQuery(ListQuery):
    """Filters of the indicators."""

    project: UUID | None = Field(
        None, json_schema_extra={"facet": "projectId"}, description="Of this project, by id"
    )
    key: str | None = Field(None, description="With this key")


@router.get("", response_model=Page[KpiView], summary="List the indicators")
async def list_kpis(reads: Reads, query: Annotated[KpiQuery, Query()]) -> Response:
    """Indicators of projects (Kennzahlen) with their newest values."""
    return await reads.list(KPIS, query)


@router.get("/{indicator_id}", response_model=KpiView, summary="Read one indicator")
async def get_indicator(reads: Reads, indicator_id: UUID, at: AsOf) -> Response:
    """One indicator, now or as of a day."""
    return await reads.one(KPIS, indicator_id, at)
