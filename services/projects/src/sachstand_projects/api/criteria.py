"""/v1/criteria-sets."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import StaleVersion

from ..domain.criteria import (
    CriteriaNotProvisional,
    CriteriaSet,
    CriteriaState,
    Criterion,
    DecisionReferenceRequired,
    WeightsNotNormalised,
)
from ..storage.criteria import CRITERIA
from ..usecases.criteria import activate_criteria, add_criteria
from ..views.criteria import CriteriaView
from .bodies import FactBody, Key, Short, Text

router = CommandRouter(prefix="/v1/criteria-sets", tags=["criteria sets"])


class CriteriaQuery(ListQuery):
    """Filters of the criteria sets."""

    state: CriteriaState | None = Field(None, description="In this state")


class CriterionBody(Body):
    """One criterion with its weight in basis points."""

    key: Key
    title: Short
    weight: int = Field(description="Basis points; a set sums to 10 000", examples=[2500])
    description: Text | None = None


class CriteriaCreate(FactBody):
    """A provisional criteria set."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "nach-der-evaluation",
                    "title": "Kriterien nach der Evaluation",
                    "criteria": [
                        {"key": "nutzen", "title": "Nutzen", "weight": 6000},
                        {"key": "kosten", "title": "Kosten", "weight": 4000},
                    ],
                }
            ]
        }
    )

    key: Key
    title: Short
    criteria: Annotated[list[CriterionBody], Field(min_length=1, max_length=50)]
    scale_min: Decimal = Decimal(0)
    scale_max: Decimal = Decimal(5)

    def to_criteria(self) -> CriteriaSet:
        """The set as the rules know it."""
        criteria = tuple(Criterion(**dict(one)) for one in self.criteria)
        return CriteriaSet(self.key, self.title, criteria, scale_min=self.scale_min, scale_max=self.scale_max)


class Activation(Body):
    """The decision that puts a criteria set into force."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"decisionReference": "Beschluss 1/2026 des Smart-City-Boards"}]}
    )

    decision_reference: Short | None = None


@router.get("", response_model=Page[CriteriaView], summary="List the criteria sets")
async def list_criteria(reads: Reads, query: Annotated[CriteriaQuery, Query()]) -> Response:
    """The criteria sets (Auswahlkriterien) by which projects are chosen."""
    return await reads.list(CRITERIA, query)


@router.get("/{criteria_id}", response_model=CriteriaView, summary="Read one criteria set")
async def get_criteria(reads: Reads, criteria_id: UUID, at: AsOf) -> Response:
    """One criteria set, now or as of a day."""
    return await reads.one(CRITERIA, criteria_id, at)


@router.post(
    "",
    status_code=201,
    response_model=CriteriaView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Add a criteria set",
    responses=problem_responses(WeightsNotNormalised),
)
async def create_criteria(work: WorkDep, body: CriteriaCreate) -> Response:
    """Add a criteria set; it is provisional until a decision puts it into force."""
    return await work.created(CRITERIA, await add_criteria(work, body.to_criteria(), body.to_fact()))


@router.post(
    "/{criteria_id}/activation",
    response_model=CriteriaView,
    dependencies=[allow("cdo")],
    summary="Put a criteria set into force",
    responses=problem_responses(CriteriaNotProvisional, StaleVersion, DecisionReferenceRequired),
)
async def activate(work: WorkDep, criteria_id: UUID, if_match: IfMatch, body: Activation) -> Response:
    """Put a provisional set into force, by the decision named."""
    await activate_criteria(work, criteria_id, if_match, body.decision_reference)
    return await work.answer(CRITERIA, criteria_id)
