"""What ratsinfo announces: papers, their way through the bodies, minutes, files, enquiries and promises."""

import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from ..facts import City
from .ratsinfo_enquiries import EnquiryAnswered, EnquiryOverdue, EnquiryReceived, EnquiryUpdated
from .ratsinfo_motions import MotionItem, MotionItemOutcome, MotionItemResult, RecordedItem
from .ratsinfo_resolutions import BODY as _BODY
from .ratsinfo_resolutions import ID as _ID
from .ratsinfo_resolutions import PAPER as _PAPER
from .ratsinfo_resolutions import (
    Ratsinfo,
    ResolutionAdopted,
    ResolutionDepublished,
    ResolutionPublished,
    ResolutionRejected,
    ResolutionRescinded,
    Resolved,
)

PaperKind = Literal[
    "paper",  # Vorlage, not said which
    "decision_paper",  # Beschlussvorlage
    "notice",  # Mitteilung
    "enquiry",  # Anfrage
    "answer",  # Stellungnahme, Antwort auf eine Anfrage
    "motion",  # Antrag
    "press_release",  # Pressemitteilung
    "strategy",  # Strategie, Konzept
    "other",
]
ConsultationRole = Literal["decision", "preliminary", "acknowledgement", "hearing"]

_MINUTES = {"minutesId": f"{_ID}2", "city": "stuttgart", "meetingDate": "2021-03-24", "public": True}
_RECORD = {
    "organizationName": "Verwaltungsausschuss",
    "number": "98",
    "itemNumber": "4a",
    "outcome": "by_consensus",
    "mode": "by_consensus",
    "results": [{"number": "1", "outcome": "noted"}],
}
_MOTION = [{"number": "1", "text": "Dies wird zur Kenntnis genommen.", "kind": "acknowledgement"}]
_STEP = {"consultationId": f"{_ID}3", "role": "decision", "prerequisiteId": f"{_ID}8", **_PAPER, **_BODY}
_COMMITMENT = {"commitmentId": f"{_ID}7", "paperId": f"{_ID}1", "due": "2021-06-30", "public": True}
_TEXT = {"fileName": "Stellungnahme.txt", "publicSize": 3498, "date": "2021-03-24"}
_FILE = {"fileId": f"{_ID}5", "name": "Stellungnahme", "mediaType": "text/plain", "size": 3612}


class PaperRegistered(Ratsinfo):
    """A paper is known to the house (Vorlage, Mitteilung, Anfrage, Stellungnahme … angelegt)."""

    type: ClassVar[str] = "paper.registered"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_PAPER,
        "kind": "decision_paper",
        "date": "2021-03-22",
        "public": True,
    }

    paper_id: UUID
    city: City | None = None
    reference: str | None = None
    kind: PaperKind
    name: str
    date: datetime.date | None = None
    public: bool = False
    draft: bool = False
    file_reference: str | None = None
    prerequisite_id: UUID | None = None


class PaperWithdrawn(Ratsinfo):
    """A paper was taken back (Vorlage zurückgezogen)."""

    type: ClassVar[str] = "paper.withdrawn"
    EXAMPLE: ClassVar[dict[str, Any]] = {"paperId": f"{_ID}1", "reason": "replaced by a newer paper"}

    paper_id: UUID
    reason: str | None = None


class MinutesRecorded(Ratsinfo):
    """A record of a sitting, or of one item of it, was taken in (Niederschrift erfasst)."""

    type: ClassVar[str] = "minutes.recorded"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_MINUTES, **_RECORD, "motionItems": _MOTION}

    minutes_id: UUID
    city: City
    organization_name: str
    meeting_date: datetime.date
    number: str | None = None
    item_number: str | None = None
    item_title: str | None = None
    public: bool = False
    paper_id: UUID | None = None
    paper_reference: str | None = None
    paper_date: datetime.date | None = None
    file_reference: str | None = None
    chair: str | None = None
    rapporteur: str | None = None
    keeper: str | None = None
    motion_items: tuple[MotionItem, ...] = ()
    outcome: str | None = Field(None, description="Of the whole; split: the items differ; null: not clear")
    result_text: str | None = None
    mode: str | None = Field(None, description="unanimous | by_consensus | majority; null: not printed")
    counts: dict[str, int] | None = None
    results: tuple[MotionItemResult, ...] = Field(
        (), description="Item by item; one that is not here has the outcome of the whole, of a split one none"
    )
    starts_at: datetime.datetime | None = Field(None, description="null: no time of day is printed")
    ends_at: datetime.datetime | None = None
    place: str | None = None
    items: tuple[RecordedItem, ...] = Field((), description="All items, where they record a whole sitting")
    source: str | None = None


