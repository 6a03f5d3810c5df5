"""/v1/funding-programmes."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses

from ..domain.programmes import FundingProgramme, QuotaOutOfRange
from ..storage.programmes import PROGRAMMES
from ..usecases.programmes import add_programme
from ..views.programmes import ProgrammeView
from .bodies import AmountBody, FactBody, Key, Short, amount_of

router = CommandRouter(prefix="/v1/funding-programmes", tags=["funding"])


class ProgrammeQuery(ListQuery):
    """Filters of the programmes."""

    funder: str | None = Field(None, description="Of this funder")


class ProgrammeCreate(FactBody):
    """A funding programme; what its documents do not say is left out."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "digitale-stadt-2027",
                    "title": "Digitale Stadt 2027",
                    "funder": "Land Niedersachsen",
                    "applicationDeadline": "2027-03-31",
                    "quotaPerCent": "65",
                }
            ]
        }
    )

    key: Key
    title: Short
    funder: Short
    call: Short | None = None
    application_deadline: Day | None = None
    resolution_deadline: Day | None = None
    quota_per_cent: Decimal | None = None
    max_measures: int | None = Field(None, ge=1)
    grant_per_participant: AmountBody | None = None
    period_years: int | None = Field(None, ge=1)

    def to_programme(self) -> FundingProgramme:
        """The programme as the rules know it."""
        own = {name: value for name, value in dict(self).items() if name not in FactBody.model_fields}
        return FundingProgramme(**{**own, "grant_per_participant": amount_of(self.grant_per_participant)})


@router.get("", response_model=Page[ProgrammeView], summary="List the funding programmes")
async def list_programmes(reads: Reads, query: Annotated[ProgrammeQuery, Query()]) -> Response:
    """The funding programmes (Förderprogramme) with their conditions."""
    return await reads.list(PROGRAMMES, query)


@router.get("/{programme_id}", response_model=ProgrammeView, summary="Read one funding programme")
async def get_programme(reads: Reads, programme_id: UUID, at: AsOf) -> Response:
    """One programme, now or as of a day."""
    return await reads.one(PROGRAMMES, programme_id, at)


@router.post(
    "",
    status_code=201,
    response_model=ProgrammeView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Enter a funding programme",
    responses=problem_responses(QuotaOutOfRange),
)
async def create_programme(work: WorkDep, body: ProgrammeCreate) -> Response:
    """Enter a programme with its conditions."""
    return await work.created(PROGRAMMES, await add_programme(work, body.to_programme(), body.to_fact()))
