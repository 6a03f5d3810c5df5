"""What the project portfolio tells the others (Vorhabenverzeichnis). Internal events; ids and facts only."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from .base import Event

_ID = "01930000-0000-7000-8000-000000000001"
_OTHER = "01930000-0000-7000-8000-000000000002"


class _ProjectEvent(Event):
    """What every event about a project says: which one, and the state it is in afterwards."""

    service: ClassVar[str] = "projects"

    project_id: UUID = Field(examples=[_ID])
    city: str = Field(examples=["braunschweig"])
    key: str = Field(examples=["einfuehrung-elektronische-akte"])
    title: str = Field(examples=["Einführung Elektronische Akte"])
    state: str = Field(examples=["queued"])


class ProjectProposed(_ProjectEvent):
    """A project was entered as an idea (Projektidee), or as one the strategy already names."""

    type: ClassVar[str] = "project.proposed"
    lead_unit: str | None = Field(None, examples=["Ref 0110"])
    fields_of_action: tuple[str, ...] = Field((), examples=[["verwaltung"]])


class ProjectSubmitted(_ProjectEvent):
    """The profile was handed in and is immutable from now on (Steckbrief eingereicht)."""

    type: ClassVar[str] = "project.submitted"
    profile_version: int = Field(1, examples=[1])


class ProjectScored(_ProjectEvent):
    """An assessor rated the project (Bewertung); the total is null while a criterion is missing."""

    type: ClassVar[str] = "project.scored"
    criteria_set: str = Field(examples=["gleichgewichtet"])
    scoring_version: int = Field(examples=[1])
    total: Decimal | None = Field(None, examples=["3.5000"])


class ProjectQueued(_ProjectEvent):
    """The scoring was frozen and the project waits for the Board's choice (Board-Kandidat)."""

    type: ClassVar[str] = "project.queued"
    scoring_version: int = Field(examples=[1])
    scoring_hash: str = Field(examples=["2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"])
    partners: tuple[str, ...] = Field((), examples=[["Stadtwerke"]])
    lead_unit: str | None = Field(None, examples=["Ref 0110"])
    board_key: str = Field("smart-city-board", examples=["smart-city-board"])


class _ProjectDecided(_ProjectEvent):
    decision_id: UUID = Field(examples=[_OTHER])
    decision_number: str | None = Field(None, examples=["1/2026"])
    decided_on: date | None = Field(None, examples=["2026-11-02"])


class ProjectSelected(_ProjectDecided):
    """The Board chose the project (ausgewählt)."""

    type: ClassVar[str] = "project.selected"


class ProjectDeferred(_ProjectDecided):
    """The Board put the project off (zurückgestellt); on the day named it may be scored again."""

    type: ClassVar[str] = "project.deferred"
    until: date | None = Field(None, examples=["2027-03-01"])


class ProjectRejected(_ProjectDecided):
    """The Board refused the project (abgelehnt); only a new version of it comes back."""

    type: ClassVar[str] = "project.rejected"


class ProjectReleased(_ProjectEvent):
    """Selected, and every gate before the release is satisfied (freigegeben)."""

    type: ClassVar[str] = "project.released"


class ProjectStarted(_ProjectEvent):
    """Implementation began, or went on after a pause (Umsetzung)."""

    type: ClassVar[str] = "project.started"


class ProjectPaused(_ProjectEvent):
    """Implementation rests (pausiert)."""

    type: ClassVar[str] = "project.paused"


class ProjectWentLive(_ProjectEvent):
    """The project is in operation (in Betrieb)."""

    type: ClassVar[str] = "project.went_live"


class ProjectCompleted(_ProjectEvent):
    """The project is finished (abgeschlossen)."""

    type: ClassVar[str] = "project.completed"


class ProjectCancelled(_ProjectEvent):
    """The project was given up (abgebrochen); a waiting candidate drops out."""

    type: ClassVar[str] = "project.cancelled"


class ProfileRevised(_ProjectEvent):
    """A submitted profile was replaced by a new version (neue Fassung des Steckbriefs)."""

    type: ClassVar[str] = "profile.revised"
    profile_version: int = Field(examples=[2])
    changed: tuple[str, ...] = Field((), examples=[["title"]])


class _GateEvent(Event):
    service: ClassVar[str] = "projects"

    gate_id: UUID = Field(examples=[_ID])
    gate_key: str = Field(examples=["council-consent"])
    kind: str = Field(examples=["council_resolution"])
    city: str = Field(examples=["stuttgart"])
    project_id: UUID | None = Field(None, examples=[None])
    application_id: UUID | None = Field(None, examples=[_OTHER])
    citation: str | None = Field(None, examples=["GRDRs 234/2021, Ziffer 2"])
    reference: str | None = Field(None, examples=["GRDRs 234/2021"])
    motion_item: str | None = Field(None, examples=["2"])


class GateOpened(_GateEvent):
    """Something must be decided or consented to first (Zustimmungsvorbehalt)."""

    type: ClassVar[str] = "gate.opened"


class GateSatisfied(_GateEvent):
    """What a gate waited for is there, with its reference and date (Zustimmung liegt vor)."""

    type: ClassVar[str] = "gate.satisfied"
    satisfied_on: date = Field(examples=["2021-03-24"])
    decision_id: UUID | None = Field(None, examples=[_ID])