class MinutesApproved(Ratsinfo):
    """The body approved its record, which is sealed from now on (Niederschrift genehmigt)."""

    type: ClassVar[str] = "minutes.approved"
    EXAMPLE: ClassVar[dict[str, Any]] = {"minutesId": f"{_ID}2", "approvedOn": "2021-04-21"}

    minutes_id: UUID
    approved_on: datetime.date | None = None
    approving_meeting_id: UUID | None = None
    city: City | None = None
    organization_name: str | None = None
    meeting_id: UUID | None = Field(None, description="The meeting that they are about")
    meeting_date: datetime.date | None = None
    number: str | None = None
    public: bool = Field(False, description="Whether everybody reads them; publication comes later")
    items: tuple[RecordedItem, ...] = ()


class ConsultationPlanned(Ratsinfo):
    """A paper is on its way to a body (Station der Beratungsfolge)."""

    type: ClassVar[str] = "consultation.planned"
    EXAMPLE: ClassVar[dict[str, Any]] = _STEP

    consultation_id: UUID
    paper_id: UUID
    city: City | None = None
    reference: str | None = None
    name: str
    organization_name: str
    organization_kind: str | None = None
    role: ConsultationRole | None = None
    date: datetime.date | None = None
    public: bool = False
    closed: bool = Field(False, description="It is said to be non-public (N), not only not said to be public")
    paper_public: bool = False
    prerequisite_id: UUID | None = None
    meeting_id: UUID | None = None


class ConsultationDone(ConsultationPlanned):
    """A body has dealt with a paper (Beratung abgeschlossen); the result is null where no source says it."""

    type: ClassVar[str] = "consultation.done"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_STEP, "result": "unanimous", "decisionId": f"{_ID}4"}

    result: str | None = None
    decision_id: UUID | None = None


class CommitmentRecorded(Ratsinfo):
    """The administration promised something (Zusage); the words stay in ratsinfo."""

    type: ClassVar[str] = "commitment.recorded"
    EXAMPLE: ClassVar[dict[str, Any]] = _COMMITMENT

    commitment_id: UUID
    city: City | None = None
    paper_id: UUID | None = None
    minutes_id: UUID | None = None
    due: datetime.date | None = None
    public: bool = False
    state: str = Field("open", description="open | kept | dropped")


class CommitmentUpdated(CommitmentRecorded):
    """Its words, its day, its place, its state or who may know of it changed (Zusage fortgeschrieben)."""

    type: ClassVar[str] = "commitment.updated"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_COMMITMENT, "due": "2021-07-31"}


class FilePublished(Ratsinfo):
    """A file is there to be read, or says something new (Datei veröffentlicht); originals stay evidence."""

    type: ClassVar[str] = "file.published"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_FILE, **_TEXT, "paperId": f"{_ID}1", "role": "main"}

    file_id: UUID
    city: City | None = None
    paper_id: UUID | None = None
    minutes_id: UUID | None = None
    name: str
    role: Literal["main", "rendition", "annex"] = "main"
    media_type: str
    size: int
    sha512: str | None = None
    master_id: UUID | None = None
    date: datetime.date | None = Field(None, description="That its document prints")
    file_name: str | None = Field(None, description="Of the text that everybody reads")
    public_size: int | None = Field(None, description="Of the text that everybody reads, in bytes")
    public_sha512: str | None = Field(None, description="Of the text that everybody reads")


class FileDepublished(Ratsinfo):
    """A file is no longer there for the public (Datei zurückgezogen), with the reason."""

    type: ClassVar[str] = "file.depublished"
    EXAMPLE: ClassVar[dict[str, Any]] = {"fileId": f"{_ID}5", "reason": "depublished"}

    file_id: UUID
    reason: str | None = None


EVENTS = (
    PaperRegistered,
    PaperWithdrawn,
    MinutesRecorded,
    MinutesApproved,
    ConsultationPlanned,
    ConsultationDone,
    ResolutionAdopted,
    ResolutionRejected,
    ResolutionRescinded,
    ResolutionPublished,
    ResolutionDepublished,
    EnquiryReceived,
    EnquiryAnswered,
    EnquiryOverdue,
    EnquiryUpdated,
    CommitmentRecorded,
    CommitmentUpdated,
    FilePublished,
    FileDepublished,
)
__all__ = [
    "EVENTS",
    "CommitmentRecorded",
    "CommitmentUpdated",
    "ConsultationDone",
    "ConsultationPlanned",
    "EnquiryAnswered",
    "EnquiryOverdue",
    "EnquiryReceived",
    "EnquiryUpdated",
    "FileDepublished",
    "FilePublished",
    "MinutesApproved",
    "MinutesRecorded",
    "MotionItem",
    "MotionItemOutcome",
    "PaperRegistered",
    "PaperWithdrawn",
    "RecordedItem",
    "ResolutionAdopted",
    "ResolutionDepublished",
    "ResolutionPublished",
    "ResolutionRejected",
    "ResolutionRescinded",
    "Resolved",
]
