"""Funding programmes (Förderprogramme): who pays which share of what, and until when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sachstand_common.errors import RuleViolated

from .amounts import PER_CENT, Amount


class QuotaOutOfRange(RuleViolated):
    """A funding quota lies between 0 and 100 per cent."""


@dataclass(frozen=True)
class FundingProgramme:
    """A programme and its conditions; what its documents do not say is null.

    The deadline of the application and that of the council's resolution are two.
    """

    key: str
    title: str
    funder: str
    call: str | None = None
    application_deadline: date | None = None
    resolution_deadline: date | None = None
    quota_per_cent: Decimal | None = None
    max_measures: int | None = None
    grant_per_participant: Amount | None = None
    period_years: int | None = None


def checked(programme: FundingProgramme) -> FundingProgramme:
    """The programme, when its quota is a share."""
    quota = programme.quota_per_cent
    if quota is not None and not 0 <= quota <= PER_CENT:
        raise QuotaOutOfRange(quota=str(quota))
    return programme


def own_per_cent(programme: FundingProgramme) -> Decimal | None:
    """What the city pays when the funder pays its quota."""
    return None if programme.quota_per_cent is None else PER_CENT - programme.quota_per_cent
