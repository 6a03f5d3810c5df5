"""/v1/funding-applications."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import StaleVersion

from ..domain.amounts import FinancingGap, OwnShareTooLow
from ..domain.applications import (
    ApplicationState,
    CouncilResolutionMissing,
    FundingApplication,
    Measure,
    TooManyMeasures,
)
from ..domain.gates import GateOpen
from ..storage.applications import APPLICATIONS
from ..usecases.applications import UnknownProgramme, prepare_application, submit_application
from ..views.applications import ApplicationView
from .bodies import AmountBody, FactBody, Key, Short, amount_of

router = CommandRouter(prefix="/v1/funding-applications", tags=["funding"])
NOBODY = UUID(int=0)


class ApplicationQuery(ListQuery):
    """Filters of the applications."""

    state: ApplicationState | None = Field(None, description="In this state")
    city: City | None = Field(None, description="Of this city")
    programme: str | None = Field(
        None, json_schema_extra={"facet": "programmeKey"}, description="To this programme, by key"
    )


class MeasureBody(Body):
    """A measure of the application."""

    key: Short
    title: Short | None = None
    units: list[Short] = []
    amount: AmountBody | None = None

    def to_measure(self) -> Measure:
        """The measure as the rules know it."""
        return Measure(self.key, self.title, tuple(self.units), amount=amount_of(self.amount))


class ApplicationCreate(FactBody):
    """An application with its money; the figures must agree within the precision they are stated with."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "antrag-2027",
                    "city": "braunschweig",
                    "title": "Antrag 2027",
                    "programme": "modellprojekte-smart-cities",
                    "volume": {"amount": "1000000"},
                    "grant": {"amount": "650000"},
                    "ownShare": {"amount": "350000"},
                }
            ]
        }
    )

    key: Key
    city: City = City.BRAUNSCHWEIG
    title: Short
    programme: Key
    period_from: int | None = Field(None, ge=1990, le=2100)
    period_to: int | None = Field(None, ge=1990, le=2100)
    volume: AmountBody | None = None
    grant: AmountBody | None = None
    own_share: AmountBody | None = None
    third_party: AmountBody | None = None
    own_per_cent: Decimal | None = Field(None, ge=0, le=100, description="Default: what the quota leaves")
    council_reference: Short | None = None
    measures: Annotated[list[MeasureBody], Field(max_length=100)] = []

    def to_application(self) -> FundingApplication:
        """The application as the rules know it."""
        return FundingApplication(
            key=self.key,
            city=self.city,
            title=self.title,
            programme_id=NOBODY,
            programme_key=self.programme,
            period_from=self.period_from,
            period_to=self.period_to,
            volume=amount_of(self.volume),
            grant=amount_of(self.grant),
            own_share=amount_of(self.own_share),
            third_party=amount_of(self.third_party),
            own_per_cent=self.own_per_cent,
            council_reference=self.council_reference,
            measures=tuple(measure.to_measure() for measure in self.measures),
        )


@router.get("", response_model=Page[ApplicationView], summary="List the funding applications")
async def list_applications(reads: Reads, query: Annotated[ApplicationQuery, Query()]) -> Response:
    """The funding applications (Förderanträge) with measures, gates and the check of their figures."""
    return await reads.list(APPLICATIONS, query)


@router.get("/{application_id}", response_model=ApplicationView, summary="Read one funding application")
async def get_application(reads: Reads, application_id: UUID, at: AsOf) -> Response:
    """One application, now or as of a day."""
    return await reads.one(APPLICATIONS, application_id, at)


@router.post(
    "",
    status_code=201,
    response_model=ApplicationView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Prepare a funding application",
    responses=problem_responses(TooManyMeasures, OwnShareTooLow, FinancingGap, UnknownProgramme),
)
async def create_application(work: WorkDep, body: ApplicationCreate) -> Response:
    """Prepare an application to a programme."""
    created = await prepare_application(work, body.to_application(), body.to_fact())
    return await work.created(APPLICATIONS, created)


@router.post(
    "/{application_id}/submission",
    response_model=ApplicationView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Submit a funding application",
    responses=problem_responses(CouncilResolutionMissing, GateOpen, StaleVersion),
)
async def submit(work: WorkDep, application_id: UUID, if_match: IfMatch) -> Response:
    """Hand an application in, once the council has agreed."""
    await submit_application(work, application_id, if_match)
    return await work.answer(APPLICATIONS, application_id)
