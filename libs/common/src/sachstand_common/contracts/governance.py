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
from .governance_tasks import (
    EvaluationAnchored,
    EvaluationDue,
    EvaluationReported,
    TaskAssigned,
    TaskConfirmed,
    TaskOverdue,
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


class DecisionPublished(DecisionFacts):
    """A decision became public (Beschluss veröffentlicht)."""

    type: ClassVar[str] = "decision.published"


class DecisionDepublished(DecisionFacts):
    """A decision is public no more (Veröffentlichung zurückgenommen)."""

    type: ClassVar[str] = "decision.depublished"
    EXAMPLE: ClassVar[dict[str, Any]] = {**DecisionFacts.EXAMPLE, "public": False}


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


class ReportMissing(GovernanceEvent):
    """A project owes the Board a report (Bericht fehlt)."""

    type: ClassVar[str] = "report.missing"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_CITY, "projectId": _PROJECT_ID, "due": "2026-10-01"}
    project_id: UUID
    unit: str | None = None
    due: date


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
    DecisionPublished,
    DecisionDepublished,
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
    "DecisionDepublished",
    "DecisionExecuted",
    "DecisionPublished",
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
