"""Move the stock track (Bestandsdigitalisierung), and suspend it when a prerequisite is lost."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.prerequisites import PrerequisiteSummary, summary_on
from ..domain.rollouts import Rollout
from ..domain.stock_tracks import (
    RolloutStock,
    StockState,
    StockTrack,
    begin_stock,
    move_stock,
    suspend_stock,
)
from ..domain.transitions import TransitionNotAllowed
from ..storage.prerequisites import PREREQUISITES
from ..storage.rollouts import ROLLOUTS
from ..storage.stock_tracks import STOCK_TRACKS
from ..views.labels import PREREQUISITE_STATES
from .announcements import phase_event, stock_event
from .dates import day_of, not_before
from .permissions import may_release


@dataclass(frozen=True)
class StockMove:
    """A step of the stock track."""

    to: StockState
    effective: date | None = None
    reason: str | None = None


async def move_stock_track(work: Work, rollout_id: UUID, move: StockMove, if_match: str | None) -> None:
    """Take one step with the old files; opening them for hand-over needs every prerequisite on that day.

    Raises:
        StockReserved: not for a unit lead.
        PrerequisiteUnmet: a prerequisite is open; each is listed with citation and paper.
        TransitionNotAllowed, ReasonRequired, BeforeHistory, FactAhead: as the diagram says.
    """
    may_release(work.principal)
    held = await work.get(ROLLOUTS, rollout_id, if_match)
    on = day_of(work, move.effective)
    fact = Fact(on, reason=move.reason)
    stock = await work.find(STOCK_TRACKS, rollout_id=rollout_id)
    if stock is None:
        begin_stock_track(work, held, _first(move, on), fact)
        return
    track = move_stock(
        stock.state.track, move.to, on, await _prerequisites(work, rollout_id, on), move.reason
    )
    after = replace(stock.state, track=track)
    work.change(stock, after, stock_event(stock.state, after), fact)
    show_track(work, held, track, fact)


def begin_stock_track(work: Work, held: Held[Rollout], track: StockTrack, fact: Fact) -> None:
    """Enter a stock track for a rollout that had none."""
    rollout = held.state
    stock = RolloutStock(held.id, rollout.key, rollout.title, rollout.unit_codes, rollout.city, track)
    work.add(STOCK_TRACKS, stock, stock_event(None, stock), fact)
    show_track(work, held, track, fact)


def show_track(work: Work, held: Held[Rollout], track: StockTrack, fact: Fact) -> None:
    """Let the rollout show its stock track, and announce the phase that follows."""
    after = replace(held.state, stock=track)
    work.change(held, after, phase_event(held.id, held.state, after), not_before(work, held, fact))


def suspend_for(
    work: Work, stock: Held[RolloutStock], on: date, lost: tuple[PrerequisiteSummary, ...]
) -> StockTrack:
    """Suspend a stock track because prerequisites were lost; what is not open for hand-over stays."""
    track = stock.state.track
    for prerequisite in lost:
        reason = f"{prerequisite.subject}: {PREREQUISITE_STATES[prerequisite.status]}"
        track = suspend_stock(track, on, prerequisite.id, reason)
    after = replace(stock.state, track=track)
    work.change(stock, after, stock_event(stock.state, after), Fact(track.since, reason=track.reason))
    return track


def _first(move: StockMove, on: date) -> StockTrack:
    """A track begins with what is planned, never with a release."""
    allowed = (StockState.NOT_PLANNED, StockState.PREPARING)
    if move.to not in allowed:
        raise TransitionNotAllowed(track="stock", to=move.to, allowed=list(allowed))
    return begin_stock(move.to, on)


async def _prerequisites(work: Work, rollout_id: UUID, on: date) -> list[PrerequisiteSummary]:
    """The prerequisites as they held on a day, locked: what the rollout shows of them is not asked here."""
    held = await work.find_all(PREREQUISITES, rollout_id=rollout_id)
    return [summary_on(p.id, p.state, on) for p in held]
