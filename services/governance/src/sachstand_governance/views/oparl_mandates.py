"""Mandates of persons as OParl persons and their memberships (Personen, Mitgliedschaften)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sachstand_common.identifiers import stable_id
from sachstand_common.oparl.forms import NATIVE, Form, Kind, Place, native

from ..domain.mandates import Capacity, HolderKind
from .oparl import Json, body_of, body_reference

_ROLES: Mapping[str, str] = {
    Capacity.CHAIR: "Vorsitz",
    Capacity.MEMBER: "Mitglied",
    Capacity.SUBSTITUTE: "Stellvertretung",
    Capacity.GUEST: "Gast",
    Capacity.SECRETARY: "Geschäftsführung",
}


def mandate_forms(id: UUID, view: Json) -> Sequence[Form]:
    """The person and the membership; the mandate of a role or a group is nobody's membership."""
    if view["holderKind"] != HolderKind.PERSON:
        return ()
    body, name = body_of(view), " ".join(view["holder"].split())
    known = view["personId"]
    person = UUID(known) if known else stable_id("oparl", "person", view["city"], name)
    membership = {
        "role": _ROLES[view["capacity"]],
        "votingRight": view["voting"],
        "startDate": view["validFrom"],
        "endDate": view["validTo"],
        NATIVE: native(f"/v1/mandates/{id}"),
    }
    places = (
        Place(Kind.PERSON, person, "membership"),
        Place(Kind.ORGANIZATION, UUID(view["organizationId"]), "membership"),
    )
    return (
        Form(Kind.PERSON, person, body, {"body": body_reference(view), "name": name}),
        Form(Kind.MEMBERSHIP, id, body, membership, places),
    )
