"""Events of governance, third part: what follows from decisions, tasks and the evaluation of the strategy.

Read them from ``contracts.governance``, which joins all parts.
"""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from .governance_meetings import CITY as _CITY
from .governance_meetings import GovernanceEvent


class TaskFacts(GovernanceEvent):
    """State of a task or undertaking (Auftrag, Zusage) after the change."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_CITY,
        "taskId": "0197a000-0000-7000-8000-000000000009",
        "origin": "enquiry",
        "unit": "Dez II",
        "due": "2021-06-30",
        "state": "open",
    }
    task_id: UUID
    origin: str = Field(description="decision | wish | enquiry | commitment (Zusage) | evaluation")
    origin_id: UUID | None = None
    unit: str | None = None
    due: date | None = None
    state: str = Field(description="open | overdue | done | confirmed | waived")


class TaskAssigned(TaskFacts):
    """A task was given to a unit (Auftrag erteilt)."""

    type: ClassVar[str] = "task.assigned"


class TaskOverdue(TaskFacts):
    """A task is past its date (Auftrag überfällig)."""

    type: ClassVar[str] = "task.overdue"
    EXAMPLE: ClassVar[dict[str, Any]] = {**TaskFacts.EXAMPLE, "state": "overdue"}


class TaskConfirmed(TaskFacts):
    """A task was confirmed as done (Auftrag erledigt)."""

    type: ClassVar[str] = "task.confirmed"
    EXAMPLE: ClassVar[dict[str, Any]] = {**TaskFacts.EXAMPLE, "state": "confirmed"}


class EvaluationFacts(GovernanceEvent):
    """State of an evaluation of the strategy after the change."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_CITY,
        "evaluationId": "0197a000-0000-7000-8000-00000000000a",
        "strategyKey": "smart-city-strategie",
        "state": "scheduled",
        "anchoredOn": "2024-02-29",
        "structureDue": "2025-02-28",
        "fullDue": "2026-02-28",
    }
    evaluation_id: UUID
    strategy_key: str
    state: str = Field(
        description="unanchored | scheduled | due | running | reported"
        " | adaptation_decided | no_adaptation | closed"
    )
    anchored_on: date | None = Field(None, description="Day of the council's decision on the strategy")
    structure_due: date | None = Field(None, description="Anchor + 1 year")
    full_due: date | None = Field(None, description="Anchor + 2 years")


class EvaluationAnchored(EvaluationFacts):
    """The council decided on the strategy: the evaluation clock runs (Evaluation verankert)."""

    type: ClassVar[str] = "evaluation.anchored"


class EvaluationDue(EvaluationFacts):
    """An evaluation is due (Evaluation fällig)."""

    type: ClassVar[str] = "evaluation.due"
    EXAMPLE: ClassVar[dict[str, Any]] = {**EvaluationFacts.EXAMPLE, "state": "due"}


class EvaluationReported(EvaluationFacts):
    """The result of an evaluation was reported to the Dezernentensitzung (Evaluation berichtet)."""

    type: ClassVar[str] = "evaluation.reported"
    EXAMPLE: ClassVar[dict[str, Any]] = {**EvaluationFacts.EXAMPLE, "state": "reported"}
