"""Resolutions as they are shown (Beschlüsse über Vorlagen)."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.resolutions import Resolution
from .parts import COUNTS, DECIDED, MODES, show


class ItemPart(ViewPart):
    """What became of one item of the motion."""

    number: str
    outcome: Annotated[str, Field(description=DECIDED)]
    mode: Annotated[str | None, Field(description=MODES)]
    counts: Annotated[dict[str, int] | None, Field(description=COUNTS)]


class ResolutionView(View):
    """What a body with the last word resolved on a paper, item by item."""

    paper_id: UUID
    city: City | None
    reference: str | None
    name: str
    organization_name: str
    organization_kind: str | None
    date: datetime.date
    decision_id: UUID
    outcome: Annotated[str, Field(description="Of the whole; split: the items differ")]
    state: Annotated[str, Field(description="adopted | rejected | rescinded")]
    items: list[ItemPart]
    complete: Annotated[bool, Field(description="false: an item was put off, or its result is not clear")]
    prerequisite_id: UUID | None
    reason: str | None


def render(resolution: Resolution, meta: Meta) -> ResolutionView:
    """The resolution."""
    return show(ResolutionView, resolution, meta)
