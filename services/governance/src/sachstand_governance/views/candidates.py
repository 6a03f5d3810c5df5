"""Candidates for an agenda as JSON."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View

from ..domain.candidates import Candidate, CandidateKind, CandidateState
from .parts import Part


class ConflictHintView(Part):
    """A hint at a conflict of interest (Befangenheit); the body rules on it."""

    mandate_id: UUID
    holder: str
    partner: str


class CandidateView(View):
    """A project that waits for the Board, or a paper on its way to a sitting."""

    city: City
    kind: CandidateKind
    title: str
    state: CandidateState
    organization_id: UUID | None = Field(description="null: the name it was announced under is not known yet")
    organization_name: str | None
    meeting_day: date | None
    meeting_id: UUID | None
    project_id: UUID | None
    project_key: str | None
    lead_unit: str | None
    scoring_version: int | None
    scoring_hash: Annotated[str | None, INTERNAL]
    partners: Annotated[list[str], INTERNAL]
    conflict_hints: Annotated[list[ConflictHintView], INTERNAL]
    paper_id: UUID | None
    paper_reference: str | None
    consultation_role: str | None
    note: str | None


def render(state: Candidate, meta: Meta) -> CandidateView:
    """Render a candidate."""
    left_out = ("public", "closed", "paper_public", "consultation_id", "prerequisite_id")
    own = {k: v for k, v in vars(state).items() if k not in left_out}
    return CandidateView.model_validate({**meta.fields(), **own})
