"""Strategies and their chronicle as JSON."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City, Dating, Source
from sachstand_common.journal.views import INTERNAL, Meta, Stated, View

from ..domain.strategies import EntryKind, Strategy, shows_paper
from .parts import Part


class EntryView(Part):
    """One entry of the chronicle, with its own source."""

    key: str
    kind: EntryKind = Field(description="intended: not known to have happened")
    label: str
    day: date | None = Field(description="null: the source gives a span, or no date")
    until: date | None
    dating: Dating
    source: Source
    body: str | None
    recorded: datetime | None = Field(description="When this entry was entered; never moved")


class StrategyView(View):
    """A strategy of a city and what became of it."""

    city: City
    key: str
    stated: Stated = Field(description="Who states title, edition and date")
    title: str
    edition: str
    document_date: date | None
    paper_id: UUID | None = Field(description="The paper that is the strategy; null while it is not public")
    paper_reference: str | None
    internal_paper_id: Annotated[UUID | None, INTERNAL]
    internal_paper_reference: Annotated[str | None, INTERNAL]
    chronicle: list[EntryView]
    unknown: list[str] = Field(description="What the sources leave open")


def render(state: Strategy, meta: Meta) -> StrategyView:
    """Render a strategy."""
    own = {k: v for k, v in vars(state).items() if k not in ("titles", "paper_public")}
    own |= {"internal_paper_id": state.paper_id, "internal_paper_reference": state.paper_reference}
    own["stated"] = meta.stated["strategy"]
    if not shows_paper(state):
        own |= {"paper_id": None, "paper_reference": None}
    return StrategyView.model_validate({**meta.fields(), **own})
