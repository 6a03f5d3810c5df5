"""Keep the list of what the administration owes: assigned, extended, done, confirmed."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sachstand_common.contracts.governance import TaskAssigned, TaskConfirmed, TaskOverdue
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.tasks import RUNNING, Change, Task, TaskState, advance, is_overdue, retold, transitions
from ..domain.transitions import Option
from ..storage.papers import public_among
from ..storage.tasks import TASKS
from . import announcements
from .facts import not_before, quietly, step_day


async def assign_task(work: Work, task: Task) -> None:
    """Enter a task, or follow what is told again of it."""
    task = replace(task, public_papers=await public_among(work.session, [task.paper_id]))
    if await work.find(TASKS, origin_id=task.origin_id) is None:
        id = new_id()
        work.add(TASKS, task, announcements.task(TaskAssigned, id, task), Fact(task.assigned_on), id)
    else:
        await follow_task(work, task)


async def follow_task(work: Work, task: Task) -> None:
    """Told again, its date and title follow while it is open, and its publicity also when it is done."""
    held = await work.find(TASKS, origin_id=task.origin_id)
    if held is None:
        return
    known = retold(held.state, task, work.clock.today())
    papers = await public_among(work.session, [known.paper_id, known.evidence_paper_id])
    known = replace(known, public_papers=papers)
    turned = known.public != held.state.public
    work.change(held, known, fact=quietly(held) if turned else _told(work, held), retell=turned)


def _told(work: Work, held: Held[Task]) -> Fact:
    """From the day of the cause, but never before what is known already, for instance that it was late."""
    day = work.cause.effective if work.cause else None
    return Fact() if day is None or day >= held.row["since"] else not_before(held, day)


async def finish_task(work: Work, origin_id: UUID, change: Change, to: TaskState = TaskState.DONE) -> None:
    """What it came from was settled, for instance an enquiry answered; a finished one stays as it is."""
    held = await work.find(TASKS, origin_id=origin_id)
    if held is not None and held.state.state in RUNNING:
        day = (work.cause.effective if work.cause else None) or work.clock.today()
        done = advance(held.state, to, change)
        papers = await public_among(work.session, [done.paper_id, done.evidence_paper_id])
        fact = not_before(held, day)
        if change.paper_id not in papers:
            fact = replace(fact, source=held.source)
        work.change(held, replace(done, public_papers=papers), fact=fact)


async def advance_task(
    work: Work, id: UUID, to: TaskState, change: Change, on: date | None, if_match: str | None = None
) -> None:
    """Take one step.

    Raises:
        ReasonRequired, DueRequired, EvidenceRequired: what is missing.
    """
    held = await work.get(TASKS, id, if_match)
    day = step_day(work, held, on)
    task = advance(held.state, to, change)
    event = announcements.task(TaskConfirmed, id, task) if to is TaskState.CONFIRMED else None
    work.change(held, task, event, Fact(day, reason=change.reason))


async def mark_overdue(work: Work) -> int:
    """Once a day: say of every open task past its date that it is overdue; how many were."""
    late = [
        held
        for held in await work.find_all(TASKS, stage=TaskState.OPEN)
        if is_overdue(held.state, work.clock.today())
    ]
    for held in late:
        task = replace(held.state, state=TaskState.OVERDUE)
        first = (held.state.due or work.clock.today()) + timedelta(days=1)
        work.change(held, task, announcements.task(TaskOverdue, held.id, task), not_before(held, first))
    return len(late)


async def task_options(work: Work, id: UUID) -> tuple[Option, ...]:
    """What can become of a task now, and what each way needs."""
    return transitions((await work.get(TASKS, id)).state)
