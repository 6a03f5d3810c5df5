"""Events of governance: who meets, what they decide, what became of it."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from .base import Event
from .governance_meetings import BODY as _BODY
from .governance_meetings import CITY as _CITY
from .governance_meetings import ITEM_ID as _ITEM_ID
from .governance_meetings import MEETING_ID as _MEETING_ID
from .governance_meetings import (
    AgendaAmended,
    AgendaItemFacts,
    AgendaPublished,
    BodyEvent,
    GovernanceEvent,
    MandateEnded,
    MandateGranted,
    MeetingCancelled,
    MeetingConvened,
    MeetingHeld,
    MeetingPostponed,
    MeetingScheduled,
    OrganizationClosed,
    OrganizationFounded,
    Origin,
    Outcome,
    PointOutcome,
    UnitRegistered,
    VoteCertified,
)

CARRIED = frozenset({"unanimous", "by_consensus", "majority", "amended", "adopted"})
"""Outcomes (Abstimmungsergebnisse) that adopt a motion; ``noted`` (zur Kenntnis genommen) never does."""
SPLIT = "split"
"""The outcome of a motion whose points have different ones (nach Ziffern verschieden)."""

_DECISION_ID = "0197a000-0000-7000-8000-000000000003"
_PROJECT_ID = "0197a000-0000-7000-8000-000000000004"


class DecisionFacts(BodyEvent):
    """State of a decision (Beschluss) after the change."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_BODY,
        "decisionId": _DECISION_ID,
        "number": "rat-2021-0001",
        "origin": "session",
        "kind": "release",
        "date": "2021-05-11",
        "outcome": "majority",
        "points": [{"number": "1", "outcome": "majority"}],
        "paperReference": "21-15123",
        "meetingId": _MEETING_ID,
        "agendaItemId": _ITEM_ID,
        "itemNumber": "4a",
    }
    decision_id: UUID
    number: str | None = Field(None, description="Gap-free per body and year; only when certified here")
    source_number: str | None = Field(None, description="The number its source prints; only when recorded")
    origin: Origin
    kind: str = Field(
        description="project_selection | responsibility | staffing | release | standard"
        " | recommendation_to_council | evaluation | competence_ruling"
        " | resolution (Beschluss eines Ratsgremiums)"
    )
    date: date
    outcome: Outcome
    points: tuple[PointOutcome, ...] = Field((), description="Of a split outcome: those that are clear")
    project_ids: tuple[UUID, ...] = ()
    scoring_version: int | None = None
    scoring_hash: str | None = None
    paper_id: UUID | None = None
    paper_reference: str | None = None
    prerequisite_id: UUID | None = None
    meeting_id: UUID
    agenda_item_id: UUID
    item_number: str | None = None
    minutes_id: UUID | None = None
    requires_council: bool = False
    supersedes: UUID | None = None
    state: str = Field(
        "certified",
        description="certified | in_execution | executed | awaiting_council | council_approved"
        " | council_rejected | closed | superseded",
    )
    public: bool = True


class DecisionCertified(DecisionFacts):
    """A decision holds, certified here or recorded from elsewhere, as ``origin`` says (Beschluss gefasst)."""

    type: ClassVar[str] = "decision.certified"


class DecisionSuperseded(DecisionFacts):
    """A later decision replaced this one (Beschluss ersetzt)."""

    type: ClassVar[str] = "decision.superseded"
    EXAMPLE: ClassVar[dict[str, Any]] = {**DecisionFacts.EXAMPLE, "state": "superseded"}


class DecisionExecuted(DecisionFacts):
    """Everything that followed from a decision is done (Beschluss ausgeführt)."""

    type: ClassVar[str] = "decision.executed"
    EXAMPLE: ClassVar[dict[str, Any]] = {**DecisionFacts.EXAMPLE, "state": "executed"}


class CouncilPaperRequested(GovernanceEvent):
    """A decision needs the council; a draft paper is asked for (Vorlage angefordert)."""

    type: ClassVar[str] = "council_paper.requested"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_CITY,
        "decisionId": _DECISION_ID,
        "subject": "Stufe 2",
        "organizationName": "Rat",
    }
    decision_id: UUID
    subject: str
    organization_name: str = Field(description="The body that shall decide")
    planned_date: date | None = None


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


class ReportMissing(GovernanceEvent):
    """A project owes the Board a report (Bericht fehlt)."""

    type: ClassVar[str] = "report.missing"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_CITY, "projectId": _PROJECT_ID, "due": "2026-10-01"}
    project_id: UUID
    unit: str | None = None
    due: date


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


class StrategyAdapted(GovernanceEvent):
    """The strategy was adapted after an evaluation (Strategie angepasst)."""

    type: ClassVar[str] = "strategy.adapted"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_CITY,
        "strategyId": "0197a000-0000-7000-8000-00000000000b",
        "key": "smart-city-strategie",
        "decisionId": _DECISION_ID,
        "edition": "2.0",
    }
    strategy_id: UUID
    key: str
    edition: str
    decision_id: UUID | None = None


EVENTS: tuple[type[Event], ...] = (
    UnitRegistered,
    OrganizationFounded,
    OrganizationClosed,
    MandateGranted,
    MandateEnded,
    MeetingScheduled,
    MeetingConvened,
    MeetingPostponed,
    MeetingCancelled,
    MeetingHeld,
    AgendaPublished,
    AgendaAmended,
    VoteCertified,
    DecisionCertified,
    DecisionSuperseded,
    DecisionExecuted,
    CouncilPaperRequested,
    TaskAssigned,
    TaskOverdue,
    TaskConfirmed,
    ReportMissing,
    EvaluationAnchored,
    EvaluationDue,
    EvaluationReported,
    StrategyAdapted,
)
__all__ = [
    "CARRIED",
    "EVENTS",
    "SPLIT",
    "AgendaAmended",
    "AgendaItemFacts",
    "AgendaPublished",
    "CouncilPaperRequested",
    "DecisionCertified",
    "DecisionExecuted",
    "DecisionSuperseded",
    "EvaluationAnchored",
    "EvaluationDue",
    "EvaluationReported",
    "MandateEnded",
    "MandateGranted",
    "MeetingCancelled",
    "MeetingConvened",
    "MeetingHeld",
    "MeetingPostponed",
    "MeetingScheduled",
    "OrganizationClosed",
    "OrganizationFounded",
    "PointOutcome",
    "ReportMissing",
    "StrategyAdapted",
    "TaskAssigned",
    "TaskConfirmed",
    "TaskOverdue",
    "UnitRegistered",
    "VoteCertified",
]
