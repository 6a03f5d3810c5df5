"""Tasks and undertakings (Aufträge, Zusagen): the list of what is owed."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.dates import Day
from sachstand_common.journal.changes import StaleVersion

from ..domain.tasks import Change, DueRequired, EvidenceRequired, TaskOrigin, TaskState
from ..domain.transitions import ReasonRequired, TransitionNotAllowed
from ..storage.tasks import TASKS
from ..usecases.keep_task import advance_task, task_options
from ..views.meetings import TransitionsView
from ..views.tasks import TaskView
from .access import LOOK_PROBLEMS, READ_PROBLEMS, Looking, MaybeIfMatch, looks, refusals, runs_meetings, shown

router = CommandRouter(prefix="/v1/tasks", tags=["tasks"], responses=READ_PROBLEMS)


class TaskQuery(ListQuery):
    """Filters of the list."""

    city: City | None = None
    origin: TaskOrigin | None = None
    origin_id: UUID | None = Field(None, alias="originId")
    state: TaskState | None = None
    unit: str | None = None
    paper_id: UUID | None = Field(None, alias="paperId")


class TaskStep(Body):
    """One transition: `extend`, `finish`, `confirm`, `reopen`, `waive`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"transition": "extend", "due": "2026-12-31", "reason": "Personalwechsel"}]
        }
    )

    transition: str = Field(max_length=40, examples=["extend"])
    reason: str | None = Field(None, max_length=2000)
    due: Day | None = Field(None, description="The new date of an extension")
    evidence: str | None = Field(None, max_length=2000, description="What shows that it is done")
    paper_id: UUID | None = Field(None, description="The paper that shows it")

    def to_change(self) -> Change:
        """What is said with the transition."""
        return Change(self.reason, self.due, self.evidence, self.paper_id)


@router.get("", response_model=Page[TaskView])
async def list_tasks(reads: Reads, query: Annotated[TaskQuery, Query()]) -> Response:
    """List tasks and undertakings by their date."""
    return await reads.list(TASKS, query)


@router.get("/{task_id}", response_model=TaskView)
async def get_task(reads: Reads, task_id: UUID, at: AsOf) -> Response:
    """One task or undertaking."""
    return await reads.one(TASKS, task_id, at)


@router.get(
    "/{task_id}/transitions",
    response_model=TransitionsView,
    dependencies=[looks],
    responses=LOOK_PROBLEMS,
)
async def list_task_transitions(work: Looking, task_id: UUID) -> TransitionsView:
    """What can become of the task now, and what each way lacks."""
    return shown(*await task_options(work, task_id))


@router.post(
    "/{task_id}/transitions",
    response_model=TaskView,
    dependencies=[runs_meetings],
    responses=refusals(DueRequired, EvidenceRequired, ReasonRequired, StaleVersion, TransitionNotAllowed),
)
async def create_task_transition(
    work: WorkDep, task_id: UUID, body: TaskStep, if_match: MaybeIfMatch = None
) -> Response:
    """Extend a task, finish it with its evidence, confirm, reopen or waive it."""
    await advance_task(work, task_id, body.transition, body.to_change(), if_match)
    return await work.answer(TASKS, task_id)
