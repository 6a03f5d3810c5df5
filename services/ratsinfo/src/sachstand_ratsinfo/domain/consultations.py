"""Consultations (Beratungen): the steps of a paper's way, and what a body's decision means for them."""

import datetime
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sachstand_common.facts import City

from .contents import MinutesContent, Role, Station
from .organizations import short_key
from .papers import ConsultationRef
from .text import squash


class ConsultationState(StrEnum):
    """How far a step is."""

    PLANNED = "planned"
    DONE = "done"
    ADJOURNED = "adjourned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """One step: which body, when, what for. `authoritative` None: no source says whether it is the last word.

    `inferred` marks role and authority that were concluded from the wording of a result. `public` None:
    nobody says Ö or N, and it is public only once its item or its decision is.
    """

    paper_id: UUID
    city: City | None
    reference: str | None = None
    name: str
    ordinal: int = 1
    organization_name: str
    organization_kind: str | None = None
    organization_id: UUID | None = None
    meeting_id: UUID | None = None
    agenda_item_id: UUID | None = None
    item_number: str | None = None
    date: datetime.date | None = None
    role: Role | None = None
    role_label: str | None = None
    inferred: bool = False
    authoritative: bool | None = None
    public: bool | None = None
    paper_public: bool = False
    item_public: bool = False
    decision_public: bool = False
    state: ConsultationState = ConsultationState.PLANNED
    result: str | None = None
    decision_id: UUID | None = None
    prerequisite_id: UUID | None = None


COUNCIL_ORGANS = frozenset({"council", "main_committee", "committee"})
"""Bodies whose decisions can be resolutions; Board and Forum coordinate, they never replace the council."""

_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\A(?:Gemeinderat|Rat|Stadtrat)(?:\s+der\b.*)?\Z"), "council"),
    (re.compile(r"\AVerwaltungsausschuss\b"), "main_committee"),
    (re.compile(r"\A\S*[Aa]usschuss\b|ausschuss\b"), "committee"),
    (re.compile(r"\bBoard\b"), "board"),
    (re.compile(r"\bForum\b"), "forum"),
)


def kind_of(organization_name: str) -> str | None:
    """What kind of body a printed name speaks of, where the register of bodies does not know it yet."""
    name = squash(organization_name)
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), None)


def ref(id: UUID, step: Consultation) -> ConsultationRef:
    """The step as its paper names it."""
    return ConsultationRef(
        id=id,
        organization_name=step.organization_name,
        date=step.date,
        role=step.role,
        state=step.state,
        result=step.result,
        public=is_public(step),
        organization_id=step.organization_id,
        decided=step.decision_id is not None,
        decision_public=step.decision_public,
    )


def is_public(step: Consultation) -> bool:
    """Whether the public sees a step: it is public itself, and so is its paper."""
    return bool(step.public) and step.paper_public


def shown(step: Consultation) -> Consultation:
    """The step as the public knows it: without an item and a decision that are not public."""
    if not step.item_public:
        step = replace(step, agenda_item_id=None, item_number=None)
    if step.decision_id is None or step.decision_public:
        return step
    return replace(step, state=ConsultationState.PLANNED, result=None, decision_id=None)


def as_now(past: Consultation, now: Consultation) -> Consultation:
    """A past state with what is public of it at present."""
    return replace(
        past,
        public=now.public,
        paper_public=now.paper_public,
        item_public=now.item_public,
        decision_public=now.decision_public,
    )


def is_same_step(
    step: Consultation, organization_name: str, kind: str | None, day: datetime.date | None
) -> bool:
    """Whether a printed step is this one: the same body, and the same day where both name one."""
    bodies = short_key(step.organization_name) == short_key(organization_name) or (
        kind is not None and kind in ("council", "main_committee") and kind == step.organization_kind
    )
    return bodies and (day is None or step.date is None or step.date == day)


def from_station(station: Station, step: Consultation) -> Consultation:
    """A step as the paper prints it; a step without Ö or N is not public yet."""
    return replace(
        step,
        organization_name=station.organization_name,
        organization_kind=kind_of(station.organization_name),
        date=station.date,
        role=station.role,
        role_label=station.label,
        public=station.public,
        inferred=station.inferred,
        authoritative=False if station.role in ("acknowledgement", "preliminary", "hearing") else None,
    )


def role_from_result(minutes: MinutesContent) -> tuple[Role | None, bool | None]:
    """What a body did with a paper and whether that was the last word, concluded from its result sentence."""
    sentence = minutes.result_text or ""
    if minutes.outcome is None:
        return None, None
    if minutes.outcome == "noted":
        return "acknowledgement", False
    if re.search(r"\bempf(?:iehlt|ehlen|ohlen)\b", sentence):
        return "preliminary", False
    return "decision", True


def done(step: Consultation, outcome: str, decision_id: UUID) -> Consultation:
    """The step after the body dealt with the paper; postponed and referred papers come again."""
    adjourned = outcome in ("postponed", "referred")
    state = ConsultationState.ADJOURNED if adjourned else ConsultationState.DONE
    if outcome == "withdrawn":
        state = ConsultationState.WITHDRAWN
    return replace(step, state=state, result=outcome, decision_id=decision_id)
