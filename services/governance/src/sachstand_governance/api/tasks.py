"""Tasks and undertakings (Aufträge, Zusagen): the list of what is owed."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.dates import Day
from sachstand_common.http.transitions import TransitionBody, TransitionView, list_steps

from ..domain.tasks import Change, DueRequired, EvidenceRequired, TaskOrigin, TaskState
from ..domain.transitions import ReasonRequired
from ..storage.tasks import TASKS
from ..usecases.keep_task import advance_task, task_options
from ..views.tasks import TaskView
from .access import (
    LOOK_PROBLEMS,
    READ_PROBLEMS,
    STEP_PROBLEMS,
    Looking,
    MaybeIfMatch,
    looks,
    refusals,
    runs_meetings,
)

router = CommandRouter(prefix="/v1/tasks", tags=["tasks"], responses=READ_PROBLEMS)


class TaskQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    origin: TaskOrigin | None = Field(None, description="Coming from such a thing")
    origin_id: UUID | None = Field(None, alias="originId", description="Coming from this thing, by id")
    state: TaskState | None = Field(None, description="In this state")
    unit: str | None = Field(None, description="Owed by this unit, by code")
    paper_id: UUID | None = Field(None, alias="paperId", description="On this paper, by id")


class TaskStep(TransitionBody):
    """What becomes of a task: `done`, `confirmed`, `waived`, or `open`, extended or taken up again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"to": "open", "due": "2026-12-31", "reason": "Personalwechsel"},
                {"to": "done", "evidence": "Bericht vom 02.11.2026"},
            ]
        }
    )

    to: TaskState
    due: Day | None = Field(None, description="The new date of an extension")
    evidence: str | None = Field(None, max_length=2000, description="What shows that it is done")
    paper_id: UUID | None = Field(None, description="The paper that shows it, instead of `evidence`")

    def to_change(self) -> Change:
        """What is said with the transition."""
        return Change(self.reason, self.due, self.evidence, self.paper_id)


@router.get(
    "",
    response_model=Page[TaskView],
    summary="List what is owed",
)
async def list_tasks(reads: Reads, query: Annotated[TaskQuery, Query()]) -> Response:
    """List tasks and undertakings by their date."""
    return await reads.list(TASKS, query)


@router.get(
    "/{task_id}",
    response_model=TaskView,
    summary="Read one task",
)
async def get_task(reads: Reads, task_id: UUID, at: AsOf) -> Response:
    """One task or undertaking."""
    return await reads.one(TASKS, task_id, at)


@router.get(
    "/{task_id}/transitions",
    response_model=Page[TransitionView],
    dependencies=[looks],
    responses=LOOK_PROBLEMS,
    summary="List what a task can become next",
)
async def list_task_transitions(work: Looking, request: Request, task_id: UUID) -> Response:
    """What can become of the task now, and what each way needs."""
    return list_steps(request, await task_options(work, task_id))


@router.post(
    "/{task_id}/transitions",
    response_model=TaskView,
    dependencies=[runs_meetings],
    responses=refusals(DueRequired, EvidenceRequired, ReasonRequired, *STEP_PROBLEMS),
    summary="Move a task on",
)
async def create_task_transition(
    work: WorkDep, task_id: UUID, body: TaskStep, if_match: MaybeIfMatch = None
) -> Response:
    """Extend a task, finish it with its evidence, confirm, reopen or waive it."""
    await advance_task(work, task_id, body.to, body.to_change(), body.effective, if_match)
    return await work.answer(TASKS, task_id)
