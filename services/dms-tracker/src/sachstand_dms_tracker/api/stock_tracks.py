"""Stock tracks: how far the old files have come, across all rollouts."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads

from ..domain.stock_tracks import StockState
from ..storage.stock_tracks import STOCK_TRACKS
from ..views.stock_tracks import StockTrackView
from .parts import READ_PROBLEMS

router = CommandRouter(prefix="/v1/stock-tracks", tags=["rollouts"], responses=READ_PROBLEMS)


class StockTrackQuery(ListQuery):
    """Filters of the list."""

    state: StockState | None = Field(
        None, json_schema_extra={"facet": "track.state"}, description="In this state"
    )
    city: City | None = Field(None, description="Of this city")
    rollout: UUID | None = Field(
        None, json_schema_extra={"facet": "rolloutId"}, description="Of this rollout, by id"
    )


@router.get("", response_model=Page[StockTrackView], summary="List the stock tracks")
async def list_stock_tracks(reads: Reads, query: Annotated[StockTrackQuery, Query()]) -> Response:
    """The stock tracks of all rollouts that have one; they move by the transitions of their rollout."""
    return await reads.list(STOCK_TRACKS, query)


@router.get("/{stock_track_id}", response_model=StockTrackView, summary="Read one stock track")
async def get_stock_track(reads: Reads, stock_track_id: UUID, at: AsOf) -> Response:
    """One stock track (Bestandsdigitalisierung), now or as of a day."""
    return await reads.one(STOCK_TRACKS, stock_track_id, at)
