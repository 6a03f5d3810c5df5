"""Prerequisites (Voraussetzungen): what the law or the house asks for before paper leaves the building."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sachstand_common.facts import City, Source

from .histories import History, state_on


class Kind(StrEnum):
    """What is asked for."""

    NECESSITY = "necessity"  # Erforderlichkeit oder erheblich geringere Kosten
    PROCESSOR_CONTRACT = "processor_contract"  # Auftragsverarbeitungsvertrag
    COUNCIL_CONSENT = "council_consent"  # vorherige Zustimmung des Rates
    PROCESSOR_CONTROL = "processor_control"  # regelmäßige Kontrolle des Auftragsverarbeiters
    SCANNING_DOCUMENTS = "scanning_documents"  # Unterlagen zum ersetzenden Scannen
    OTHER = "other"


class Scope(StrEnum):
    """Whether it is asked once per rollout or for each contract."""

    ROLLOUT = "rollout"
    CONTRACT = "contract"


class Status(StrEnum):
    """Where it stands; unknown: no source says whether it is needed, which is not the same as not needed."""

    UNKNOWN = "unknown"
    OPEN = "open"
    REQUESTED = "requested"
    FULFILLED = "fulfilled"
    REFUSED = "refused"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_REQUIRED = "not_required"


MET = (Status.FULFILLED, Status.NOT_REQUIRED)


@dataclass(frozen=True)
class Citation:
    """The rule behind it (Rechtsgrundlage)."""

    law: str
    section: str | None = None
    url: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """As it is cited: "§ 92a Abs. 2 NBG"; the full name of the law only without a section."""
        short = self.law.rpartition("(")[2].rstrip(")") if self.law.endswith(")") else self.law
        return f"{self.section} {short}" if self.section else self.law


@dataclass(frozen=True)
class PaperRef:
    """The council paper that asks (Vorlage): by reference, by id, or only by the sitting it is for."""

    reference: str | None = None
    paper_id: UUID | None = None
    planned_on: date | None = None
    title: str | None = None
    reference_public: bool = True

    @property
    def label(self) -> str:
        """How a reader recognises it."""
        named = self.reference or self.title or "Vorlage"
        return f"{named} (geplant für {self.planned_on:%d.%m.%Y})" if self.planned_on else named


@dataclass(frozen=True)
class Evidence:
    """What proves that it is fulfilled, or what ended it."""

    reference: str
    on: date | None = None
    decision_id: UUID | None = None
    recorded_by: str | None = None

    @property
    def source(self) -> Source:
        """The same as the source of what it proves."""
        return Source(self.reference, date=self.on)


@dataclass(frozen=True)
class Waiver:
    """One person's proposal that it is not required; a second person confirms it."""

    reason: str
    proposed_by: str
    confirmed_by: str | None = None


@dataclass(frozen=True)
class Expected:
    """When the council is expected to decide, and what says so; `since` is the day this was learnt."""

    on: date | None
    meeting_id: UUID | None = None
    consultation_id: UUID | None = None
    state: str = "planned"  # planned | scheduled | postponed | cancelled
    since: date | None = None


@dataclass(frozen=True)
class Prerequisite:
    """One prerequisite of one rollout, with all that has become of it.

    `stated_by` and `recorded` say which document states it and when it was entered, once and for all.
    `hidden_decisions` are decisions that are not public: what they made of it is known inside only.
    """

    rollout_id: UUID
    rollout_key: str
    rollout_title: str
    unit_codes: tuple[str, ...]
    city: City
    key: str
    kind: Kind
    subject: str
    citation: Citation | None
    scope: Scope
    status: Status
    history: History
    organization_name: str | None = None
    paper: PaperRef | None = None
    expected: Expected | None = None
    evidence: Evidence | None = None
    waiver: Waiver | None = None
    reason: str | None = None
    internal_note: str | None = None
    stated_by: Source | None = None
    recorded: datetime | None = None
    hidden_decisions: tuple[UUID, ...] = ()

    @property
    def since(self) -> date | None:
        """The day the present status began."""
        return self.history[-1].since

    @property
    def by_council(self) -> bool:
        """Whether the council alone decides it; then only its resolution, heard as an event, counts."""
        return self.kind is Kind.COUNCIL_CONSENT

    def expecting(self, expected: Expected | None) -> "Prerequisite":
        """The same, with another day on which the council is expected to decide."""
        return replace(self, expected=expected)


