"""Contracts as they are shown; who the party is stays internal."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View

from ..domain.contracts import Contract


class ContractView(View):
    """A contract with those who scan (Scanvertrag)."""

    key: str
    city: City
    rollout_keys: list[str]
    valid_from: date
    valid_until: date | None
    sub_contracted: Annotated[bool, Field(description="Whether sub-contractors take part")]
    files_per_day: int | None
    max_defect_rate: Decimal | None
    party: Annotated[str | None, INTERNAL] = None
    sub_contractors: Annotated[list[str] | None, INTERNAL] = None
    internal_note: Annotated[str | None, INTERNAL] = None


def render_contract(contract: Contract, meta: Meta) -> ContractView:
    """Show a contract."""
    return ContractView(
        **meta.fields(),
        key=contract.key,
        city=contract.city,
        rollout_keys=list(contract.rollout_keys),
        valid_from=contract.valid_from,
        valid_until=contract.valid_until,
        sub_contracted=bool(contract.sub_contractors),
        files_per_day=contract.files_per_day,
        max_defect_rate=contract.max_defect_rate,
        party=contract.party,
        sub_contractors=list(contract.sub_contractors),
        internal_note=contract.internal_note,
    )
