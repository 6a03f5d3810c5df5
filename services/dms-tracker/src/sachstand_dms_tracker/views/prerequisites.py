"""Prerequisites as they are shown, in their own right and as part of a rollout."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City, Source
from sachstand_common.journal.views import INTERNAL, Meta, View, ViewPart

from ..domain.prerequisites import (
    Citation,
    Evidence,
    Expected,
    Kind,
    PaperRef,
    Prerequisite,
    PrerequisiteSummary,
    Scope,
    Status,
    Waiver,
)
from .histories import SpanPart, span_parts
from .labels import PREREQUISITE_KINDS, PREREQUISITE_STATES


class CitationPart(ViewPart):
    """The rule behind it (Rechtsgrundlage)."""

    law: str
    section: str | None
    url: str | None
    note: str | None
    label: str


class PaperPart(ViewPart):
    """The council paper that asks (Vorlage)."""

    reference: str | None
    planned_on: Annotated[date | None, Field(description="The sitting for which it is planned")]
    title: str | None
    label: Annotated[str, Field(description="In German")]
    paper_id: Annotated[
        UUID | None,
        INTERNAL,
        Field(description="null until the paper is known; internal, because it may be a draft"),
    ] = None


class ExpectedPart(ViewPart):
    """When the council is expected to decide."""

    on: Annotated[date | None, Field(description="null: the sitting was cancelled and no other is known")]
    state: Annotated[str, Field(description="planned | scheduled | postponed | cancelled")]
    meeting_id: UUID | None
    consultation_id: Annotated[UUID | None, INTERNAL, Field(description="The step of that paper")] = None


class EvidencePart(ViewPart):
    """What proves the present state."""

    reference: str
    on: date | None
    decision_id: UUID | None
    recorded_by: Annotated[str | None, INTERNAL] = None


class WaiverPart(ViewPart):
    """That it is not required, proposed by one person and confirmed by another."""

    reason: str
    confirmed: bool
    proposed_by: Annotated[str | None, INTERNAL] = None
    confirmed_by: Annotated[str | None, INTERNAL] = None


class PrerequisitePart(ViewPart):
    """A prerequisite as its rollout shows it."""

    id: UUID
    key: str
    kind: Kind
    kind_label: str
    subject: str
    state: Status
    state_label: str
    since: date | None
    citation: CitationPart | None
    paper: PaperPart | None
    expected_on: date | None
    source: Annotated[Source | None, Field(description="The document that states the need")]
    recorded: Annotated[datetime | None, Field(description="When it was entered; set once")]


class PrerequisiteView(View):
    """A prerequisite (Voraussetzung) of a rollout."""

    rollout_id: UUID
    rollout_key: str
    rollout_title: str
    unit_codes: list[str]
    city: City
    key: str
    kind: Kind
    kind_label: str
    subject: str
    scope: Scope
    state: Annotated[Status, Field(description="unknown: no source says whether it is needed")]
    state_label: str
    met: bool
    since: date | None
    citation: Annotated[CitationPart | None, Field(description="null: no source names a rule")]
    decided_by: Annotated[str, Field(description="council: only its resolution counts | administration")]
    organization_name: str | None
    paper: PaperPart | None
    expected: ExpectedPart | None
    evidence: EvidencePart | None
    waiver: WaiverPart | None
    reason: str | None
    stated_by: Annotated[Source | None, Field(description="The document that states the need")]
    recorded: Annotated[datetime | None, Field(description="When it was entered; set once")]
    history: list[SpanPart]
    internal_note: Annotated[str | None, INTERNAL] = None


def citation_part(citation: Citation | None) -> CitationPart | None:
    """Show a citation."""
    return CitationPart(**vars(citation), label=citation.label) if citation else None


def paper_part(paper: PaperRef | None) -> PaperPart | None:
    """Show the paper that asks."""
    if paper is None:
        return None
    own = {name: value for name, value in vars(paper).items() if name != "reference_public"}
    return PaperPart(**own, label=paper.label)


def _expected(expected: Expected | None) -> ExpectedPart | None:
    if expected is None:
        return None
    return ExpectedPart(
        on=expected.on,
        state=expected.state,
        meeting_id=expected.meeting_id,
        consultation_id=expected.consultation_id,
    )


def _evidence(evidence: Evidence | None) -> EvidencePart | None:
    return EvidencePart(**vars(evidence)) if evidence else None


def _waiver(waiver: Waiver | None) -> WaiverPart | None:
    return WaiverPart(**vars(waiver), confirmed=waiver.confirmed_by is not None) if waiver else None


def prerequisite_part(p: PrerequisiteSummary) -> PrerequisitePart:
    """Show a prerequisite as part of its rollout."""
    return PrerequisitePart(
        id=p.id,
        key=p.key,
        kind=p.kind,
        kind_label=PREREQUISITE_KINDS[p.kind],
        subject=p.subject,
        state=p.status,
        state_label=PREREQUISITE_STATES[p.status],
        since=p.since,
        citation=citation_part(p.citation),
        paper=paper_part(p.paper),
        expected_on=p.expected_on,
        source=p.source,
        recorded=p.recorded,
    )


def render_prerequisite(p: Prerequisite, meta: Meta) -> PrerequisiteView:
    """Show a prerequisite."""
    return PrerequisiteView(
        **meta.fields(),
        rollout_id=p.rollout_id,
        rollout_key=p.rollout_key,
        rollout_title=p.rollout_title,
        unit_codes=list(p.unit_codes),
        city=p.city,
        key=p.key,
        kind=p.kind,
        kind_label=PREREQUISITE_KINDS[p.kind],
        subject=p.subject,
        scope=p.scope,
        state=p.status,
        state_label=PREREQUISITE_STATES[p.status],
        met=p.status in (Status.FULFILLED, Status.NOT_REQUIRED),
        since=p.since,
        citation=citation_part(p.citation),
        decided_by="council" if p.by_council else "administration",
        organization_name=p.organization_name,
        paper=paper_part(p.paper),
        expected=_expected(p.expected),
        evidence=_evidence(p.evidence),
        waiver=_waiver(p.waiver),
        reason=p.reason,
        stated_by=p.stated_by,
        recorded=p.recorded,
        history=span_parts(p.history, PREREQUISITE_STATES),
        internal_note=p.internal_note,
    )
