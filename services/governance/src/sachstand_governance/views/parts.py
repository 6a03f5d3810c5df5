"""Parts that several views have in common."""

from uuid import UUID

from pydantic import ConfigDict, Field

from sachstand_common.facts import City
from sachstand_common.journal.views import View, ViewPart

from ..domain.meetings import Body
from ..domain.organizations import OrganizationKind
from ..domain.votes import Outcome


class Part(ViewPart):
    """A part that is read off the domain's own dataclass."""

    model_config = ConfigDict(from_attributes=True)


class BodyFields(View):
    """Which body it belongs to, as it was called then."""

    city: City
    organization_id: UUID
    organization_key: str
    organization_name: str
    organization_kind: OrganizationKind = Field(description="Kind of the body (Art des Gremiums)")


class PointResultView(Part):
    """What became of one point of the motion (Ziffer des Beschlussantrags)."""

    number: str
    outcome: Outcome
    text: str | None
    mode: str | None = Field(description="unanimous | by_consensus | majority, where a source prints it")
    counts: dict[str, int] | None = Field(description="yes, no, abstain: those that a source prints for it")


def body_fields(body: Body) -> dict[str, object]:
    """The fields of a body, to be spread into a view's constructor."""
    return {
        "city": body.city,
        "organization_id": body.id,
        "organization_key": body.key,
        "organization_name": body.name,
        "organization_kind": body.kind,
    }
