"""Charts: where everything lies. The templates draw them as SVG, each with a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 420
ROW = 40
LEFT, RIGHT = 2, 40

INTRO = ("planned", "process_analysis", "concept", "test", "pilot", "productive", "completed")
STOCK = ("preparing", "released", "running", "accepted", "originals_settled")


@dataclass(frozen=True)
class Bar:
    """One bar under its label."""

    label: str
    value: int
    y: int
    width: int


@dataclass(frozen=True)
class Bars:
    """A bar chart."""

    bars: Sequence[Bar]
    width: int
    height: int


def bars(pairs: Sequence[tuple[str, int]]) -> Bars:
    """Lay bars out under each other; the longest fills the width, none has no width."""
    most = max((value for _, value in pairs), default=0) or 1
    room = WIDTH - LEFT - RIGHT
    laid = [
        Bar(label, value, index * ROW, round(value / most * room))
        for index, (label, value) in enumerate(pairs)
    ]
    return Bars(laid, WIDTH, len(pairs) * ROW)


@dataclass(frozen=True)
class Step:
    """One step of a track: behind, here or ahead."""

    x: int
    state: str


@dataclass(frozen=True)
class Track:
    """A track with its steps."""

    name: str
    label: str
    y: int
    steps: Sequence[Step]
    reached: int


@dataclass(frozen=True)
class Tracks:
    """The two tracks of one rollout."""

    title: str
    y: int
    tracks: Sequence[Track]
    note: str | None


@dataclass(frozen=True)
class TrackChart:
    """All rollouts with their tracks."""

    rollouts: Sequence[Tracks]
    width: int
    height: int


HEAD, LINE, GAP = 26, 46, 18


def tracks(rollouts: Sequence[dict[str, Any]]) -> TrackChart:
    """Lay out the rollouts under each other: a line per track, a dot per step."""
    laid: list[Tracks] = []
    y = 0
    for rollout in rollouts:
        lines = [_track("Neue Akten", rollout["intro"], INTRO, y + HEAD)]
        if rollout["stock"]:
            lines.append(_track("Alte Akten", rollout["stock"], STOCK, y + HEAD + LINE))
        laid.append(Tracks(_title(rollout), y, lines, None))
        y += HEAD + LINE * len(lines) + GAP
    return TrackChart(laid, WIDTH, y)


def _title(rollout: dict[str, Any]) -> str:
    units = ", ".join(str(unit["code"]) for unit in rollout["units"])
    return f"{rollout['title']} · {units}" if units else str(rollout["title"])


def _track(name: str, track: dict[str, Any] | None, order: Sequence[str], y: int) -> Track:
    state = track["state"] if track else None
    here = order.index(state) if state in order else -1
    gap = (WIDTH - 24) / (len(order) - 1)
    steps = [
        Step(round(12 + i * gap), "behind" if i < here else "here" if i == here else "ahead")
        for i in range(len(order))
    ]
    label = track["label"] if track else "nicht bekannt"
    return Track(name, str(label), y, steps, steps[here].x if here >= 0 else steps[0].x)
