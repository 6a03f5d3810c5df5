"""Meetings (Sitzungen) as a calendar (RFC 5545)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
CALLED_OFF = {"cancelled": "Abgesagt", "postponed": "Verlegt"}
_STATUS = {"scheduled": "TENTATIVE", **dict.fromkeys(CALLED_OFF, "CANCELLED")}


def calendar(title: str, base: str, meetings: Iterable[Mapping[str, Any]]) -> bytes:
    """The calendar; it says nothing of when it was asked for, so that equal meetings give equal bytes."""
    found = Calendar()
    found.add("prodid", "-//Sachstand//Sitzungen//DE")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", title)
    for meeting in meetings:
        found.add_component(_event(meeting, base))
    document: bytes = found.to_ical()
    return document


def _event(meeting: Mapping[str, Any], base: str) -> Event:
    """One meeting; its number of changes that the public can see is its SEQUENCE."""
    event, modified = Event(), _instant(meeting["modified"])
    state, name = meeting["state"], meeting["organizationName"]
    event.add("uid", meeting["id"])
    event.add("dtstamp", modified)
    event.add("last-modified", modified)
    event.add("sequence", meeting["version"] - 1)
    event.add("status", _STATUS.get(state, "CONFIRMED"))
    event.add("summary", f"{CALLED_OFF[state]}: {name}" if state in CALLED_OFF else name)
    event.add("url", f"{base}/v1/meetings/{meeting['id']}")
    if meeting["place"]:
        event.add("location", meeting["place"])
    if state in CALLED_OFF and meeting["reason"]:
        event.add("description", meeting["reason"])
    _add_times(event, meeting)
    return event


def _add_times(event: Event, meeting: Mapping[str, Any]) -> None:
    """From when to when; a whole day where no source gives a time of day."""
    if meeting["startsAt"] is None:
        day = date.fromisoformat(meeting["start"])
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        return
    event.add("dtstart", _instant(meeting["startsAt"]))
    if meeting["endsAt"]:
        event.add("dtend", _instant(meeting["endsAt"]))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
