"""Papers as they are shown (Vorlagen, Mitteilungen, Anfragen, Stellungnahmen, Anträge)."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View, ViewPart

from ..domain.contradictions import Contradiction
from ..domain.papers import KIND_LABELS, ConsultationRef, FileRef, Paper, aliases
from .parts import ContradictionPart, FilePart, MotionItemPart, contradiction_part, file_part, show


class StepPart(ViewPart):
    """One step of the paper's way (Beratungsfolge)."""

    id: UUID
    organization_name: str
    organization_id: Annotated[UUID | None, Field(description="null: governance has not told of it")]
    date: datetime.date | None
    role: Annotated[str | None, Field(description="decision | preliminary | acknowledgement | hearing")]
    state: Annotated[str, Field(description="planned | done | adjourned | withdrawn")]
    result: Annotated[str | None, Field(description="null: no source says it")]


class AnswerPart(ViewPart):
    """The answer to one question ("zu 1)")."""

    number: int
    text: Annotated[str | None, Field(description="null: a dash, or nothing, is printed")]
    state: Annotated[
        str | None, Field(description="answered | partly | deferred (noch nichts zu berichten); null: open")
    ]
    until: Annotated[datetime.date | None, Field(description="Until when it is put off; null: not said")]


class AskedPart(ViewPart):
    """One question of an enquiry."""

    number: int
    text: str


class RelationPart(ViewPart):
    """A link to something else; without an id the target is not known here."""

    kind: str
    label: str
    paper_id: UUID | None
    enquiry_id: UUID | None


class ResolutionPart(ViewPart):
    """What the body with the last word resolved."""

    id: UUID
    state: str
    outcome: str
    organization_name: str
    date: datetime.date
    decision_id: UUID


class PaperView(View):
    """A paper: what it says, its files, its way through the bodies, and what came of it."""

    city: City | None
    kind: str
    kind_label: Annotated[str, Field(description="German name of the kind")]
    source_label: Annotated[
        str | None,
        Field(description="What it is called in print; null: not said", examples=["Vorlage des Referats T"]),
    ]
    reference: Annotated[
        str | None, Field(description="As printed; not unique for ever", examples=["GRDRs 234/2021"])
    ]
    aliases: Annotated[list[str], Field(description="Forms under which the reference is found")]
    name: str
    name_printed: Annotated[bool, Field(description="False: no source prints a subject")]
    state: Annotated[str, Field(description="draft | registered | withdrawn")]
    date: datetime.date | None
    unit: Annotated[str | None, Field(description="Leading unit as printed")]
    file_reference: Annotated[str | None, Field(description="Geschäftszeichen (GZ)")]
    signatory: Annotated[str | None, Field(description="Who signed, in the public role")]
    originators: Annotated[list[str], Field(description="As printed, in the case in which they stand")]
    originator_ids: Annotated[list[UUID], Field(description="The organizations among them that are known")]
    public: bool
    embargo_until: Annotated[
        datetime.date | None, INTERNAL, Field(description="Embargo (Sperrfrist): public from this day on")
    ]
    younger_than_sitting: Annotated[bool, Field(description="Dated after a sitting it was meant for")]
    facts: Annotated[str | None, Field(description="Sachverhalt")]
    claimed_state: Annotated[str | None, Field(description="The state of affairs the enquiry had claimed")]
    questions: Annotated[list[AskedPart], Field(description="Of an enquiry (Anfrage)")]
    answers: list[AnswerPart]
    motion_items: list[MotionItemPart]
    attachments: Annotated[list[str], Field(description="Annexes as printed in the list")]
    files: list[FilePart]
    internal_files: Annotated[list[FilePart], INTERNAL]
    consultations: list[StepPart]
    internal_consultations: Annotated[list[StepPart], INTERNAL]
    relations: list[RelationPart]
    contradictions: list[ContradictionPart]
    internal_contradictions: Annotated[list[ContradictionPart], INTERNAL]
    resolution: ResolutionPart | None
    prerequisite_id: UUID | None


def _files(paper: Paper, *, shown: bool) -> list[FilePart]:
    return [file_part(f) for f in paper.files if _is_shown(paper, f) is shown]


def _steps(paper: Paper, *, shown: bool) -> list[StepPart]:
    steps = [s for s in paper.consultations if _is_shown(paper, s) is shown]
    return [StepPart.model_validate(s, from_attributes=True) for s in steps]


def _contradictions(paper: Paper, *, shown: bool) -> list[ContradictionPart]:
    return [contradiction_part(c) for c in paper.contradictions if _is_shown(paper, c) is shown]


def _is_shown(paper: Paper, part: FileRef | ConsultationRef | Contradiction) -> bool:
    """Of a public paper only the public parts; of an internal one, which nobody else sees, all."""
    return part.public or not paper.public


def render(paper: Paper, meta: Meta) -> PaperView:
    """The paper in full; what is not public is in fields of its own, which the public view does not have."""
    return show(
        PaperView,
        paper,
        meta,
        kind_label=KIND_LABELS[paper.kind],
        aliases=list(aliases(paper.reference)),
        files=_files(paper, shown=True),
        internal_files=_files(paper, shown=False),
        consultations=_steps(paper, shown=True),
        internal_consultations=_steps(paper, shown=False),
        contradictions=_contradictions(paper, shown=True),
        internal_contradictions=_contradictions(paper, shown=False),
    )
