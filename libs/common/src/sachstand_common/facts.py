"""What every recorded fact carries: where it comes from, how exact it is, and since when it holds."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .errors import RuleViolated


class City(StrEnum):
    """A city whose council and programme are held here (OParl: Body)."""

    BRAUNSCHWEIG = "braunschweig"
    STUTTGART = "stuttgart"


class Hedge(StrEnum):
    """How a source qualifies a figure; the hedge is kept with the figure for ever."""

    EXACT = "exact"
    ABOUT = "about"  # rund, ca.
    NEARLY = "nearly"  # knapp, nahezu
    UP_TO = "up_to"  # bis zu
    MORE_THAN = "more_than"  # über
    AT_LEAST = "at_least"  # mindestens


class Dating(StrEnum):
    """How the effective date of a fact is known."""

    EXACT = "exact"
    KNOWN_BY = "known_by"  # the date of the oldest document that states it
    UNDATED = "undated"  # the source gives no date, nor has it one itself


OLDEST = datetime.date(1900, 1, 1)
"""No fact here holds from an older day: what documents in hand state is younger, 0021 is a slip of the pen.

The importer reads no older date either. A reader may ask for any day: before the first fact was nothing.
"""


class FactAhead(RuleViolated):
    """What holds only from a day to come is a plan: record it on that day."""


class FactTooOld(RuleViolated):
    """No fact is recorded from a day before 1900: look at the year, or leave the fact undated."""


@dataclass(frozen=True)
class Source:
    """The document a fact was taken from (Fundstelle)."""

    document: str
    page: int | None = None
    date: datetime.date | None = None
    url: str | None = None
    note: str | None = None

    @property
    def key(self) -> str:
        """What tells it apart: its address, or its name where it has none."""
        return self.url or self.document


NOT_PUBLIC = Source("Unterlage, die nicht öffentlich ist")
"""What the public reads in the place of a source that is not for it: that there is one."""


ENTERED_HERE = "Erfassung in Sachstand"
"""What the source of a fact is called that was entered without a document: the entry itself."""


def entered_here(on: datetime.date) -> Source:
    """The entry itself as source: whoever entered the fact on that day is the first to state it."""
    return Source(ENTERED_HERE, date=on)


@dataclass(frozen=True)
class StatedAmount:
    """An amount of money as a source states it (genannter Betrag)."""

    amount: Decimal
    hedge: Hedge = Hedge.EXACT
    currency: str = "EUR"
    source: Source | None = None
