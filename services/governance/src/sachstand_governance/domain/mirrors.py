"""What the OParl objects of another system mean for bodies, seats, meetings and agendas. Pure.

What the source does not say stays unknown; a word of it that we do not know is kept as text, never guessed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from sachstand_common.clock import day_of
from sachstand_common.facts import City
from sachstand_common.oparl.repairs import (
    Found,
    Json,
    day_in,
    flag_in,
    instant_in,
    line_in,
    list_in,
    native_id,
    object_in,
    text_of,
    url_in,
)

from .agendas import Agenda, AgendaItem
from .mandates import Capacity, HolderKind, Mandate, MandateState, Participation
from .meetings import Body, Meeting, MeetingState, Origin
from .organizations import Organization, OrganizationKind, OrganizationState, slug
from .votes import Outcome

IdOf = Callable[[str], UUID]
Items = tuple[AgendaItem, ...]

_KINDS: tuple[tuple[str, OrganizationKind], ...] = (
    (r"fraktion", OrganizationKind.FACTION),
    (r"\bverwaltungsausschuss|\bhauptausschuss", OrganizationKind.MAIN_COMMITTEE),
    (r"ausschuss", OrganizationKind.COMMITTEE),
    (r"\bparlament\b|\b(?:stadt|gemeinde)?rat\b(?! für| der\b(?! stadt))", OrganizationKind.COUNCIL),
)
_CAPACITIES: tuple[tuple[str, Capacity], ...] = (
    (r"stellv|vertret", Capacity.SUBSTITUTE),
    (r"vorsitz|bürgermeister|ratsvorsitz", Capacity.CHAIR),
    (r"schriftführ|geschäftsführ|protokoll", Capacity.SECRETARY),
    (r"\bgast\b|beratend|sachkundig|zugewählt", Capacity.GUEST),
)
_STATES = {
    "terminiert": MeetingState.SCHEDULED,
    "eingeladen": MeetingState.CONVENED,
    "durchgeführt": MeetingState.HELD,
}
_OUTCOMES: tuple[tuple[str, Outcome], ...] = (
    (r"nicht beschlossen|abgelehnt|nicht angenommen", Outcome.REJECTED),
    (r"zurückgestellt|vertagt|abgesetzt", Outcome.POSTPONED),
    (r"verwiesen|überwiesen", Outcome.REFERRED),
    (r"zurückgezogen", Outcome.WITHDRAWN),
    (r"geändert|mit änderung", Outcome.AMENDED),
    (r"einstimmig", Outcome.UNANIMOUS),
    (r"einmütig", Outcome.BY_CONSENSUS),
    (r"mehrheitlich|mit mehrheit", Outcome.MAJORITY),
    (r"zur kenntnis|kenntnisnahme", Outcome.NOTED),
    (r"beschlossen|angenommen|zugestimmt|genehmigt", Outcome.ADOPTED),
)
_MIDNIGHT = time(0)
_PLACE = ("description", "room", "streetAddress", "postalCode", "locality")


def _first(words: Sequence[tuple[str, Any]], said: str | None) -> Any:
    plain = (said or "").casefold()
    return next((meant for pattern, meant in words if re.search(pattern, plain)), None)


def outcome_of(result: str | None) -> Outcome | None:
    """What a result sentence says; None where it is not one of the words we know."""
    found: Outcome | None = _first(_OUTCOMES, result)
    return found


def kind_of(values: Json) -> OrganizationKind:
    """What kind of body it is, by its type, else by its classification and name."""
    if (line_in(values.get("organizationType")) or "Gremium").casefold() not in ("gremium", "fraktion"):
        return OrganizationKind.UNKNOWN
    said = (values.get("organizationType"), values.get("classification"), values.get("name"))
    found = _first(_KINDS, " ".join(filter(None, map(line_in, said))))
    return found or OrganizationKind.UNKNOWN


def organization_of(found: Found, city: City, today: date, id_of: IdOf) -> Organization | None:
    """A body (Gremium, Fraktion); None where it has no name."""
    values = found.values
    name = line_in(values.get("name")) or line_in(values.get("shortName"))
    if name is None:
        return None
    begin, end = _span(values)
    above = url_in(values.get("subOrganizationOf"))
    closed = end is not None and end < today
    return Organization(
        city,
        f"{slug(name)[:60]}-{native_id(found.url).hex[:8]}",
        name,
        kind_of(values),
        OrganizationState.CLOSED if closed else OrganizationState.ACTIVE,
        parent_id=id_of(above) if above else None,
        valid_from=begin,
        valid_to=end,
        founding_reference=found.url,
    )


def _span(values: Json) -> tuple[date | None, date | None]:
    """From when to when; an end before the beginning is none."""
    begin, end = day_in(values.get("startDate")), day_in(values.get("endDate"))
    return begin, None if begin and end and end < begin else end


@dataclass(frozen=True)
class Seat:
    """A membership with the id it has here, and the URL of its organization."""

    id: UUID
    organization: str
    values: Json
    person: Found

    def mandate(self, body: Organization, organization_id: UUID, today: date) -> Mandate | None:
        """The seat of a person in a body; None where the person has no name."""
        name = person_name(self.person.values)
        if name is None:
            return None
        begin, end = _span(self.values)
        role = line_in(self.values.get("role"))
        return Mandate(
            body.city,
            organization_id,
            body.key,
            HolderKind.PERSON,
            name,
            _first(_CAPACITIES, role) or Capacity.MEMBER,
            Participation.UNSTATED,
            MandateState.ENDED if end and end < today else MandateState.ACTIVE,
            voting=flag_in(self.values.get("votingRight")),
            valid_from=begin,
            valid_to=end,
            person_id=native_id(self.person.url),
        )


def person_name(values: Json) -> str | None:
    """How somebody is called; nothing else of a person is taken."""
    parts = (line_in(values.get("givenName")), line_in(values.get("familyName")))
    return line_in(values.get("name")) or " ".join(filter(None, parts)) or None


def seats_of(person: Found) -> Iterator[Seat]:
    """The memberships of a person that name their organization."""
    for part in list_in(person.values.get("membership")):
        organization = url_in(part.get("organization")) if isinstance(part, dict) else None
        if organization is None or flag_in(part.get("deleted")):
            continue
        said = (line_in(part.get("role")) or "", line_in(part.get("startDate")) or "")
        url = url_in(part) or "#".join((person.url, organization, *said))
        yield Seat(native_id(url), organization, part, person)


def meeting_of(found: Found, body: Body) -> Meeting | None:
    """A meeting as the source knows it; None where it has no date. Midnight is no time of day."""
    values = found.values
    start, day = instant_in(values.get("start")), day_in(values.get("start"))
    if day is None:
        return None
    end = instant_in(values.get("end"))
    begins = start if start and start.time() != _MIDNIGHT else None
    state = _STATES.get((line_in(values.get("meetingState")) or "").casefold(), MeetingState.SCHEDULED)
    return Meeting(
        body,
        day_of(start) if start else day,
        MeetingState.CANCELLED if flag_in(values.get("cancelled")) else state,
        Origin.MIRROR,
        starts_at=begins,
        ends_at=end if begins and end and end > begins else None,
        place=place_of(object_in(values.get("location"))),
    )


def place_of(location: Json | None) -> str | None:
    """Where it takes place, in words; coordinates of a source are not taken, they are often swapped."""
    told = dict.fromkeys(said for name in _PLACE if (said := line_in((location or {}).get(name))))
    return ", ".join(told) or None


def items_of(found: Found) -> tuple[AgendaItem, ...]:
    """The items in the order that the source gives, whatever its numbers begin with."""
    parts = [one for one in list_in(found.values.get("agendaItem")) if isinstance(one, dict)]
    parts = [one for one in parts if not flag_in(one.get("deleted"))]
    if all(isinstance(one.get("order"), int) for one in parts):
        parts.sort(key=lambda one: int(one["order"]))
    items = {item.id: item for place, part in enumerate(parts, 1) if (item := _item(found, part, place))}
    return tuple(items.values())


def _item(meeting: Found, part: Json, place: int) -> AgendaItem:
    number = line_in(part.get("number"))
    result, consultation = line_in(part.get("result")), url_in(part.get("consultation"))
    told = [one for one in (result, text_of(part.get("resolutionText"))) if one]
    return AgendaItem(
        native_id(url_in(part) or f"{meeting.url}#{number or place}"),
        number or str(place),
        line_in(part.get("name")) or number or str(place),
        public=flag_in(part.get("public")) is not False,
        consultation_id=native_id(consultation) if consultation else None,
        outcome=outcome_of(result),
        result_text="\n".join(told) or None,
    )


def agenda_of(meeting_id: UUID, meeting: Meeting, items: tuple[AgendaItem, ...]) -> Agenda:
    """The agenda that the source has published."""
    return Agenda(meeting.body, meeting_id, meeting.start, Origin.MIRROR, edition=1, items=items)


def with_papers(items: Items, known: Items) -> Items:
    """The items of the source, each with the papers that were found for it here."""
    papers = {one.id: one for one in known}
    return tuple(
        replace(
            item,
            paper_ids=papers[item.id].paper_ids,
            public_papers=papers[item.id].public_papers,
            paper_references=papers[item.id].paper_references,
            withheld_references=papers[item.id].withheld_references,
        )
        if item.id in papers
        else item
        for item in items
    )