@dataclass(frozen=True)
class PrerequisiteSummary:
    """What a rollout shows of its prerequisites: enough to say what blocks it, with citation and paper.

    `public_status` and `public_since` are what the public knows of it.
    """

    id: UUID
    key: str
    kind: Kind
    subject: str
    citation: Citation | None
    status: Status
    since: date | None
    paper: PaperRef | None
    expected_on: date | None
    source: Source | None = None
    recorded: datetime | None = None
    decision_id: UUID | None = None
    public_status: Status | None = None
    public_since: date | None = None

    @property
    def is_met(self) -> bool:
        """Whether it no longer stands in the way."""
        return self.status in MET


def summary(id: UUID, prerequisite: Prerequisite) -> PrerequisiteSummary:
    """A prerequisite as its rollout shows it."""
    expected = prerequisite.expected.on if prerequisite.expected else None
    p, known = prerequisite, shown(prerequisite)
    return PrerequisiteSummary(
        id,
        p.key,
        p.kind,
        p.subject,
        p.citation,
        p.status,
        p.since,
        p.paper,
        expected,
        p.stated_by,
        p.recorded,
        p.evidence.decision_id if p.evidence else None,
        known.status,
        known.since,
    )


def shown(prerequisite: Prerequisite) -> Prerequisite:
    """The prerequisite as the public knows it.

    A decision that is not public has not happened for the public: what stood before stands, without a trace
    of its day, its outcome or its id.
    """
    p = replace(prerequisite, paper=shown_paper(prerequisite.paper))
    if p.evidence is None or p.evidence.decision_id not in p.hidden_decisions or len(p.history) == 1:
        return p
    before = (*p.history[:-2], replace(p.history[-2], until=None))
    return replace(p, status=Status(before[-1].state), history=before, evidence=None, reason=None)


def shown_paper(paper: PaperRef | None) -> PaperRef | None:
    """The paper without the reference of one that is not public."""
    return paper if paper is None or paper.reference_public else replace(paper, reference=None)


def as_now(past: Prerequisite, now: Prerequisite) -> Prerequisite:
    """A past state with what is public of decisions and papers at present."""
    paper = past.paper
    if paper is not None and now.paper is not None and paper.reference == now.paper.reference:
        paper = replace(paper, reference_public=now.paper.reference_public)
    return replace(past, hidden_decisions=now.hidden_decisions, paper=paper)


def turn(prerequisite: Prerequisite, decision_id: UUID, *, public: bool) -> Prerequisite:
    """A decision became public, or is so no more, and with it the reference of its paper."""
    others = tuple(one for one in prerequisite.hidden_decisions if one != decision_id)
    paper = prerequisite.paper and replace(prerequisite.paper, reference_public=public)
    return replace(prerequisite, hidden_decisions=others if public else (*others, decision_id), paper=paper)


def summary_on(id: UUID, prerequisite: Prerequisite, day: date) -> PrerequisiteSummary:
    """A prerequisite as it held on a day, where it is met now but was not yet then.

    What is not met now stays unmet on every day: a step in the past would lead to the present.
    """
    shown, then = summary(id, prerequisite), state_on(prerequisite.history, day)
    if not shown.is_met or then in MET:
        return shown
    return replace(shown, status=Status(then) if then else Status.OPEN)


def missing_facts(prerequisites: Iterable[PrerequisiteSummary]) -> list[dict[str, Any]]:
    """Each prerequisite that is not met, with its citation and its paper, as facts of a refusal."""
    return [
        {
            "prerequisiteId": str(p.id),
            "key": p.key,
            "kind": p.kind.value,
            "subject": p.subject,
            "state": p.status.value,
            "citation": p.citation.label if p.citation else None,
            "citationUrl": p.citation.url if p.citation else None,
            "paper": p.paper.label if p.paper else None,
            "paperId": str(p.paper.paper_id) if p.paper and p.paper.paper_id else None,
            "plannedOn": p.paper.planned_on.isoformat() if p.paper and p.paper.planned_on else None,
            "expectedOn": p.expected_on.isoformat() if p.expected_on else None,
        }
        for p in prerequisites
        if not p.is_met
    ]
