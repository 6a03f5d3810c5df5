"""Contracts with those who scan (Scanverträge)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import City


class ContractPeriodInverted(RuleViolated):
    """A contract ends after it begins."""

    code = "contract_period_inverted"


@dataclass(frozen=True)
class Contract:
    """A contract; who the party and its sub-contractors are is internal."""

    key: str
    city: City
    party: str
    rollout_keys: tuple[str, ...]
    valid_from: date
    valid_until: date | None = None
    sub_contractors: tuple[str, ...] = ()
    files_per_day: int | None = None
    max_defect_rate: Decimal | None = None
    internal_note: str | None = None

    def is_valid(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def check_period(contract: Contract) -> Contract:
    """The contract itself.

    Raises:
        ContractPeriodInverted: it would end before it begins.
    """
    if contract.valid_until is not None and contract.valid_until < contract.valid_from:
        raise ContractPeriodInverted(
            validFrom=contract.valid_from.isoformat(), validUntil=contract.valid_until.isoformat()
        )
    return contract
