"""Projects as they are shown (Vorhaben)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City, Dating, Source
from sachstand_common.journal.views import INTERNAL, Meta, Stated, View, ViewPart

from ..domain.projects import Operation, Project
from ..domain.scorings import Scoring, shown, summarise, total
from ..domain.states import ProjectState
from . import gates
from .profiles import ProfilePart, fields_of


class OperationPart(ViewPart):
    """Whether a source says that the project is in operation, and since when."""

    status: Operation
    dating: Dating
    since: date | None
    source: Source | None


class AnswerPart(ViewPart):
    """Yes or no, and why."""

    met: bool
    reason: str


class EligibilityPart(ViewPart):
    """The three questions that make a smart-city project."""

    digital_technology: AnswerPart
    public_service: AnswerPart
    sustainable_city: AnswerPart
    assessed_on: date
    assessor: Annotated[str | None, INTERNAL]


class RatingPart(ViewPart):
    """How one criterion is rated."""

    criterion: str
    rating: Decimal
    reason: str


class ScoringPart(ViewPart):
    """What one assessor found; the total is null while a criterion is missing."""

    assessor: str
    criteria_set: str
    criteria_edition: int
    ratings: list[RatingPart]
    total: str | None


class ScorePart(ViewPart):
    """The scoring as a whole, half up to four decimals."""

    version: int
    complete: Annotated[int, Field(description="Assessors whose scoring is complete")]
    median: Annotated[str | None, Field(examples=["3.2500"])]
    spread: str | None
    hash: Annotated[str | None, Field(description="SHA-256 of the scoring as frozen for the Board")]


class AgendaPart(ViewPart):
    """The agenda item on which the candidate stands."""

    meeting_id: UUID
    item_id: UUID
    organization: str
    day: date
    number: str


class DecisionPart(ViewPart):
    """The decision the project rests on."""

    decision_id: UUID
    number: str | None
    organization: str
    decided_on: date
    outcome: str
    requires_council: bool
    superseded: bool


class ProjectView(ProfilePart, View):
    """A project: profile, state and what the bodies said; the score is public once the Board decided."""

    key: str
    city: City
    state: ProjectState
    stated: Annotated[Stated, Field(description="Who states title, fields of action and state")]
    lead_unit_name: str | None
    lead_unit_stated: Annotated[Stated | None, Field(description="Who states the lead unit")]
    profile_version: Annotated[int, Field(description="0: never submitted")]
    board_selected: Annotated[bool, Field(description="Whether the Smart-City-Board chose it")]
    operation: OperationPart | None
    eligibility: EligibilityPart | None
    score: Annotated[ScorePart | None, Field(description="Public once the Board has decided")]
    scoring: Annotated[ScorePart | None, INTERNAL]
    scorings: Annotated[list[ScoringPart], INTERNAL]
    agenda: AgendaPart | None
    decision: DecisionPart | None
    release: DecisionPart | None
    deferred_until: date | None
    gates: list[gates.GatePart]
    cancel_reason: str | None
    sources: list[Source]


def _score(project: Project) -> ScorePart | None:
    if not project.scorings:
        return None
    summary = summarise(project.scorings)
    return ScorePart(
        version=project.scoring_version,
        complete=summary.complete,
        median=shown(summary.median),
        spread=shown(summary.spread),
        hash=project.frozen.hash if project.frozen else None,
    )


def _scoring(scoring: Scoring) -> ScoringPart:
    ratings = [RatingPart.model_validate(one, from_attributes=True) for one in scoring.ratings]
    values = {name: value for name, value in vars(scoring).items() if name != "weights"}
    return ScoringPart(**{**values, "ratings": ratings}, total=shown(total(scoring)))


def _part(kind: type[ViewPart], value: Any) -> Any:
    return value and kind.model_validate(value, from_attributes=True)


def render(project: Project, meta: Meta) -> ProjectView:
    """The project in full; what is marked internal is left out for the public."""
    score = _score(project)
    parts = {
        "stated": meta.stated["project"],
        "lead_unit_stated": meta.stated["lead_unit"] if project.profile.lead_unit else None,
        "operation": _part(OperationPart, project.operation),
        "eligibility": _part(EligibilityPart, project.eligibility),
        "score": score if project.decision else None,
        "scoring": score,
        "scorings": [_scoring(one) for one in project.scorings],
        "agenda": _part(AgendaPart, project.agenda),
        "decision": _part(DecisionPart, project.decision),
        "release": _part(DecisionPart, project.release),
        "gates": [gates.part(gate) for gate in project.gates],
        "sources": list(project.sources),
    }
    own = {
        name: getattr(project, name)
        for name in ("key", "city", "state", "lead_unit_name", "profile_version", "board_selected",
                     "deferred_until", "cancel_reason")
    }  # fmt: skip
    return ProjectView(**meta.fields(), **fields_of(project.profile), **own, **parts)
