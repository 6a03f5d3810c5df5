"""Gates as they are shown (Zustimmungsvorbehalte)."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City, Source
from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.gates import Gate, GateKind, GateState


class GatePart(ViewPart):
    """A gate inside the project or application that it bars."""

    key: str
    title: str
    kind: GateKind
    state: GateState
    required_by: Annotated[str, Field(description="The state it bars the way to")]
    citation: str | None
    paper_reference: Annotated[str | None, Field(description="The paper whose resolution it waits for")]
    motion_item: Annotated[str | None, Field(description="The item of the motion (Ziffer)", examples=["2"])]
    satisfied_by: str | None
    satisfied_on: date | None
    decision_id: UUID | None
    stated_by: Annotated[Source | None, Field(description="The document that states the gate")]
    recorded: Annotated[datetime | None, Field(description="When it was entered; set once")]
    settled_by: Annotated[Source | None, Field(description="Who states that it is satisfied or refused")]
    settled: Annotated[datetime | None, Field(description="When that was recorded")]


class GateView(GatePart, View):
    """A gate with what it bars."""

    city: City
    project_id: UUID | None
    application_id: UUID | None


def part(gate: Gate) -> GatePart:
    """The gate inside another view."""
    return GatePart.model_validate(gate, from_attributes=True)


def render(gate: Gate, meta: Meta) -> GateView:
    """The gate as everybody sees it."""
    return GateView(**meta.fields(), **vars(gate))