class _MilestoneEvent(_ProjectEvent):
    milestone_key: str = Field(examples=["go-live"])
    due: date = Field(examples=["2027-06-30"])


class MilestoneReached(_MilestoneEvent):
    """A milestone was met (Meilenstein erreicht)."""

    type: ClassVar[str] = "milestone.reached"
    met_on: date = Field(examples=["2027-06-15"])


class MilestoneSlipped(_MilestoneEvent):
    """A milestone moved to a later day (Meilenstein verschoben)."""

    type: ClassVar[str] = "milestone.slipped"
    baseline: date = Field(examples=["2027-05-31"])


class _ApplicationEvent(Event):
    service: ClassVar[str] = "projects"

    application_id: UUID = Field(examples=[_ID])
    city: str = Field(examples=["stuttgart"])
    key: str = Field(examples=["modellprojekte-smart-cities-stuttgart"])
    programme_key: str = Field(examples=["modellprojekte-smart-cities"])
    state: str = Field(examples=["submitted"])


class ApplicationSubmitted(_ApplicationEvent):
    """An application for funding was handed in (Förderantrag eingereicht)."""

    type: ClassVar[str] = "application.submitted"


class _GrantEvent(_ApplicationEvent):
    notice: str | None = Field(None, examples=["Zuwendungsbescheid 1/2022"])


class GrantAwarded(_GrantEvent):
    """The funder granted the application (Zuwendungsbescheid)."""

    type: ClassVar[str] = "grant.awarded"
    amount: Decimal | None = Field(None, examples=["10620000.00"])


class GrantRejected(_GrantEvent):
    """The funder refused the application (Ablehnungsbescheid)."""

    type: ClassVar[str] = "grant.rejected"


class BudgetStaged(Event):
    """A measure's money moved one stage forward (angemeldet, veranschlagt, beschlossen, freigegeben)."""

    service: ClassVar[str] = "projects"
    type: ClassVar[str] = "budget.staged"
    budget_id: UUID = Field(examples=[_ID])
    application_id: UUID | None = Field(None, examples=[_OTHER])
    project_id: UUID | None = Field(None, examples=[None])
    measure_key: str | None = Field(None, examples=["M6"])
    stage: Literal["registered", "estimated", "adopted", "released"] = Field(examples=["adopted"])
    period: str | None = Field(None, examples=["2022/2023"])
    reference: str | None = Field(None, examples=["GRDRs 556/2019"])


class _KpiEvent(_ProjectEvent):
    kpi_id: UUID = Field(examples=[_OTHER])
    kpi_key: str = Field(examples=["new-electronic-files"])
    unit: str = Field(examples=["files"])
    day: date = Field(examples=["2026-11-02"])
    value: Decimal = Field(examples=["412"])


class KpiRecorded(_KpiEvent):
    """A value of an indicator was recorded (Kennzahl)."""

    type: ClassVar[str] = "kpi.recorded"


class KpiMissed(_KpiEvent):
    """An indicator missed the target of that day (Ziel verfehlt)."""

    type: ClassVar[str] = "kpi.missed"
    target: Decimal = Field(examples=["500"])


class _ReportEvent(_ProjectEvent):
    report_date: date = Field(examples=["2026-11-02"])


class ReportPublished(_ReportEvent):
    """A status report was published (Statusbericht)."""

    type: ClassVar[str] = "report.published"


class ReportOverdue(_ReportEvent):
    """A status report is missing after its day (Statusbericht überfällig)."""

    type: ClassVar[str] = "report.overdue"


class _FieldEvent(Event):
    service: ClassVar[str] = "projects"

    field_id: UUID = Field(examples=[_ID])
    key: str = Field(examples=["energie"])
    title: str = Field(examples=["Energie"])


class FieldOpened(_FieldEvent):
    """A field of action was added to the strategy (Handlungsfeld ergänzt)."""

    type: ClassVar[str] = "field.opened"


class FieldClosed(_FieldEvent):
    """A field of action takes no new project any more (Handlungsfeld gestrichen)."""

    type: ClassVar[str] = "field.closed"


class CriteriaActivated(Event):
    """A criteria set was put into force by a decision (Auswahlkriterien beschlossen)."""

    service: ClassVar[str] = "projects"
    type: ClassVar[str] = "criteria.activated"
    criteria_id: UUID = Field(examples=[_ID])
    key: str = Field(examples=["gleichgewichtet"])
    decision_reference: str = Field(examples=["Smart-City-Board 1/2026"])


EVENTS: tuple[type[Event], ...] = (
    ProjectProposed, ProjectSubmitted, ProjectScored, ProjectQueued, ProjectSelected, ProjectDeferred,
    ProjectRejected, ProjectReleased, ProjectStarted, ProjectPaused, ProjectWentLive, ProjectCompleted,
    ProjectCancelled, ProfileRevised, GateOpened, GateSatisfied, MilestoneReached, MilestoneSlipped,
    ApplicationSubmitted, GrantAwarded, GrantRejected, BudgetStaged, KpiRecorded, KpiMissed,
    ReportPublished, ReportOverdue, FieldOpened, FieldClosed, CriteriaActivated,
)  # fmt: skip
