"""Papers (Vorlage, Mitteilung, Anfrage, Stellungnahme, Antrag …) and what their renditions add up to."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from sachstand_common.errors import Conflict
from sachstand_common.identifiers import bare_reference, normalise_reference

from .commitments import together
from .contents import MinutesContent, PaperContent, PaperKind
from .contradictions import Contradiction
from .parsers.promises import completed

KIND_LABELS: dict[PaperKind, str] = {
    "paper": "Vorlage", "decision_paper": "Beschlussvorlage", "notice": "Mitteilung", "enquiry": "Anfrage",
    "answer": "Stellungnahme", "motion": "Antrag", "press_release": "Pressemitteilung",
    "strategy": "Strategie oder Konzept", "other": "Dokument",
}  # fmt: skip
FileRole = Literal["main", "rendition", "annex"]


class PaperState(StrEnum):
    """How far a paper is."""

    DRAFT = "draft"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


class PaperWithdrawnAlready(Conflict):
    """The paper was withdrawn; its way through the bodies has ended."""


@dataclass(frozen=True, kw_only=True)
class FileRef:
    """A file of a paper or of minutes, as their views name it."""

    id: UUID
    name: str
    role: FileRole
    media_type: str
    size: int
    master_id: UUID | None = None
    public: bool = False
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class ConsultationRef:
    """A step of the paper's way, as the paper's view names it."""

    id: UUID
    organization_name: str
    date: datetime.date | None
    role: str | None
    state: str
    result: str | None
    public: bool
    organization_id: UUID | None = None
    decided: bool = False
    decision_public: bool = False


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A link to another paper or enquiry; an unknown target stays an unresolved citation.

    `public`: whether everybody may know of what it leads to.
    """

    kind: Literal["answers", "cites", "implements", "attachment_of"]
    label: str
    paper_id: UUID | None = None
    enquiry_id: UUID | None = None
    public: bool = True


