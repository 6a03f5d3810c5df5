"""/v1/goals."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from sachstand_common.http import AsOf, ListQuery, Page, Reads

from ..domain.goals import GoalGroup
from ..storage.goals import GOALS
from ..views.goals import GoalView

router = APIRouter(prefix="/v1/goals", tags=["goals"])


class GoalQuery(ListQuery):
    """Filters of the goals."""

    group: GoalGroup | None = Field(None, description="Of this group")


@router.get("", response_model=Page[GoalView], summary="List the strategic goals")
async def list_goals(reads: Reads, query: Annotated[GoalQuery, Query()]) -> Response:
    """The goals of the strategy (strategische Ziele) in their three groups."""
    return await reads.list(GOALS, query)


@router.get("/{goal_id}", response_model=GoalView, summary="Read one goal")
async def get_goal(reads: Reads, goal_id: UUID, at: AsOf) -> Response:
    """One goal, now or as of a day."""
    return await reads.one(GOALS, goal_id, at)
