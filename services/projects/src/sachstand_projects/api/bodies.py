"""Parts of requests that several resources share."""

from decimal import Decimal
from typing import Annotated

from fastapi import Header
from pydantic import Field, StringConstraints

from sachstand_common.facts import Dating, Hedge, Source
from sachstand_common.http import Body
from sachstand_common.http.dates import Day
from sachstand_common.journal.changes import Fact

from ..domain.amounts import CENT, Amount

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Money = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=2, examples=["16330000"])]
Step = Annotated[Decimal, Field(gt=0, le=10**9, description="The step the figure is rounded to")]


OptionalIfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you read")]


class SourceBody(Body):
    """The document that states it (Fundstelle)."""

    document: Short
    page: int | None = Field(None, ge=1, le=100_000)
    date: Day | None = None
    url: Short | None = None
    note: Short | None = None


class FactBody(Body):
    """Since when it holds, how that is known, who says so, and why it is changed."""

    effective: Day | None = Field(None, description="Since when it holds; default: today")
    dating: Dating = Dating.EXACT
    source: SourceBody | None = None
    reason: Text | None = Field(None, description="Needed when a dated fact is overwritten")

    def to_fact(self) -> Fact:
        """The fact as the journal keeps it."""
        return Fact(self.effective, self.dating, source_of(self.source), self.reason)


class AmountBody(Body):
    """An amount as a document states it."""

    amount: Money
    precision: Step = CENT
    hedge: Hedge = Hedge.EXACT
    source: SourceBody | None = None


def source_of(body: SourceBody | None) -> Source | None:
    """The source, where one is named."""
    return None if body is None else Source(**dict(body))


def amount_of(body: AmountBody | None) -> Amount | None:
    """The amount, where one is stated."""
    if body is None:
        return None
    return Amount(body.amount, body.precision, body.hedge, source=source_of(body.source))
