"""Items of published agendas as OParl shows them (Tagesordnungspunkte)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sachstand_common.oparl.forms import NATIVE, Form, Kind, Place, Reference, native, reference

from ..domain.votes import CARRIED, Outcome, PointKind
from .oparl import Json, body_of

RESULTS: Mapping[str, str] = {
    Outcome.UNANIMOUS: "einstimmig",
    Outcome.BY_CONSENSUS: "einmütig",
    Outcome.MAJORITY: "mehrheitlich",
    Outcome.REJECTED: "abgelehnt",
    Outcome.POSTPONED: "vertagt",
    Outcome.REFERRED: "verwiesen",
    Outcome.WITHDRAWN: "zurückgezogen",
    Outcome.NOTED: "zur Kenntnis genommen",
    Outcome.AMENDED: "geändert beschlossen",
    Outcome.ADOPTED: "angenommen",
    Outcome.SPLIT: "nach Ziffern verschieden",
}
_AS_MOVED = CARRIED - {Outcome.AMENDED}
"""Outcomes after which the points of the motion are what was decided; amended ones read otherwise."""


def agenda_forms(_: UUID, view: Json) -> Sequence[Form]:
    """The public items in their order; the others are not even gaps in it."""
    meeting = UUID(view["meetingId"])
    return tuple(_item(order, item, meeting, view) for order, item in enumerate(view["items"]))


def _item(order: int, item: Json, meeting: UUID, view: Json) -> Form:
    values = {
        "order": order,
        "number": item["number"],
        "name": item["title"],
        "public": True,
        "consultation": _consultation(item),
        "result": RESULTS.get(item["outcome"]),
        "resolutionText": _resolution(item),
        NATIVE: native(f"/v1/decisions?agendaItemId={item['id']}"),
    }
    place = Place(Kind.MEETING, meeting, "agendaItem", order)
    return Form(Kind.AGENDA_ITEM, UUID(item["id"]), body_of(view), values, (place,))


def _consultation(item: Json) -> Reference | None:
    id = item["consultationId"]
    return reference(Kind.CONSULTATION, id) if id else None


def _resolution(item: Json) -> str | None:
    """What was decided: the points as they were moved, and the result as its source prints it."""
    moved = item["points"] if item["outcome"] in _AS_MOVED else ()
    lines = [_point(point) for point in moved if point["text"]]
    return "\n".join([*lines, *filter(None, [item["resultText"]])]) or None


def _point(point: Json) -> str:
    noted = " (zur Kenntnis genommen)" if point["kind"] == PointKind.ACKNOWLEDGEMENT else ""
    return f"{point['number']}. {point['text']}{noted}"
