"""Amounts of money as they are shown: a decimal string with its hedge and source."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from sachstand_common.facts import Hedge, Source
from sachstand_common.journal.views import ViewPart


class AmountView(ViewPart):
    """A stated amount (genannter Betrag); rounding and hedge of the source are kept."""

    amount: Annotated[Decimal, Field(description="Euro, as a decimal string", examples=["16330000"])]
    precision: Annotated[Decimal, Field(description="The step the figure was rounded to", examples=["10000"])]
    hedge: Annotated[Hedge, Field(description="How the source qualifies the figure (bis zu, nahezu, über …)")]
    currency: str
    source: Annotated[Source | None, Field(description="The document, or what it is computed from")]
    recorded: Annotated[datetime | None, Field(description="When it was entered; set once")]
