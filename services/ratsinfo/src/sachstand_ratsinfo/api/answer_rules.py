"""/v1/answer-rules: until when enquiries are answered, and which source says so."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from sachstand_common.facts import City
from sachstand_common.http import (
    AsOf,
    Body,
    CommandRouter,
    IfMatch,
    ListQuery,
    Page,
    Reads,
    WorkDep,
    allow,
)
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion

from ..domain.answer_rules import AnswerRule, RuleNeverHolds, RuleOverlap, RuleWithoutSource
from ..storage.answer_rules import ANSWER_RULES
from ..usecases.cite_answer_rule import RuleRevision, cite_answer_rule, revise_answer_rule
from ..views.answer_rules import AnswerRuleView
from .papers import CLERKS

router = CommandRouter(prefix="/v1/answer-rules", tags=["enquiries"])
_REFUSED = (RuleOverlap, RuleWithoutSource, RuleNeverHolds)


class AnswerRuleQuery(ListQuery):
    """Filters of the list of rules."""

    city: City | None = Field(None, description="City (Körperschaft)")


class AnswerRuleCreate(Body):
    """A rule for answers with the source that lays it down."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "city": "stuttgart",
                    "workingDays": 15,
                    "citation": "Geschäftsordnung (Muster), § 99 Abs. 9",
                    "validFrom": "2026-01-01",
                }
            ]
        }
    )

    city: City
    working_days: int = Field(strict=True, ge=1, le=250, description="After the day of reception")
    citation: str = Field(max_length=300, examples=["Geschäftsordnung (Muster), § 99 Abs. 9"])
    valid_from: Day | None = Field(None, description="For enquiries received from this day on")
    valid_to: Day | None = Field(None, description="The last day; absent: until further notice")

    def to_rule(self) -> AnswerRule:
        """The rule it describes."""
        return AnswerRule(**self.model_dump())


class AnswerRuleChange(Body):
    """What a clerk corrects of a rule; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"validTo": "2026-12-31", "reason": "neue Geschäftsordnung"}]}
    )

    working_days: int | None = Field(None, strict=True, ge=1, le=250, description="After reception")
    citation: str | None = Field(None, max_length=300)
    valid_from: Day | None = None
    valid_to: Day | None = Field(None, description="The last day on which it holds")
    reason: str | None = Field(None, max_length=2000)

    def to_command(self) -> RuleRevision:
        """The command it describes."""
        return RuleRevision(**self.model_dump())


@router.get(
    "",
    response_model=Page[AnswerRuleView],
    summary="List the rules for answers",
)
async def list_answer_rules(reads: Reads, query: Annotated[AnswerRuleQuery, Query()]) -> Response:
    """List the rules for answers (Antwortfristen); a city without one has no known deadline."""
    return await reads.list(ANSWER_RULES, query)


@router.get(
    "/{rule_id}",
    response_model=AnswerRuleView,
    responses=problem_responses(ResourceNotFound),
    summary="Read one rule for answers",
)
async def get_answer_rule(reads: Reads, rule_id: UUID, at: AsOf) -> Response:
    """One rule with its citation."""
    return await reads.one(ANSWER_RULES, rule_id, at)


@router.post(
    "",
    status_code=201,
    response_model=AnswerRuleView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(*_REFUSED),
    summary="Enter a rule for answers",
)
async def create_answer_rule(work: WorkDep, body: AnswerRuleCreate) -> Response:
    """Enter by when enquiries are answered; those that wait are dated by it."""
    return await work.created(ANSWER_RULES, await cite_answer_rule(work, body.to_rule()))


@router.patch(
    "/{rule_id}",
    response_model=AnswerRuleView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(ResourceNotFound, StaleVersion, *_REFUSED),
    summary="Correct or end a rule for answers",
)
async def change_answer_rule(
    work: WorkDep, rule_id: UUID, body: AnswerRuleChange, if_match: IfMatch
) -> Response:
    """Correct a rule, or say until when it holds; enquiries that wait are dated anew."""
    await revise_answer_rule(work, rule_id, if_match, body.to_command())
    return await work.answer(ANSWER_RULES, rule_id)
