"""Tasks and undertakings (Aufträge, Zusagen): what followed, who owes it, until when, and why it is late."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import City

from .transitions import Option, arrow, options, step


class TaskOrigin(StrEnum):
    """What a task comes from."""

    DECISION = "decision"
    WISH = "wish"  # Bitte in der Debatte
    ENQUIRY = "enquiry"  # Anfrage
    COMMITMENT = "commitment"  # Zusage der Verwaltung
    EVALUATION = "evaluation"


class TaskState(StrEnum):
    """Done is what the unit says, confirmed what the one who asked says."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    CONFIRMED = "confirmed"
    WAIVED = "waived"


MACHINE = (
    arrow("open overdue", "open", "reason", "due"),  # an extension
    arrow("open overdue", "done", "evidence"),
    arrow("done", "confirmed"),
    arrow("done", "open", "reason"),
    arrow("open overdue done", "waived", "reason"),
)
RUNNING = (TaskState.OPEN, TaskState.OVERDUE)


class EvidenceRequired(RuleViolated):
    """A task is done when something shows it."""


class DueRequired(RuleViolated):
    """An extension names the new date."""


@dataclass(frozen=True)
class Task:
    """A task or undertaking; `reason` is why it is late or was waived."""

    city: City
    origin: TaskOrigin
    origin_id: UUID
    title: str
    state: TaskState = TaskState.OPEN
    unit: str | None = None
    assigned_on: date | None = None
    due: date | None = None
    paper_id: UUID | None = None
    minutes_id: UUID | None = None
    evidence: str | None = None
    evidence_paper_id: UUID | None = None
    reason: str | None = None
    public_papers: tuple[UUID, ...] = ()
    public: bool = False


def follow_paper(task: Task, paper_id: UUID, *, public: bool) -> Task:
    """A paper became public, or is so no more."""
    others = tuple(one for one in task.public_papers if one != paper_id)
    return replace(task, public_papers=(*others, paper_id) if public else others)


@dataclass(frozen=True)
class Change:
    """What is said with a step; a paper shows a result as well as words do."""

    reason: str | None = None
    due: date | None = None
    evidence: str | None = None
    paper_id: UUID | None = None


def advance(task: Task, to: TaskState, change: Change) -> Task:
    """Take one step: an extension (open again) needs a reason and a date, a result its evidence."""
    state = TaskState(step(MACHINE, task.state, to, change.reason))
    extends = to is TaskState.OPEN and task.state in RUNNING
    if extends and change.due is None:
        raise DueRequired(due=task.due)
    if to is TaskState.DONE and change.evidence is None and change.paper_id is None:
        raise EvidenceRequired(origin=task.origin)
    return replace(
        task,
        state=state,
        reason=change.reason or task.reason,
        due=change.due if extends else task.due,
        evidence=change.evidence or task.evidence,
        evidence_paper_id=change.paper_id or task.evidence_paper_id,
    )


def retold(task: Task, told: Task, today: date) -> Task:
    """As its origin tells it again: while open its title, papers and day follow, its publicity always.

    An extension that was granted here stays; who got another day that is not past is late no more.
    """
    known = replace(task, public=told.public)
    if task.state not in RUNNING:
        return known
    due = task.due if task.reason else told.due
    late = due is not None and due < today
    state = TaskState.OVERDUE if task.state is TaskState.OVERDUE and late else TaskState.OPEN
    return replace(
        known, title=told.title, due=due, state=state, paper_id=told.paper_id, minutes_id=told.minutes_id
    )


def transitions(task: Task) -> tuple[Option, ...]:
    """What can become of it now, and what each way needs."""
    return options(MACHINE, task.state)


def is_overdue(task: Task, today: date) -> bool:
    """Whether an open task is past its day; one without a day is never overdue."""
    return task.state is TaskState.OPEN and task.due is not None and task.due < today
