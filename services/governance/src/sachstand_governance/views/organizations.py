"""Organizations (Gremien, Fraktionen) as JSON."""

from datetime import date
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View

from ..domain.organizations import Organization, OrganizationKind, OrganizationState
from .parts import Part


class AliasView(Part):
    """A name under which documents print the body."""

    label: str
    valid_from: date | None
    valid_to: date | None


class OrganizationView(View):
    """A body (Gremium) or faction (Fraktion)."""

    city: City
    key: str
    name: str
    kind: OrganizationKind
    state: OrganizationState = Field(
        description="announced: angekündigt, not founded; provisional: unconfirmed"
    )
    aliases: list[AliasView]
    parent_id: UUID | None
    valid_from: date | None = Field(description="Founding date; null: no source gives one")
    valid_to: date | None
    founding_reference: str | None
    chair_role: str | None
    note: str | None


def render(state: Organization, meta: Meta) -> OrganizationView:
    """Render an organization."""
    return OrganizationView.model_validate({**meta.fields(), **vars(state)})
