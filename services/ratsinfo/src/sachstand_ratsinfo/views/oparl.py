"""What ratsinfo contributes to OParl: its public views, and the cities, as forms."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sachstand_common.identifiers import stable_id
from sachstand_common.oparl.files import PublicFile, file_form
from sachstand_common.oparl.forms import (
    NATIVE,
    PREFIX,
    SYSTEM_ID,
    VERSION,
    Form,
    Kind,
    Place,
    Reference,
    body_id,
    facet,
    list_of,
    native,
    reference,
)

from ..domain.bodies import Body
from ..domain.files import File, text_name
from ..domain.mirrors import UNKNOWN_TYPE

View = Mapping[str, Any]
LONGEST = 2**18
"""Bytes of a text that stands in `text`, and again in each paper of a page; accessUrl has longer ones."""

_LISTS = {
    "organization": "organizations",
    "person": "people",
    "meeting": "meetings",
    "paper": "papers",
    "agendaItem": "agenda-items",
    "consultation": "consultations",
    "file": "files",
    "membership": "memberships",
    "locationList": "locations",
    "legislativeTermList": "legislative-terms",
}
"""The external lists of a body, wherever they are served."""

_ROLES = {
    "decision": "Entscheidung",
    "preliminary": "Vorberatung",
    "acknowledgement": "Kenntnisnahme",
    "hearing": "Anhörung",
}
_PLACES = {"main": 0, "rendition": 1, "annex": 2}


@dataclass(frozen=True)
class PublicText:
    """What the public reads of a file, and the date that the document prints."""

    data: bytes
    sha512: str
    date: datetime.date | None


def system() -> Form:
    """The System: where everything begins."""
    values = {
        "oparlVersion": VERSION,
        "name": "Sachstand",
        "body": native(f"{PREFIX}/bodies"),
        "website": native("/"),
    }
    return Form(Kind.SYSTEM, SYSTEM_ID, None, values)


def body(city: Body) -> tuple[Form, ...]:
    """A city with the terms of its council."""
    id = body_id(city.city)
    named = {"name": city.name, "shortName": city.short_name, "ags": city.ags}
    lists = {name: list_of(Kind.BODY, id, path) for name, path in _LISTS.items()}
    terms = (
        Form(
            Kind.LEGISLATIVE_TERM,
            stable_id("oparl", "legislative-term", city.city, term.start.isoformat()),
            id,
            {"name": term.name, "startDate": term.start.isoformat(), "endDate": term.end.isoformat()},
            (Place(Kind.BODY, id, "legislativeTerm", order),),
        )
        for order, term in enumerate(city.terms)
    )
    return Form(Kind.BODY, id, None, {**named, **lists}), *terms


def paper(id: UUID, view: View) -> Form:
    """A paper; its files and steps say themselves that they belong to it."""
    of, attribute = _body(view)
    values = {
        **attribute,
        **{name: view[name] for name in ("name", "reference", "date")},
        "paperType": view["kindLabel"],
        "originatorOrganization": [reference(Kind.ORGANIZATION, one) for one in view["originatorIds"]],
        NATIVE: native(f"/v1/papers/{id}"),
    }
    related = dict.fromkeys(one["paperId"] for one in view["relations"] if one["paperId"])
    places = (Place(Kind.PAPER, UUID(other), "relatedPaper") for other in related)
    return Form(Kind.PAPER, id, of, values, tuple(places))


def consultation(id: UUID, view: View) -> Form:
    """A step of a paper's way; meeting, item and organization are governance's."""
    organization = view["organizationId"]
    values = {
        "agendaItem": _other(Kind.AGENDA_ITEM, view["agendaItemId"]),
        "meeting": _other(Kind.MEETING, view["meetingId"]),
        "organization": [reference(Kind.ORGANIZATION, organization)] if organization else None,
        "authoritative": view["authoritative"],
        "role": view["roleLabel"] or _ROLES.get(view["role"] or ""),
        NATIVE: native(f"/v1/consultations/{id}"),
    }
    place = Place(Kind.PAPER, UUID(view["paperId"]), "consultation", view["ordinal"])
    facets = (facet(Kind.ORGANIZATION, organization),) if organization else ()
    return Form(Kind.CONSULTATION, id, _body(view)[0], values, (place,), facets)


def file(id: UUID, view: View, text: PublicText) -> Form:
    """A file as the public reads it: size, checksum and text are those of the public rendition."""
    size = len(text.data)
    name = view["name"]
    shown = PublicFile(id, view["city"], name, text_name(name), size, text.sha512, text.date)
    form = file_form(shown, _places(view))
    values = {
        **form.values,
        "text": text.data.decode() if size <= LONGEST else None,
        "meeting": [reference(Kind.MEETING, view["meetingId"])] if view["meetingId"] else None,
        "agendaItem": _record_of_item(view),
    }
    return replace(form, values=values)


def linked_file(id: UUID, view: View, file: File) -> Form:
    """A file that another system keeps: where its bytes are read."""
    values = {
        "name": view["name"],
        "fileName": view["name"],
        "mimeType": view["mediaType"] if file.media_type != UNKNOWN_TYPE else None,
        "date": file.source_date.isoformat() if file.source_date else None,
        "size": file.size or None,
        "accessUrl": file.source_url,
        "downloadUrl": file.source_url,
        NATIVE: native(f"/v1/files/{id}"),
    }
    return Form(Kind.FILE, id, _body(view)[0], values, tuple(_places(view)))


def _record_of_item(view: View) -> list[Reference] | None:
    """The item whose record this is; what was made from the record stands with that instead."""
    item = view["agendaItemId"]
    return [reference(Kind.AGENDA_ITEM, item)] if item and not view["masterId"] else None


def _places(view: View) -> list[Place]:
    """A file stands in its paper, and by the text that it was made from or found in."""
    found, role = [], view["role"]
    if view["paperId"]:
        slot = "mainFile" if role == "main" else "auxiliaryFile"
        found.append(Place(Kind.PAPER, UUID(view["paperId"]), slot, _PLACES[role]))
    if view["masterId"]:
        found.append(Place(Kind.FILE, UUID(view["masterId"]), "derivativeFile", _PLACES[role]))
    return found


def _body(view: View) -> tuple[UUID | None, dict[str, Reference]]:
    """The body an object belongs to, and how it says so; a document may not say its city."""
    if not view["city"]:
        return None, {}
    id = body_id(view["city"])
    return id, {"body": reference(Kind.BODY, id)}


def _other(kind: Kind, id: str | None) -> Reference | None:
    return reference(kind, id) if id else None
