"""Stock tracks: at most one per rollout."""

from sqlalchemy import Column, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.stock_tracks import RolloutStock
from ..views.stock_tracks import StockTrackView, render_stock_track
from .metadata import METADATA

STOCK_TRACKS = Resource(
    noun="stock",
    path="/v1/stock-tracks",
    state=RolloutStock,
    view=StockTrackView,
    render=render_stock_track,
    table=resource_table(METADATA, "stock_track", Column("rollout_id", Uuid, unique=True, nullable=False)),
    columns=lambda stock: {"rollout_id": stock.rollout_id},
    filters=("track.state", "rolloutId", "city", "unitCodes"),
    sort="rolloutKey",
    full_readers=("dms-team",),
)
