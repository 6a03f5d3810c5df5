"""Bodies and units as OParl organizations (Gruppierungen)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sachstand_common.oparl.forms import NATIVE, Form, Kind, Place, list_of, native

from ..domain.organizations import OrganizationKind
from ..domain.units import UnitKind
from .oparl import Json, body_of, body_reference

_BODIES: Mapping[str, tuple[str, str]] = {
    OrganizationKind.COUNCIL: ("Gremium", "Parlament"),
    OrganizationKind.MAIN_COMMITTEE: ("Gremium", "Verwaltungsausschuss"),
    OrganizationKind.COMMITTEE: ("Gremium", "Fachausschuss"),
    OrganizationKind.FACTION: ("Fraktion", "Fraktion"),
    OrganizationKind.STEERING: ("Gremium", "Dezernentensitzung"),
    OrganizationKind.BOARD: ("Gremium", "Smart-City-Board"),
    OrganizationKind.FORUM: ("Gremium", "Smart-City-Forum"),
    OrganizationKind.ADVISORY_BOARD: ("Gremium", "Fachbeirat"),
}
"""organizationType and classification; OParl calls a council Parlament, and what is unknown is not said."""

_UNITS: Mapping[str, tuple[str, str]] = {
    UnitKind.DEZERNAT: ("Verwaltungsbereich", "Dezernat"),
    UnitKind.REFERAT: ("Verwaltungsbereich", "Referat"),
    UnitKind.FACHBEREICH: ("Verwaltungsbereich", "Fachbereich"),
    UnitKind.ABTEILUNG: ("Verwaltungsbereich", "Abteilung"),
    UnitKind.STABSSTELLE: ("Verwaltungsbereich", "Stabsstelle"),
    UnitKind.AMT: ("Verwaltungsbereich", "Amt"),
    UnitKind.COMPANY: ("Institution", "Kommunale Beteiligung"),
}


def organization_forms(id: UUID, view: Json) -> Sequence[Form]:
    """A body (Gremium, Fraktion); an announced one has no founding date."""
    own = {
        "startDate": view["validFrom"],
        "endDate": view["validTo"],
        "meeting": list_of(Kind.ORGANIZATION, id, "meetings"),
        "consultation": list_of(Kind.ORGANIZATION, id, "consultations"),
        NATIVE: native(f"/v1/organizations/{id}"),
    }
    return (_form(id, view, _BODIES, own),)


def unit_forms(id: UUID, view: Json) -> Sequence[Form]:
    """A unit of the administration or a municipal company; its short name is the printed code."""
    short = view["code"] if view["code"] != view["name"] else None
    return (_form(id, view, _UNITS, {"shortName": short, NATIVE: native(f"/v1/units/{id}")}),)


def _form(id: UUID, view: Json, words: Mapping[str, tuple[str, str]], own: Json) -> Form:
    type_, classification = words.get(view["kind"], (None, None))
    values = {
        "body": body_reference(view),
        "name": view["name"],
        "organizationType": type_,
        "classification": classification,
        **own,
    }
    parent = view["parentId"]
    above = (Place(Kind.ORGANIZATION, UUID(parent), "subOrganizationOf"),) if parent else ()
    return Form(Kind.ORGANIZATION, id, body_of(view), values, above)
