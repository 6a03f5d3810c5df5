"""Units of the administration as JSON."""

from datetime import date
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View

from ..domain.units import Unit, UnitKind, UnitState
from .parts import Part


class ParentView(Part):
    """Under which unit it stood, in a span of days."""

    code: str
    valid_from: date | None
    valid_to: date | None


class UnitView(View):
    """A unit (Organisationseinheit): Dezernat, Fachbereich, Referat, Abteilung, Stabsstelle, company."""

    city: City
    code: str
    name: str
    kind: UnitKind
    state: UnitState
    parent_code: str | None
    parent_id: UUID | None = Field(description="null: none, or no unit of this code is entered yet")
    parents: list[ParentView]
    lead: str | None
    note: str | None


def render(state: Unit, meta: Meta) -> UnitView:
    """Render a unit."""
    return UnitView.model_validate({**meta.fields(), **vars(state), "parent_code": state.parent_code})
