"""The introduction track (Einführung): from which day new files of a kind are electronic."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sachstand_common.facts import Dating

from .histories import History, begin, follow
from .transitions import REASON, Step, not_allowed, require_reason


class IntroState(StrEnum):
    """How far the introduction has come, in the order of the work."""

    PLANNED = "planned"  # geplant
    PROCESS_ANALYSIS = "process_analysis"  # Prozessanalyse
    CONCEPT = "concept"  # Konzept
    TEST = "test"  # Testphase
    PILOT = "pilot"  # Pilotbetrieb
    PRODUCTIVE = "productive"  # Echtbetrieb
    COMPLETED = "completed"  # abgeschlossen
    PAUSED = "paused"  # ruht
    ABORTED = "aborted"  # abgebrochen


LADDER = tuple(IntroState)[:7]


@dataclass(frozen=True)
class IntroTrack:
    """Where the introduction stands; `paused_from` is where it goes on, `next_step` what is announced."""

    state: IntroState
    history: History
    paused_from: IntroState | None = None
    next_step: IntroState | None = None

    @property
    def since(self) -> date | None:
        """The day the present state began; None when no source says."""
        return self.history[-1].since

    @property
    def dating(self) -> Dating:
        """How that day is known."""
        return self.history[-1].dating


def begin_intro(
    state: IntroState,
    since: date | None,
    dating: Dating = Dating.EXACT,
    *,
    after: IntroState | None = None,
    next_step: IntroState | None = None,
) -> IntroTrack:
    """A track as a source states it; `after` is a state known to have come before, without a date."""
    if after is None or since is None:
        return IntroTrack(state, begin(state, since, dating), next_step=next_step)
    return IntroTrack(state, follow(begin(after, None), state, since, dating), next_step=next_step)


def intro_steps(track: IntroTrack) -> tuple[Step, ...]:
    """The steps the diagram has from here: one forward, one back, pause, abort; resume from a pause.

    Going back, pausing and aborting need a reason; completed and aborted end the track, except that
    completed may go one step back.
    """
    if track.state is IntroState.ABORTED:
        return ()
    if track.state is IntroState.PAUSED:
        resumed = track.paused_from or IntroState.PLANNED
        return Step(resumed), Step(IntroState.ABORTED, needs=REASON)
    at = LADDER.index(track.state)
    forward = tuple(Step(state) for state in LADDER[at + 1 : at + 2])
    back = tuple(Step(state, needs=REASON) for state in LADDER[max(at - 1, 0) : at])
    leave = (Step(IntroState.PAUSED, needs=REASON), Step(IntroState.ABORTED, needs=REASON))
    return (*forward, *back, *(() if track.state is IntroState.COMPLETED else leave))


def move_intro(track: IntroTrack, to: IntroState, on: date, reason: str | None = None) -> IntroTrack:
    """The track after one step on a day.

    Raises:
        TransitionNotAllowed: the diagram has no such step (409).
        ReasonRequired: the step needs a reason.
        BeforeHistory: the present state began after that day.
    """
    step = next((s for s in intro_steps(track) if s.to == to), None)
    if step is None:
        raise not_allowed(track.state, to, intro_steps(track), track="intro")
    if "reason" in step.needs:
        require_reason(reason, track="intro", to=to)
    paused_from = track.state if to is IntroState.PAUSED else None
    return replace(
        track, state=to, history=follow(track.history, to, on), paused_from=paused_from, next_step=None
    )
