"""The steps of a rollout's two tracks: which are allowed now, what each lacks, and taking one."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import FactAhead
from sachstand_common.http import CommandRouter, Page, WorkDep, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.transitions import TransitionBody, list_steps
from sachstand_common.security.access import UnitNotOwn

from ..domain.histories import BeforeHistory
from ..domain.intro_tracks import IntroState
from ..domain.stock_tracks import PrerequisiteUnmet, StockState
from ..domain.transitions import ReasonRequired, TransitionNotAllowed
from ..storage.rollouts import ROLLOUTS
from ..usecases.permissions import StockReserved
from ..usecases.rollouts import IntroMove, move_introduction
from ..usecases.stock_tracks import StockMove, move_stock_track
from ..usecases.transitions import steps_of_rollout
from ..views.rollouts import RolloutView
from ..views.transitions import TrackTransitionView
from .parts import READ_PROBLEMS, WRITE_PROBLEMS, ComputedDep, OptionalIfMatch

router = CommandRouter(prefix="/v1/rollouts", tags=["rollouts"], responses=READ_PROBLEMS)

STEP_PROBLEMS = (
    UnitNotOwn,
    StockReserved,
    TransitionNotAllowed,
    PrerequisiteUnmet,
    ReasonRequired,
    BeforeHistory,
    FactAhead,
)


class IntroTransition(TransitionBody):
    """A step of the introduction track (Einführung); going back, pausing and aborting need the reason."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"track": "intro", "to": "paused", "reason": "Personalmangel"}]}
    )

    track: Literal["intro"]
    to: IntroState

    async def take(self, work: WorkDep, rollout_id: UUID, if_match: str | None) -> None:
        """Take it."""
        await move_introduction(work, rollout_id, IntroMove(self.to, self.effective, self.reason), if_match)


class StockTransition(TransitionBody):
    """A step of the stock track (Bestandsdigitalisierung); going back and suspending need the reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"track": "stock", "to": "preparing"}]})

    track: Literal["stock"]
    to: StockState

    async def take(self, work: WorkDep, rollout_id: UUID, if_match: str | None) -> None:
        """Take it."""
        await move_stock_track(work, rollout_id, StockMove(self.to, self.effective, self.reason), if_match)


Transition = Annotated[
    IntroTransition | StockTransition,
    Field(discriminator="track", examples=[{"track": "stock", "to": "released", "effective": "2026-11-02"}]),
]


@router.get(
    "/{rollout_id}/transitions",
    response_model=Page[TrackTransitionView],
    summary="List what a rollout can become next",
)
async def list_transitions(computed: ComputedDep, request: Request, rollout_id: UUID) -> Response:
    """The steps both tracks have from here, each with what it lacks and needs."""
    async with computed.works.open(computed.principal) as work:
        return list_steps(request, await steps_of_rollout(work, rollout_id), TrackTransitionView)


@router.post(
    "/{rollout_id}/transitions",
    response_model=RolloutView,
    summary="Move a rollout on",
    dependencies=[allow("dms-team", "beauftragte")],
    responses=problem_responses(*WRITE_PROBLEMS, *STEP_PROBLEMS),
)
async def take_transition(
    work: WorkDep, rollout_id: UUID, body: Transition, if_match: OptionalIfMatch = None
) -> Response:
    """Move one of the tracks; releasing old files is refused while a prerequisite is open."""
    await body.take(work, rollout_id, if_match)
    return await work.answer(ROLLOUTS, rollout_id)
