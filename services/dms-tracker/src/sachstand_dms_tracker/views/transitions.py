"""Steps as they are shown."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from sachstand_common.journal.views import ViewPart

from ..domain.prerequisites import PrerequisiteSummary
from ..domain.transitions import Step
from .prerequisites import PrerequisitePart, prerequisite_part


class TransitionPart(ViewPart):
    """One step the diagram has from here."""

    track: Annotated[str, Field(description="intro | stock | prerequisite")]
    to: str
    allowed: Annotated[bool, Field(description="Whether it can be taken now, by a role that may")]
    needs_reason: bool
    reserved: Annotated[bool, Field(description="Taken by an event only")]
    lacks: list[str]
    missing: Annotated[
        list[PrerequisitePart], Field(description="Open prerequisites, with citation and paper")
    ]


class TransitionsView(ViewPart):
    """The steps that are possible now."""

    data: list[TransitionPart]


def _parts(
    track: str, steps: Iterable[Step], blockers: Iterable[PrerequisiteSummary]
) -> list[TransitionPart]:
    missing = [prerequisite_part(p) for p in blockers]
    by_hand = track == "prerequisite"
    return [
        TransitionPart(
            track=track,
            to=step.to,
            allowed=not step.reserved and (by_hand or not step.lacks),
            needs_reason=step.needs_reason,
            reserved=step.reserved,
            lacks=list(step.lacks),
            missing=missing if step.lacks and not by_hand else [],
        )
        for step in steps
    ]


def render_steps(
    intro: Iterable[Step], stock: Iterable[Step], blockers: Iterable[PrerequisiteSummary]
) -> TransitionsView:
    """Show the steps of both tracks."""
    return TransitionsView(data=[*_parts("intro", intro, ()), *_parts("stock", stock, blockers)])


def render_prerequisite_steps(steps: Iterable[Step]) -> TransitionsView:
    """Show the steps of a prerequisite; what one lacks comes with the request that takes it."""
    return TransitionsView(data=_parts("prerequisite", steps, ()))
