"""Meetings and their places as OParl shows them (Sitzungen, Orte)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from uuid import UUID

from sachstand_common.clock import BERLIN
from sachstand_common.identifiers import stable_id
from sachstand_common.oparl.forms import NATIVE, Form, Kind, Place, facet, native, reference

from ..domain.meetings import CALLED_OFF, MeetingState
from .oparl import Json, body_of

SCHEDULED, INVITED, HELD = "terminiert", "eingeladen", "durchgeführt"
_STATES: Mapping[str, str] = {
    MeetingState.SCHEDULED: SCHEDULED,
    MeetingState.CONVENED: INVITED,
    MeetingState.IN_SESSION: INVITED,
    MeetingState.INTERRUPTED: INVITED,
    MeetingState.HELD: HELD,
    MeetingState.CLOSED: HELD,
}


def meeting_forms(id: UUID, view: Json) -> Sequence[Form]:
    """The meeting and its place.

    OParl's `start` is an instant. Of a meeting of which only the day is known it is the day's beginning, as
    councils print it and mirrors read it: midnight is no time of day.
    """
    midnight = datetime.combine(date.fromisoformat(view["start"]), time(), BERLIN)
    body, organization = body_of(view), UUID(view["organizationId"])
    values = {
        "name": _name(view),
        "meetingState": _state(view),
        "cancelled": view["state"] in CALLED_OFF,
        "start": view["startsAt"] or midnight.isoformat(),
        "end": view["endsAt"],
        "organization": [reference(Kind.ORGANIZATION, organization)],
        NATIVE: native(f"/v1/meetings/{id}"),
    }
    facets = (facet(Kind.ORGANIZATION, organization),)
    return (Form(Kind.MEETING, id, body, values, facets=facets), *_place(id, view))


def _name(view: Json) -> str:
    day = date.fromisoformat(view["start"]).strftime("%d.%m.%Y")
    number = f"{view['number']} " if view["number"] else ""
    return f"{view['organizationName']}, Sitzung {number}am {day}"


def _state(view: Json) -> str:
    """How far it came; a meeting that was called off had been invited to, or not."""
    return _STATES.get(view["state"]) or (INVITED if view["convenedOn"] else SCHEDULED)


def _place(meeting: UUID, view: Json) -> Sequence[Form]:
    """Where it takes place: one Location for all meetings of a city that name it so."""
    named = " ".join((view["place"] or "").split())
    if not named:
        return ()
    id = stable_id("oparl", "location", view["city"], named)
    place = Place(Kind.MEETING, meeting, "location")
    return (Form(Kind.LOCATION, id, body_of(view), {"description": named}, (place,)),)