@dataclass(frozen=True, kw_only=True)
class ResolutionRef:
    """What the body with the last word said about the paper."""

    id: UUID
    state: str
    outcome: str
    organization_name: str
    date: datetime.date
    decision_id: UUID
    public: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper(PaperContent):
    """A paper in the house: its content, its files, its way, and what came of it.

    `name_printed` is False where no source prints a subject and the name had to come from elsewhere.
    `embargo_until`: it becomes public on that day, as somebody said, and by nothing else before.
    """

    name: str = ""
    name_printed: bool = True
    state: PaperState = PaperState.REGISTERED
    publish: bool = False
    embargo_until: datetime.date | None = None
    younger_than_sitting: bool = False
    files: tuple[FileRef, ...] = ()
    consultations: tuple[ConsultationRef, ...] = ()
    relations: tuple[Relation, ...] = ()
    resolution: ResolutionRef | None = None
    prerequisite_id: UUID | None = None
    originator_ids: tuple[UUID, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


_CONTENT = tuple(f.name for f in fields(PaperContent))
_ENTERED = ("city", "reference", "name", "date", "file_reference")


def merged(contents: Sequence[PaperContent]) -> PaperContent:
    """What several renditions of one document say together, whichever came first.

    Each field comes from the first rendition that prints it; promises of all are put together, and a
    quarter without a year gets that of the document's date. Public if one of them says so.
    """
    first, *others = contents
    for other in others:
        missing: dict[str, Any] = {n: getattr(other, n) for n in _CONTENT if not getattr(first, n)}
        promised = together(first.promises, other.promises)
        first = replace(first, **{**missing, "promises": promised})
    if first.date is not None:
        year = first.date.year
        first = replace(first, promises=tuple(completed(one, year) for one in first.promises))
    return replace(first, promises=together((), first.promises))


def with_content(paper: Paper, content: PaperContent, fallback: str) -> Paper:
    """The paper with this content; what the documents do not print stays as it was known.

    `fallback` names a paper while no rendition prints a subject. What was public stays public.
    """
    taken = {n: getattr(content, n) or getattr(paper, n) for n in _CONTENT if n != "name"}
    return replace(
        paper,
        **{**taken, "kind": content.kind, "public": content.public or paper.publish or paper.public},
        name=content.name or (paper.name if paper.name and paper.name_printed else fallback),
        name_printed=content.name is not None or (paper.name_printed and bool(paper.name)),
        younger_than_sitting=is_younger(content),
    )


def without_content(paper: Paper) -> Paper:
    """An internal paper about to be published: nothing that internal sources said of it goes along."""
    empty = PaperContent(city=paper.city, kind=paper.kind, reference=paper.reference)
    values = {n: getattr(empty, n) for n in _CONTENT if n != "name"}
    return replace(paper, **values, name="", name_printed=False, originator_ids=(), publish=False)


def as_content(paper: Paper) -> PaperContent:
    """What the paper says already."""
    values = {n: getattr(paper, n) for n in _CONTENT if n != "name"}
    return PaperContent(**values, name=paper.name if paper.name_printed else None)


def entered(paper: Paper, texts: Sequence[PaperContent]) -> dict[str, Any]:
    """What of its head is known though none of its texts prints it: entered by hand, or told by minutes."""
    said = as_content(paper)
    values = {n: getattr(said, n) for n in _ENTERED if not any(getattr(text, n) for text in texts)}
    return {name: value for name, value in values.items() if value}


def forgetting(paper: Paper, left: Sequence[PaperContent]) -> Paper:
    """The paper without what those texts say that turned out to belong to another document."""
    empty = PaperContent(public=paper.public)
    values = {n: getattr(empty, n) for n in _CONTENT if any(getattr(text, n) for text in left)}
    if "name" in values:
        values |= {"name": "", "name_printed": False}
    return replace(paper, **values, consultations=() if left else paper.consultations)


def is_younger(content: PaperContent) -> bool:
    """Whether a paper is dated after a sitting it was meant for: flagged, never refused.

    Beside open steps the others do not count, lest the flag of a public paper tell of them.
    """
    day = content.date
    steps = [step for step in content.stations if step.public] or content.stations
    return day is not None and any(step.date is not None and day > step.date for step in steps)


def from_minutes(minutes: MinutesContent) -> PaperContent:
    """What minutes tell of the paper they treat."""
    return PaperContent(
        city=minutes.city,
        kind="decision_paper" if minutes.motion_items else "paper",
        source_label=minutes.paper_source_label,
        originators=minutes.paper_originators,
        reference=minutes.paper_reference,
        name=minutes.subject,
        date=minutes.paper_date,
        file_reference=minutes.file_reference,
        public=minutes.public,
        motion_items=minutes.motion_items,
    )


def filled(paper: Paper, content: PaperContent) -> Paper:
    """The paper with what another document adds; what it says itself stays."""
    added = {name: getattr(content, name) for name in _CONTENT if not getattr(paper, name)}
    if paper.kind in ("other", "paper") and content.kind != "other":
        added["kind"] = content.kind
    if not paper.name_printed and content.name:
        added.update(name=content.name, name_printed=True)
    return replace(paper, **added, publish=paper.publish or content.public)


def aliases(reference: str | None) -> tuple[str, ...]:
    """The forms under which a printed reference is found: "grdrs 234/2021" and "234/2021"."""
    if not reference:
        return ()
    return tuple(dict.fromkeys((normalise_reference(reference), bare_reference(reference))))


def replaced(refs: Iterable[ConsultationRef], ref: ConsultationRef) -> tuple[ConsultationRef, ...]:
    """The steps with one of them brought up to date, or added at the end."""
    kept = list(refs)
    for index, known in enumerate(kept):
        if known.id == ref.id:
            kept[index] = ref
            return tuple(kept)
    return (*kept, ref)


def shown(paper: Paper) -> Paper:
    """The paper as the public knows it: nothing of a decision or an enquiry that is not public."""
    paper = replace(paper, relations=tuple(one for one in paper.relations if one.public))
    steps = tuple(
        replace(step, state="planned", result=None) if step.decided and not step.decision_public else step
        for step in paper.consultations
    )
    paper = replace(paper, consultations=steps)
    if paper.resolution is None or paper.resolution.public:
        return paper
    motion = tuple(replace(item, outcome=None) for item in paper.motion_items)
    return replace(paper, resolution=None, motion_items=motion)


def as_now(past: Paper, now: Paper) -> Paper:
    """A past state; what it links to is public or not as it is at present."""
    links = (*now.files, *now.consultations, *now.contradictions, now.resolution)
    seen = {one.id for one in links if one is not None and one.public}
    told = {one.enquiry_id: one.public for one in now.relations}
    decided = {step.id for step in now.consultations if step.decision_public}
    return replace(
        past,
        files=tuple(replace(f, public=f.id in seen) for f in past.files),
        consultations=tuple(
            replace(s, public=s.id in seen, decision_public=s.id in decided) for s in past.consultations
        ),
        contradictions=tuple(replace(c, public=c.id in seen) for c in past.contradictions),
        relations=tuple(replace(r, public=told.get(r.enquiry_id, r.public)) for r in past.relations),
        resolution=past.resolution and replace(past.resolution, public=past.resolution.id in seen),
    )
