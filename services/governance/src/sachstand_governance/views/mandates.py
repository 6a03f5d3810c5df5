"""Mandates (Mitgliedschaften) as JSON."""

from datetime import date
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View

from ..domain.mandates import Capacity, HolderKind, Mandate, MandateState, Participation


class MandateView(View):
    """A seat in a body; persons appear in their public role only."""

    city: City
    organization_id: UUID
    organization_key: str
    holder_kind: HolderKind
    holder: str
    capacity: Capacity
    participation: Participation = Field(description="topic_triggered: anlassbezogen; regular: regelmäßig")
    state: MandateState
    voting: bool | None = Field(description="null: the source does not say")
    units: list[str]
    represents: list[str]
    substitute_for: UUID | None
    valid_from: date | None
    valid_to: date | None
    note: str | None
    person_id: UUID | None = Field(description="Of a person that another system knows by an id")


def render(state: Mandate, meta: Meta) -> MandateView:
    """Render a mandate."""
    return MandateView.model_validate({**meta.fields(), **vars(state)})
