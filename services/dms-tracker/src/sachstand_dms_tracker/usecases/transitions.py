"""Say which steps are possible now."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.journal.work import Work

from ..domain.intro_tracks import intro_steps
from ..domain.prerequisite_steps import prerequisite_steps
from ..domain.stock_tracks import StockState, begin_stock, stock_steps
from ..domain.transitions import Step
from ..storage.prerequisites import PREREQUISITES
from ..storage.rollouts import ROLLOUTS
from ..storage.states import read_state

Steps = tuple[Step, ...]


async def steps_of_rollout(work: Work, rollout_id: UUID) -> Steps:
    """The steps of both tracks; the opening of the stock lacks each prerequisite that is not met."""
    rollout = await read_state(work.session, ROLLOUTS, rollout_id)
    beginning = (Step(StockState.NOT_PLANNED), *stock_steps(begin_stock(StockState.NOT_PLANNED, None), ()))
    stock = stock_steps(rollout.stock, rollout.prerequisites) if rollout.stock else beginning
    intro = (replace(step, track="intro") for step in intro_steps(rollout.intro))
    return (*intro, *(replace(step, track="stock") for step in stock))


async def steps_of_prerequisite(work: Work, prerequisite_id: UUID) -> Steps:
    """The steps of a prerequisite, for who asks."""
    prerequisite = await read_state(work.session, PREREQUISITES, prerequisite_id)
    return prerequisite_steps(prerequisite, work.principal.subject)
