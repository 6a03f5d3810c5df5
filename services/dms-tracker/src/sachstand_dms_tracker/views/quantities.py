"""Figures, totals and shares as they are shown."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from sachstand_common.facts import Hedge, Source
from sachstand_common.journal.views import ViewPart

from ..domain.quantities import Basis, Quantity, Share, Subject, Unit
from ..domain.recordings import Counted, Counts
from .labels import HEDGES, UNITS, grouped


class QuantityPart(ViewPart):
    """A figure with its hedge, its basis and the day it speaks of (Mengenangabe)."""

    subject: Annotated[Subject, Field(description="stock (Bestandsakten) | created (elektronisch angelegt)")]
    value: int
    unit: Unit
    hedge: Annotated[Hedge, Field(description="How the source qualifies it; kept for ever")]
    basis: Basis
    as_of: date | None
    label: Annotated[str, Field(description="As a sentence would say it, in German")]
    note: str | None
    source: Source | None
    recorded: Annotated[datetime | None, Field(description="When it was entered; set once")]


class CountsPart(ViewPart):
    """What was counted; null was not counted, which is not 0."""

    files_digitised: int | None
    pages_digitised: int | None
    shelf_mm_freed: Annotated[int | None, Field(description="Millimetres of shelf that became free")]
    files_created: int | None


class TotalsPart(CountsPart):
    """Sum of the current recordings."""

    recordings: Annotated[int, Field(description="How many days and sources are in it")]
    through: Annotated[date, Field(description="The newest day in it")]
    source: Annotated[Source, Field(description="The recordings themselves, as far as they were entered")]
    recorded: Annotated[datetime, Field(description="When the newest of them was entered or corrected")]


class SharePart(ViewPart):
    """A part of a whole; null with its reason when it is not known."""

    value: Annotated[Decimal | None, Field(description="Four decimals; null is not 0")]
    hedge: Hedge
    reason: Annotated[
        str | None, Field(description="nothing_recorded | stock_unknown | stock_exceeded; null: it is known")
    ]
    flagged: Annotated[bool, Field(description="The figure of the stock needs to be renewed")]


def quantity_label(quantity: Quantity) -> str:
    """A figure as a sentence would say it: "rund 8.000 Akten", "knapp 1 km Regallänge"."""
    hedge = HEDGES[quantity.hedge]
    if quantity.unit is Unit.SHELF_MM and quantity.value % 1_000_000 == 0:
        return f"{hedge}{quantity.value // 1_000_000} km Regallänge"
    return f"{hedge}{grouped(quantity.value)} {UNITS[quantity.unit]}"


def quantity_part(quantity: Quantity) -> QuantityPart:
    """Show a figure."""
    return QuantityPart(**vars(quantity), label=quantity_label(quantity))


def counts_part(counts: Counts) -> CountsPart:
    """Show what was counted."""
    return CountsPart(**vars(counts))


def stated_quantity(part: QuantityPart) -> Quantity:
    """The figure that is shown."""
    return Quantity(**{name: value for name, value in vars(part).items() if name != "label"})


def totals_part(counted: Counted, source: Source, recorded: datetime) -> TotalsPart | None:
    """Show the totals; null while nothing is recorded: unknown is not 0."""
    if not counted.recordings:
        return None
    own = {"recordings": counted.recordings, "through": counted.through}
    return TotalsPart(**vars(counted.totals), **own, source=source, recorded=recorded)


def share_part(share: Share) -> SharePart:
    """Show a share."""
    return SharePart(**vars(share))
