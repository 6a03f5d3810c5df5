"""Funding as JSON."""

from decimal import Decimal
from typing import Any

from .statements import Citation, Part, Statement


class Amount(Part):
    """A stated amount with its hedge."""

    amount: Decimal
    hedge: str
    currency: str
    source: Citation | None


class Scenario(Part):
    """What some measures cost anyway, beside the own share with the grant."""

    measures: list[str]
    committed: Amount | None
    incremental: Amount | None


class Application(Statement):
    """A funding application, its figures and gates."""

    city: str
    title: str
    state: str
    period_from: int | None
    period_to: int | None
    own_per_cent: Decimal | None
    quota_per_cent: Decimal | None
    own_share_check: str
    council_reference: str | None
    programme: str | None
    funder: str | None
    volume: Amount | None
    grant: Amount | None
    own_share: Amount | None
    measures: list[dict[str, Any]]
    scenario: Scenario | None
    gates: list[dict[str, Any]]
