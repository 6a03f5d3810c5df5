"""Rule profiles (Verfahrensregeln), each with its citation."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.dates import Day
from sachstand_common.journal.changes import Fact

from ..domain.rule_profiles import Counting, ProfileOverlap, ProfileWithoutSource, Quorum, RuleProfile
from ..storage.rule_profiles import RULE_PROFILES
from ..usecases.cite_rules import cite_rules
from ..views.rule_profiles import RuleProfileView
from .access import READ_PROBLEMS, keeps_register, refusals

router = CommandRouter(prefix="/v1/rule-profiles", tags=["rule profiles"], responses=READ_PROBLEMS)


class RuleProfileQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    organization_key: str | None = Field(None, alias="organizationKey", description="Of this body, by key")
    regulated: bool | None = Field(None, description="Whether a source regulates the procedure")


class RuleProfileCreate(Body):
    """The procedure of a body and where it is laid down."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "city": "stuttgart",
                    "organizationKey": "fraktion-puls",
                    "citation": "Geschäftsordnung der Fraktion, § 2",
                    "noticeDays": 3,
                }
            ]
        }
    )

    city: City
    organization_key: str = Field(max_length=80, examples=["smart-city-board"])
    citation: str = Field(max_length=300, examples=["Geschäftsordnung des Boards, § 2"])
    valid_from: Day | None = None
    valid_to: Day | None = None
    notice_days: int | None = Field(None, strict=True, ge=0, le=90)
    notice_counting: Counting = Counting.CALENDAR
    urgent_notice_days: int | None = Field(None, strict=True, ge=0, le=90)
    quorum: Quorum = Quorum.NONE
    quorum_presumed: bool = False
    late_item_two_thirds: bool = False
    remote_allowed: bool | None = None
    conflict_basis: str | None = Field(None, max_length=300)
    note: str | None = Field(None, max_length=2000)

    def to_profile(self) -> RuleProfile:
        """The profile it describes."""
        return RuleProfile(regulated=True, **self.model_dump())


@router.get(
    "",
    response_model=Page[RuleProfileView],
    summary="List the rules of procedure",
)
async def list_rule_profiles(reads: Reads, query: Annotated[RuleProfileQuery, Query()]) -> Response:
    """List rule profiles."""
    return await reads.list(RULE_PROFILES, query)


@router.get(
    "/{rule_profile_id}",
    response_model=RuleProfileView,
    summary="Read the rules of one body",
)
async def get_rule_profile(reads: Reads, rule_profile_id: UUID, at: AsOf) -> Response:
    """One rule profile."""
    return await reads.one(RULE_PROFILES, rule_profile_id, at)


@router.post(
    "",
    status_code=201,
    response_model=RuleProfileView,
    dependencies=[keeps_register],
    responses=refusals(ProfileOverlap, ProfileWithoutSource),
    summary="Enter the rules of a body",
)
async def create_rule_profile(work: WorkDep, body: RuleProfileCreate) -> Response:
    """Enter the procedure of a body."""
    id = await cite_rules(work, body.to_profile(), Fact(body.valid_from))
    return await work.created(RULE_PROFILES, id)
