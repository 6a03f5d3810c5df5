"""Decisions (Beschlüsse) as JSON."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.journal.views import INTERNAL, Meta, Stated

from ..domain.decisions import Decision, DecisionKind, DecisionState
from ..domain.meetings import Origin
from ..domain.votes import Outcome
from .parts import BodyFields, Part, PointResultView, body_fields


class ScoringView(Part):
    """The frozen scoring on which a project was selected."""

    project_id: UUID
    version: int
    hash: str


class DecisionView(BodyFields):
    """A decision (Beschluss)."""

    number: str | None = Field(
        description="Gap-free per body and year; null for recorded ones", examples=["1/2026"]
    )
    source_number: str | None = Field(description="The number its source prints", examples=["98"])
    stated: Stated = Field(description="Who states what was decided")
    title: str
    day: date
    origin: Origin = Field(description="session: certified here; minutes, mirror: recorded, not judged")
    kind: DecisionKind
    outcome: Outcome
    points: list[PointResultView] = Field(description="Of a split outcome only those that are clear")
    state: DecisionState
    state_stated: Stated = Field(description="Who states what became of it")
    meeting_id: UUID
    agenda_item_id: UUID
    item_number: str
    vote_id: UUID | None
    project_ids: list[UUID]
    scorings: Annotated[list[ScoringView], INTERNAL]
    paper_id: UUID | None = Field(description="null: none, or not public")
    paper_reference: str | None
    internal_paper_id: Annotated[UUID | None, INTERNAL]
    internal_paper_reference: Annotated[str | None, INTERNAL]
    council_reference: str | None = Field(description="The paper on which the council is to decide")
    file_reference: str | None
    minutes_id: UUID | None
    result_text: str | None = Field(description="The result as the source prints it")
    requires_council: bool
    council_decision_id: UUID | None
    deadline: date | None
    responsible_unit: str | None
    supersedes: UUID | None
    superseded_by: UUID | None


def render(state: Decision, meta: Meta) -> DecisionView:
    """Render a decision."""
    left_out = ("body", "public", "sequence", "prerequisite_id", "paper_public", "reference_public",
                "minutes_public", "council_decision_public")  # fmt: skip
    own = {k: v for k, v in vars(state).items() if k not in left_out}
    own |= {"internal_paper_id": state.paper_id, "internal_paper_reference": state.paper_reference}
    own |= {"stated": meta.stated["decision"], "state_stated": meta.stated["state"]}
    if not state.paper_public:
        own["paper_id"] = None
    if not state.reference_public:
        own["paper_reference"] = None
    return DecisionView.model_validate({**meta.fields(), **body_fields(state.body), **own})
