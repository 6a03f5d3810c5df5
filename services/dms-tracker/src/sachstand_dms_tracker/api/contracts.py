"""Contracts with those who scan."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.works import AlreadyExists

from ..domain.contracts import Contract, ContractPeriodInverted
from ..storage.contracts import CONTRACTS
from ..usecases.contracts import enter_contract
from ..views.contracts import ContractView
from .parts import READ_PROBLEMS, WRITE_PROBLEMS, Key, Line, Text

router = CommandRouter(prefix="/v1/contracts", tags=["contracts"], responses=READ_PROBLEMS)


class ContractQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")


class ContractCreate(Body):
    """A contract with a company that scans."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "scan-2026",
                    "city": "braunschweig",
                    "party": "Muster Scan GmbH",
                    "rolloutKeys": ["personalakte-abt-10-1"],
                    "validFrom": "2026-01-01",
                }
            ]
        }
    )

    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$", examples=["scan-2026"])]
    city: City
    party: Annotated[Line, Field(description="Internal")]
    rollout_keys: Annotated[list[Key], Field(min_length=1, max_length=50)]
    valid_from: Day
    valid_until: Day | None = None
    sub_contractors: Annotated[list[Line], Field(max_length=20, description="Internal")] = []
    files_per_day: Annotated[int | None, Field(strict=True, ge=1)] = None
    max_defect_rate: Annotated[Decimal | None, Field(ge=0, le=1, max_digits=8, decimal_places=6)] = None
    internal_note: Text | None = None

    def to_contract(self) -> Contract:
        """As the domain knows it."""
        told = self.model_dump(exclude={"rollout_keys", "sub_contractors"})
        subs = tuple(self.sub_contractors)
        return Contract(**told, rollout_keys=tuple(self.rollout_keys), sub_contractors=subs)


@router.get("", response_model=Page[ContractView], summary="List the contracts")
async def list_contracts(reads: Reads, query: Annotated[ContractQuery, Query()]) -> Response:
    """The contracts; who the parties are is shown to those who may see it."""
    return await reads.list(CONTRACTS, query)


@router.get("/{contract_id}", response_model=ContractView, summary="Read one contract")
async def get_contract(reads: Reads, contract_id: UUID, at: AsOf) -> Response:
    """One contract (Scanvertrag), now or as of a day."""
    return await reads.one(CONTRACTS, contract_id, at)


@router.post(
    "",
    status_code=201,
    response_model=ContractView,
    summary="Enter a contract",
    dependencies=[allow("dms-team")],
    responses=problem_responses(*WRITE_PROBLEMS, AlreadyExists, ContractPeriodInverted),
)
async def create_contract(work: WorkDep, body: ContractCreate) -> Response:
    """Enter a contract and link its rollouts; each sub-contractor asks for the council's consent again."""
    return await work.created(CONTRACTS, await enter_contract(work, body.to_contract()))
