"""Stock tracks as they are shown on their own."""

from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View

from ..domain.stock_tracks import RolloutStock
from .rollouts import StockPart, stock_part


class StockTrackView(View):
    """How far the old files (Bestandsakten) of a rollout have come."""

    rollout_id: UUID
    rollout_key: str
    rollout_title: str
    unit_codes: list[str]
    city: City
    track: StockPart


def render_stock_track(stock: RolloutStock, meta: Meta) -> StockTrackView:
    """Show a stock track."""
    return StockTrackView(
        **meta.fields(),
        rollout_id=stock.rollout_id,
        rollout_key=stock.rollout_key,
        rollout_title=stock.rollout_title,
        unit_codes=list(stock.unit_codes),
        city=stock.city,
        track=stock_part(stock.track),
    )
