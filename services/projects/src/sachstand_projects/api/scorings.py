"""/v1/projects/{id}/scorings."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import ConfigDict, Field

from sachstand_common.http import Body, CommandRouter, CurrentPrincipal, WorkDep, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound

from ..domain.profiles import GoalContributionRequired
from ..domain.projects import NotScorable
from ..domain.scorings import (
    MixedCriteriaSets,
    Rating,
    RatingOutOfScale,
    RatingReasonRequired,
    ScoringFrozen,
    UnknownCriterion,
)
from ..storage.projects import PROJECTS
from ..usecases.scorings import Assessment, UnknownCriteriaSet, score_project
from ..views.projects import ProjectView
from .bodies import Key, Short, Text

router = CommandRouter(prefix="/v1/projects/{project_id}/scorings", tags=["projects"])
Points = Annotated[Decimal, Field(max_digits=6, decimal_places=2, examples=["4"])]


class RatingBody(Body):
    """How one criterion is rated, and why."""

    criterion: Key
    rating: Points
    reason: Text


class ScoringCreate(Body):
    """One assessor's ratings; a criterion may be left out, then there is no total yet."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "criteriaSet": "gleichgewichtet",
                    "assessor": "Stabsstelle",
                    "ratings": [
                        {"criterion": "buergernutzen", "rating": "4", "reason": "Hilft vielen"},
                        {
                            "criterion": "kosten-nutzen-verhaeltnis",
                            "rating": "3",
                            "reason": "Nutzt vorhandene Daten",
                        },
                        {
                            "criterion": "strategische-wirkung",
                            "rating": "5",
                            "reason": "Grundlage für anderes",
                        },
                        {"criterion": "aussenwirkung", "rating": "3", "reason": "Zeigt die Stadt"},
                    ],
                }
            ]
        }
    )

    criteria_set: Key
    assessor: Short | None = Field(None, description="Who assessed; default: the caller")
    ratings: Annotated[list[RatingBody], Field(min_length=1, max_length=50)]

    def to_assessment(self, caller: str) -> Assessment:
        """The assessment as the use case knows it."""
        ratings = tuple(Rating(**dict(one)) for one in self.ratings)
        return Assessment(self.assessor or caller, self.criteria_set, ratings)


@router.post(
    "",
    status_code=201,
    response_model=ProjectView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Score a project",
    responses=problem_responses(
        ResourceNotFound, NotScorable, ScoringFrozen, MixedCriteriaSets, UnknownCriteriaSet,
        UnknownCriterion, RatingOutOfScale, RatingReasonRequired, GoalContributionRequired,
    ),
)  # fmt: skip
async def create_scoring(
    work: WorkDep, principal: CurrentPrincipal, project_id: UUID, body: ScoringCreate
) -> Response:
    """Add an assessor's ratings, or replace the ones that assessor gave before; frozen once queued."""
    await score_project(work, project_id, body.to_assessment(principal.subject))
    return await work.created(PROJECTS, project_id)
