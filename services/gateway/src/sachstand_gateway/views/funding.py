"""Funding as JSON."""

from datetime import date
from decimal import Decimal
from typing import Any

from .statements import Proof, Statement


class Amount(Proof):
    """A stated amount with its hedge."""

    amount: Decimal
    hedge: str
    currency: str


class Scenario(Proof):
    """What some measures cost anyway, beside the own share with the grant."""

    measures: list[str]
    committed: Amount | None
    incremental: Amount | None


class Measure(Proof):
    """A measure (Maßnahme) of an application; what no source says is null."""

    key: str
    title: str | None
    units: list[str]
    paper_page: int | None
    amount: dict[str, Any] | None
    budget: dict[str, Any]


class Gate(Proof):
    """A consent that is needed, and by what it was given."""

    key: str | None
    title: str | None
    kind: str | None
    state: str | None
    citation: Any
    paper_reference: str | None
    motion_item: str | None
    satisfied_by: str | None
    satisfied_on: date | None
    decision_id: str | None


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
    measures: list[Measure]
    scenario: Scenario | None
    gates: list[Gate]
