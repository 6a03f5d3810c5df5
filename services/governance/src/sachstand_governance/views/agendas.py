"""Agendas (Tagesordnungen) as JSON: what is not public stands in fields the public view does not have."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.journal.views import INTERNAL, Meta

from ..domain.agendas import Agenda, AgendaItem, ItemKind
from ..domain.meetings import Origin
from ..domain.votes import Outcome, PointKind
from .parts import BodyFields, Part, PointResultView, body_fields

LEFT_OUT = ("public_papers", "withheld_references", "withheld_contradictions", "prerequisite_id", "follows",
            "minutes_id", "result_public", "of_minutes", "closed")  # fmt: skip


class PointView(Part):
    """One point of the motion (Ziffer des Beschlussantrags)."""

    number: str
    text: str | None
    kind: PointKind


class AgendaItemView(Part):
    """One item (Tagesordnungspunkt)."""

    id: UUID
    number: str = Field(examples=["4a"])
    title: str
    kind: ItemKind
    public: bool
    units: list[str]
    project_ids: list[UUID]
    paper_ids: list[UUID] = Field(description="Papers that are public")
    paper_references: list[str]
    internal_paper_ids: Annotated[list[UUID], INTERNAL]
    internal_paper_references: Annotated[list[str], INTERNAL]
    consultation_id: UUID | None = Field(description="The step of its first paper; null: none that is public")
    file_reference: str | None = Field(description="Geschäftszeichen (GZ)")
    points: list[PointView]
    urgency: str | None
    outcome: Outcome | None = Field(description="null: not dealt with, or not known")
    results: list[PointResultView] = Field(description="What minutes state of single points")
    result_text: str | None
    contradictions: list[str] = Field(description="What other sources say of the outcome")


class InvitationView(Part):
    """Who is invited, and why."""

    mandate_id: UUID
    holder: str
    because: str


class AgendaView(BodyFields):
    """The agenda of one meeting."""

    meeting_id: UUID
    day: date
    origin: Origin
    agenda_version: int = Field(description="Published version; 0: not published yet")
    items: list[AgendaItemView]
    non_public_items: Annotated[list[AgendaItemView], INTERNAL]
    invitations: Annotated[list[InvitationView], INTERNAL]


def _shown(items: tuple[AgendaItem, ...], *, public: bool) -> list[dict[str, object]]:
    return [_item(item) for item in items if item.public is public]


def _item(item: AgendaItem) -> dict[str, object]:
    """An item; papers that are not public are named inside only."""
    named, printed = item.paper_ids, item.paper_references
    shown = tuple(one for one in named if one in item.public_papers)
    own = {k: v for k, v in vars(item).items() if k not in LEFT_OUT}
    return {
        **own,
        "paper_ids": shown,
        "internal_paper_ids": [one for one in named if one not in item.public_papers],
        "consultation_id": item.consultation_id if named[:1] == shown[:1] else None,
        "paper_references": [one for one in printed if one not in item.withheld_references],
        "internal_paper_references": item.withheld_references,
    }


def render(state: Agenda, meta: Meta) -> AgendaView:
    """Render an agenda."""
    return AgendaView.model_validate(
        {
            **meta.fields(),
            **body_fields(state.body),
            "meeting_id": state.meeting_id,
            "day": state.day,
            "origin": state.origin,
            "agenda_version": state.edition,
            "items": _shown(state.items, public=True),
            "non_public_items": _shown(state.items, public=False),
            "invitations": state.invitations,
        }
    )
