"""Quantities as sources state them and as they were counted, and the shares that follow from them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import Hedge, Source

TOLERANT = (Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.ABOUT)
_OF_A_SHARE = {
    Hedge.EXACT: Hedge.EXACT,
    Hedge.ABOUT: Hedge.ABOUT,
    Hedge.NEARLY: Hedge.AT_LEAST,
    Hedge.UP_TO: Hedge.AT_LEAST,
    Hedge.MORE_THAN: Hedge.UP_TO,
    Hedge.AT_LEAST: Hedge.UP_TO,
}


class Unit(StrEnum):
    """What is counted."""

    FILES = "files"  # Akten
    PAGES = "pages"  # Seiten
    SHELF_MM = "shelf_mm"  # Regalmeter, in Millimetern


class Basis(StrEnum):
    """How a figure came about."""

    COUNTED = "counted"
    ESTIMATED = "estimated"


class Subject(StrEnum):
    """What a figure is about."""

    STOCK = "stock"  # Bestandsakten
    CREATED = "created"  # neu angelegte elektronische Akten


class DigitisedExceedsStock(RuleViolated):
    """More files would be digitised than there are."""

    code = "digitised_exceeds_stock"


@dataclass(frozen=True)
class Quantity:
    """A figure with its hedge, its basis and the day it speaks of (Mengenangabe).

    `recorded` is set once, when it is entered.
    """

    subject: Subject
    value: int
    unit: Unit
    hedge: Hedge = Hedge.EXACT
    basis: Basis = Basis.ESTIMATED
    as_of: date | None = None
    source: Source | None = None
    note: str | None = None
    recorded: datetime | None = None


@dataclass(frozen=True)
class Share:
    """A part of a whole; null with a reason when it is not known: unknown is not 0."""

    value: Decimal | None
    hedge: Hedge = Hedge.EXACT
    reason: str | None = None
    flagged: bool = False


def newest(quantities: tuple[Quantity, ...], subject: Subject, unit: Unit) -> Quantity | None:
    """The newest figure about a subject; of one day the last one stated."""
    found = [q for q in quantities if q.subject is subject and q.unit is unit]
    return max(enumerate(found), key=lambda q: (q[1].as_of or date.min, q[0]))[1] if found else None


def share_of_stock(digitised: int | None, stock: Quantity | None) -> Share:
    """How much of the stock is digitised, to four decimals, hedged as the stock requires.

    A stock of "more than 100,000" makes it "up to"; "nearly" and "up to" make it "at least".
    """
    if digitised is None:
        return Share(None, reason="nothing_recorded")
    if stock is None or stock.value <= 0:
        return Share(None, reason="stock_unknown")
    if digitised > stock.value:
        return Share(None, reason="stock_exceeded", flagged=True)
    value = (Decimal(digitised) / Decimal(stock.value)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return Share(value, _OF_A_SHARE[stock.hedge])


def check_within_stock(digitised: int | None, stock: Quantity | None) -> bool:
    """Whether the counted files fit the stock; False asks for a new figure and is shown as a flag.

    Raises:
        DigitisedExceedsStock: the stock is exact or an upper bound, and would be exceeded.
    """
    if stock is None or digitised is None or digitised <= stock.value:
        return True
    if stock.hedge not in TOLERANT:
        raise DigitisedExceedsStock(digitised=digitised, stock=stock.value, hedge=stock.hedge)
    return False
