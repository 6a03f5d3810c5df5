"""The stock track (Bestandsdigitalisierung): the paper files that were there before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import City, Dating

from .histories import History, begin, follow
from .prerequisites import PrerequisiteSummary, missing_facts
from .transitions import REASON, Step, not_allowed, require_reason


class StockState(StrEnum):
    """How far the old files have come."""

    NOT_PLANNED = "not_planned"  # nicht vorgesehen
    PREPARING = "preparing"  # in Vorbereitung
    RELEASED = "released"  # freigegeben
    RUNNING = "running"  # läuft
    SUSPENDED = "suspended"  # ausgesetzt
    ACCEPTED = "accepted"  # abgenommen
    ORIGINALS_SETTLED = "originals_settled"  # Verbleib der Originale geregelt


OPEN_FOR_HAND_OVER = (StockState.RELEASED, StockState.RUNNING)
_DIAGRAM = {
    StockState.NOT_PLANNED: (StockState.PREPARING,),
    StockState.PREPARING: (StockState.RELEASED, StockState.NOT_PLANNED),
    StockState.RELEASED: (StockState.RUNNING, StockState.SUSPENDED, StockState.PREPARING),
    StockState.RUNNING: (StockState.SUSPENDED, StockState.ACCEPTED),
    StockState.ACCEPTED: (StockState.ORIGINALS_SETTLED,),
    StockState.ORIGINALS_SETTLED: (),
}


class PrerequisiteUnmet(RuleViolated):
    """Old files may not be handed over while a prerequisite is open."""

    code = "prerequisite_unmet"


@dataclass(frozen=True)
class StockTrack:
    """Where the digitisation of the old files stands; `suspended_from` is where it goes on."""

    state: StockState
    history: History
    suspended_from: StockState | None = None
    suspended_by: tuple[UUID, ...] = ()
    reason: str | None = None

    @property
    def since(self) -> date | None:
        """The day the present state began; None when no source says."""
        return self.history[-1].since

    @property
    def dating(self) -> Dating:
        """How that day is known."""
        return self.history[-1].dating


@dataclass(frozen=True)
class RolloutStock:
    """The stock track of one rollout, as an aggregate with a history and announcements of its own."""

    rollout_id: UUID
    rollout_key: str
    rollout_title: str
    unit_codes: tuple[str, ...]
    city: City
    track: StockTrack


def begin_stock(state: StockState, since: date | None, dating: Dating = Dating.EXACT) -> StockTrack:
    """A track as a source states it."""
    return StockTrack(state, begin(state, since, dating))


def _next_states(track: StockTrack) -> tuple[StockState, ...]:
    if track.state is StockState.SUSPENDED:
        return (track.suspended_from or StockState.RELEASED,)
    return _DIAGRAM[track.state]


def stock_steps(track: StockTrack, prerequisites: Iterable[PrerequisiteSummary]) -> tuple[Step, ...]:
    """The steps the diagram has from here; opening for hand-over lacks each prerequisite that is not met."""
    unmet = tuple(f"{PrerequisiteUnmet.code}:{p.key}" for p in prerequisites if not p.is_met)
    return tuple(
        Step(
            state,
            needs=REASON if _needs_reason(track, state) else (),
            lacks=unmet if state in OPEN_FOR_HAND_OVER else (),
        )
        for state in _next_states(track)
    )


def _needs_reason(track: StockTrack, to: StockState) -> bool:
    goes_back = track.state is StockState.RELEASED and to is StockState.PREPARING
    return goes_back or to in (StockState.NOT_PLANNED, StockState.SUSPENDED)


def move_stock(
    track: StockTrack,
    to: StockState,
    on: date,
    prerequisites: Iterable[PrerequisiteSummary],
    reason: str | None = None,
) -> StockTrack:
    """The track after one step on a day.

    Raises:
        TransitionNotAllowed: the diagram has no such step (409).
        PrerequisiteUnmet: it would open for hand-over while a prerequisite is open; each is listed with
            its citation and its paper (422).
        ReasonRequired: the step needs a reason.
    """
    prerequisites = tuple(prerequisites)
    step = next((s for s in stock_steps(track, prerequisites) if s.to == to), None)
    if step is None:
        raise not_allowed(track.state, to, stock_steps(track, ()), track="stock")
    if step.lacks:
        raise PrerequisiteUnmet(to=to, missing=missing_facts(prerequisites))
    if "reason" in step.needs:
        require_reason(reason, track="stock", to=to)
    suspended_from = track.state if to is StockState.SUSPENDED else None
    return StockTrack(to, follow(track.history, to, on), suspended_from, (), reason)


def suspend_stock(track: StockTrack, on: date, by: UUID, reason: str) -> StockTrack:
    """The track after a prerequisite was lost: no new hand-overs, and history stays as it was.

    A track that is not open for hand-over only keeps what it is; the day is never before the present state's.
    """
    if track.state is StockState.SUSPENDED and by not in track.suspended_by:
        return replace(track, suspended_by=(*track.suspended_by, by))
    if track.state not in OPEN_FOR_HAND_OVER:
        return track
    day = max(on, track.since) if track.since else on
    return StockTrack(
        StockState.SUSPENDED, follow(track.history, StockState.SUSPENDED, day), track.state, (by,), reason
    )
