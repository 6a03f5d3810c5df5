"""Contracts: found by their key, which is also what a scanning company's token carries."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.contracts import Contract
from ..views.contracts import ContractView, render_contract
from .metadata import METADATA

CONTRACTS = Resource(
    noun="contract",
    path="/v1/contracts",
    state=Contract,
    view=ContractView,
    render=render_contract,
    table=resource_table(METADATA, "contract", Column("key", Text, unique=True, nullable=False)),
    columns=lambda contract: {"key": contract.key},
    filters=("city", "rolloutKeys", "key"),
    sort="key",
    full_readers=("dms-team",),
    contract_facet="key",
)
