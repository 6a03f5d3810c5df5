"""The one line a reader wants: both tracks in one phase."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from .histories import History, Span, state_on
from .intro_tracks import IntroState
from .stock_tracks import StockState


class Phase(StrEnum):
    """Where a rollout is, old files included; the first and the last are those of the introduction."""

    PLANNED = "planned"
    PROCESS_ANALYSIS = "process_analysis"
    CONCEPT = "concept"
    TEST = "test"
    PILOT = "pilot"
    PRODUCTIVE = "productive"
    PRODUCTIVE_STOCK_PREPARING = "productive_stock_preparing"
    PRODUCTIVE_STOCK_RELEASED = "productive_stock_released"
    PRODUCTIVE_STOCK_RUNNING = "productive_stock_running"
    PRODUCTIVE_STOCK_SUSPENDED = "productive_stock_suspended"
    COMPLETED = "completed"
    PAUSED = "paused"
    ABORTED = "aborted"


_STOCK_AT_WORK = {
    StockState.PREPARING: Phase.PRODUCTIVE_STOCK_PREPARING,
    StockState.RELEASED: Phase.PRODUCTIVE_STOCK_RELEASED,
    StockState.RUNNING: Phase.PRODUCTIVE_STOCK_RUNNING,
    StockState.SUSPENDED: Phase.PRODUCTIVE_STOCK_SUSPENDED,
}


def phase(intro: IntroState, stock: StockState | None) -> Phase:
    """The phase of a rollout: until it is productive the introduction speaks, then the stock still waiting.

    Completed is said only when no old files wait any more.
    """
    if intro in (IntroState.PRODUCTIVE, IntroState.COMPLETED) and stock in _STOCK_AT_WORK:
        return _STOCK_AT_WORK[stock]
    return Phase(intro.value)


def phase_history(intro: History, stock: History) -> History:
    """The phases since the introduction track begins, gapless, each as long as neither track changes it."""
    known = {span.since or date.min: span.dating for span in (*stock, *intro)}
    spans: list[Span] = []
    for day in sorted(known):
        begun = state_on(intro, day)
        if begun is None:
            continue
        waiting = state_on(stock, day)
        now = phase(IntroState(begun), StockState(waiting) if waiting else None)
        if not spans:
            spans.append(Span(now, None if day == date.min else day, dating=known[day]))
        elif spans[-1].state != now:
            spans[-1] = replace(spans[-1], until=day)
            spans.append(Span(now, day, dating=known[day]))
    return tuple(spans)
