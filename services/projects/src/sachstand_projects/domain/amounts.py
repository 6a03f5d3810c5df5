"""Stated amounts (genannte Beträge) and what can be concluded from rounded figures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import Hedge, Source

CENT = Decimal("0.01")
PER_CENT = Decimal(100)


class OwnShareTooLow(RuleViolated):
    """The city's own share stays below the quota even within the precision the figures are stated with."""


class FinancingGap(RuleViolated):
    """Grant, own share and third-party money do not make up the total."""


@dataclass(frozen=True)
class Amount:
    """An amount as a source states it: rounded to a precision, perhaps hedged (up to, nearly, more than)."""

    amount: Decimal
    precision: Decimal = CENT  # the step it was rounded to: 16.33 M is precise to 10 000
    hedge: Hedge = Hedge.EXACT
    currency: str = "EUR"
    source: Source | None = None
    recorded: datetime | None = None  # when it was entered, set once


@dataclass(frozen=True)
class Interval:
    """Where a rounded figure may really lie: low included, high excluded unless both are the same."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a value in common."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and self._holds(low) and other._holds(low))

    def _holds(self, value: Decimal) -> bool:
        return self.low <= value < self.high or value == self.low == self.high

    @classmethod
    def sum(cls, parts: Iterable["Interval"]) -> "Interval":
        """Where the sum of several figures may lie."""
        found = list(parts)
        zero = Decimal(0)
        return cls(sum((one.low for one in found), zero), sum((one.high for one in found), zero))

    def times(self, factor: Decimal) -> "Interval":
        """The interval with both ends multiplied."""
        return Interval(self.low * factor, self.high * factor)


class ShareCheck(StrEnum):
    """What the check of total, quota and own share finds."""

    CONSISTENT = "consistent"
    WITHIN_ROUNDING = "consistent_within_rounding"
    TOO_LOW = "own_share_too_low"
    ABOVE_QUOTA = "own_share_above_quota"
    UNKNOWN = "unknown"


def interval_of(stated: Amount) -> Interval:
    """Where the figure lay before it was rounded half up to its precision."""
    if stated.precision <= CENT:
        return Interval(stated.amount, stated.amount)
    half = stated.precision / 2
    return Interval(stated.amount - half, stated.amount + half)


def check_own_share(total: Amount | None, own: Amount | None, own_per_cent: Decimal | None) -> ShareCheck:
    """Whether own share and total, each within its rounding, can stand in the ratio stated.

    16.33 M × 35 % is 5.7155 M and not 5.71 M; but both are rounded, and 5.71375–5.71725 meets 5.705–5.715.
    """
    if total is None or own is None or own_per_cent is None:
        return ShareCheck.UNKNOWN
    share = own_per_cent / PER_CENT
    if own.amount == split(total.amount, PER_CENT - own_per_cent)[1]:
        return ShareCheck.CONSISTENT
    needed, stated = interval_of(total).times(share), interval_of(own)
    if needed.meets(stated):
        return ShareCheck.WITHIN_ROUNDING
    return ShareCheck.TOO_LOW if stated.low < needed.low else ShareCheck.ABOVE_QUOTA


def require_own_share(total: Amount | None, own: Amount | None, own_per_cent: Decimal | None) -> ShareCheck:
    """The check's finding, unless the own share is too low."""
    found = check_own_share(total, own, own_per_cent)
    if found is ShareCheck.TOO_LOW and total and own and own_per_cent is not None:
        needed = interval_of(total).times(own_per_cent / PER_CENT)
        raise OwnShareTooLow(ownShare=str(own.amount), atLeast=str(half_up(needed.low)))
    return found


def stamped(amount: Amount, source: Source | None, now: datetime) -> Amount:
    """The amount with its source and the instant it was entered, unless it has them already."""
    return replace(amount, source=amount.source or source, recorded=amount.recorded or now)


def half_up(value: Decimal) -> Decimal:
    """Rounded to cents, half up."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def split(total: Decimal, quota_per_cent: Decimal) -> tuple[Decimal, Decimal]:
    """Grant and own share: the own share is what the rounded grant leaves, so that the parts always sum."""
    grant = half_up(total * quota_per_cent / PER_CENT)
    return grant, total - grant


def require_balance(
    total: Amount | None, grant: Amount | None, own: Amount | None, third: Amount | None
) -> None:
    """The parts make up the total, each within its rounding; a hedged or missing figure proves nothing."""
    if total is None or grant is None or own is None:
        return
    parts = [grant, own, *([third] if third else [])]
    if any(figure.hedge is not Hedge.EXACT for figure in (total, *parts)):
        return
    if not interval_of(total).meets(Interval.sum(map(interval_of, parts))):
        raise FinancingGap(delta=str(total.amount - sum((part.amount for part in parts), Decimal(0))))


_OPPOSITE = {
    Hedge.UP_TO: Hedge.AT_LEAST,
    Hedge.NEARLY: Hedge.MORE_THAN,
    Hedge.MORE_THAN: Hedge.NEARLY,
    Hedge.AT_LEAST: Hedge.UP_TO,
}


def remainder_at_maximum(maximum: Amount, committed: Amount) -> Amount:
    """What the maximum leaves beyond what is committed anyway.

    "Up to 5.71 M" less "nearly 5 M" is more than 0.71 M: the maximum is taken at its end, the hedge of the
    result is the committed one's turned round.
    """
    return Amount(
        amount=maximum.amount - committed.amount,
        precision=maximum.precision,
        hedge=_OPPOSITE.get(committed.hedge, committed.hedge),
        currency=maximum.currency,
        source=_computed_from(maximum, committed),
        recorded=max(filter(None, (maximum.recorded, committed.recorded)), default=None),
    )


def _computed_from(*figures: Amount) -> Source:
    """A computed figure names the documents of the figures it follows from."""
    named = (one.source.document if one.source else "ohne Quelle" for one in figures)
    return Source(document="Berechnet", note=f"aus: {'; '.join(named)}")
