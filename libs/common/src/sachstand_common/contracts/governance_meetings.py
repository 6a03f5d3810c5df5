"""Events of governance, first half: organizations, units, mandates, meetings and their agendas.

Read them from ``contracts.governance``, which joins both halves. Closed vocabularies are written out in the
field descriptions but typed ``str``: a contract only grows, and a consumer that does not know a new word yet
must still be able to read the rest.
"""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field

from ..facts import City
from .base import Event, Part

OrganizationKind = Annotated[
    str,
    Field(
        description="council (Rat) | main_committee (Verwaltungsausschuss) | committee (Fachausschuss)"
        " | faction (Fraktion) | steering (Dezernentensitzung) | board | forum | advisory_board | unknown"
    ),
]
Outcome = Annotated[
    str,
    Field(
        description="unanimous (einstimmig) | by_consensus (einmütig) | majority (mehrheitlich)"
        " | rejected (abgelehnt) | postponed | referred | withdrawn | noted (zur Kenntnis genommen)"
        " | amended (geändert beschlossen) | adopted (angenommen, ohne Angabe wie)"
        " | split (die Punkte haben verschiedene Ergebnisse)"
    ),
]
Origin = Annotated[str, Field(description="session (held here) | minutes (Niederschrift) | mirror (OParl)")]

CITY: dict[str, Any] = {"city": "braunschweig"}
ORGANIZATION_ID = "0197a000-0000-7000-8000-000000000001"
MEETING_ID = "0197a000-0000-7000-8000-000000000002"
ITEM_ID = "0197a000-0000-7000-8000-000000000007"
NAME = "Rat der Stadt Braunschweig"
BODY: dict[str, Any] = {
    **CITY,
    "organizationId": ORGANIZATION_ID,
    "organizationName": NAME,
    "organizationKind": "council",
}


class GovernanceEvent(Event):
    """What every event of governance says: the city it belongs to."""

    service: ClassVar[str] = "governance"
    city: City


class UnitRegistered(GovernanceEvent):
    """A unit exists: Dezernat, Fachbereich, Abteilung, company (Organisationseinheit erfasst)."""

    type: ClassVar[str] = "unit.registered"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **CITY,
        "unitId": "0197a000-0000-7000-8000-000000000005",
        "code": "Abt 10.1",
        "name": "Personalbetreuung und -kostenabrechnung",
        "kind": "abteilung",
        "parentCode": "FB 10",
    }
    unit_id: UUID
    code: str = Field(description="Normalised, unique within the city: 'Abt 10.1', 'FB 65', 'Ref 0650'")
    name: str
    kind: str = Field(description="dezernat | fachbereich | referat | abteilung | stabsstelle | …")
    parent_code: str | None = None
    state: str = Field("active", description="active | establishing (im Aufbau) | closed")


class OrganizationFacts(GovernanceEvent):
    """State of a Gremium or Fraktion after the change."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **CITY,
        "organizationId": ORGANIZATION_ID,
        "key": "rat",
        "name": NAME,
        "kind": "council",
        "state": "active",
        "aliases": [NAME],
    }
    organization_id: UUID
    key: str
    name: str
    kind: OrganizationKind
    state: str = Field(description="announced (angekündigt) | active | closed | provisional (unconfirmed)")
    aliases: tuple[str, ...] = Field((), description="Names under which documents print it")
    valid_from: date | None = None
    valid_to: date | None = None


class OrganizationFounded(OrganizationFacts):
    """A body was founded or entered in the register, as ``state`` says (Gremium gegründet)."""

    type: ClassVar[str] = "organization.founded"


class OrganizationClosed(OrganizationFacts):
    """A body was dissolved; its mandates end with it (Gremium aufgelöst)."""

    type: ClassVar[str] = "organization.closed"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **OrganizationFacts.EXAMPLE,
        "state": "closed",
        "validTo": "2026-10-31",
    }


class MandateFacts(GovernanceEvent):
    """A mandate (Mandat, Mitgliedschaft); the person behind it is known by id only."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **CITY,
        "mandateId": "0197a000-0000-7000-8000-000000000006",
        "organizationId": ORGANIZATION_ID,
        "holderRole": "CDO",
        "capacity": "chair",
        "participation": "permanent",
        "units": ["Dez II"],
    }
    mandate_id: UUID
    organization_id: UUID
    holder_role: str | None = Field(None, description="The role that holds it; none when a person holds it")
    capacity: str = Field(description="chair (Vorsitz) | member | substitute | guest | secretary")
    participation: str = Field(description="permanent | regular | topic_triggered | unstated")
    voting: bool | None = Field(None, description="None: the source does not say")
    units: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


class MandateGranted(MandateFacts):
    """A mandate in a body was granted, or announced when the body is (Mandat erteilt)."""

    type: ClassVar[str] = "mandate.granted"


class MandateEnded(MandateFacts):
    """A mandate in a body ended (Mandat beendet)."""

    type: ClassVar[str] = "mandate.ended"
    EXAMPLE: ClassVar[dict[str, Any]] = {**MandateFacts.EXAMPLE, "validTo": "2026-10-31"}


class BodyEvent(GovernanceEvent):
    """What happens in one body, named as it is printed."""

    organization_id: UUID
    organization_name: str
    organization_kind: OrganizationKind


class MeetingFacts(BodyEvent):
    """State of a meeting (Sitzung) after the change."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **BODY,
        "meetingId": MEETING_ID,
        "start": "2021-05-11",
        "state": "scheduled",
    }
    meeting_id: UUID
    start: date
    starts_at: datetime | None = Field(None, description="None: the source gives no time of day")
    state: str = Field(
        description="draft | scheduled | convened | in_session | interrupted | held | closed"
        " | cancelled | postponed"
    )
    origin: Origin = "session"
    source_number: str | None = Field(None, description="Number of the Niederschrift it is known from")
    minutes_id: UUID | None = None
    public: bool = True


class MeetingScheduled(MeetingFacts):
    """A meeting was scheduled (terminiert)."""

    type: ClassVar[str] = "meeting.scheduled"


class MeetingConvened(MeetingFacts):
    """The invitation to a meeting went out (eingeladen)."""

    type: ClassVar[str] = "meeting.convened"
    EXAMPLE: ClassVar[dict[str, Any]] = {**MeetingFacts.EXAMPLE, "state": "convened"}


class MeetingPostponed(MeetingFacts):
    """A meeting was put off (verlegt)."""

    type: ClassVar[str] = "meeting.postponed"
    EXAMPLE: ClassVar[dict[str, Any]] = {**MeetingFacts.EXAMPLE, "state": "postponed"}


class MeetingCancelled(MeetingFacts):
    """A meeting was called off (abgesagt)."""

    type: ClassVar[str] = "meeting.cancelled"
    EXAMPLE: ClassVar[dict[str, Any]] = {**MeetingFacts.EXAMPLE, "state": "cancelled"}


class MeetingHeld(MeetingFacts):
    """A meeting took place; origin ``minutes``: no new minutes are needed (Sitzung durchgeführt)."""

    type: ClassVar[str] = "meeting.held"
    EXAMPLE: ClassVar[dict[str, Any]] = {**MeetingFacts.EXAMPLE, "state": "held", "origin": "session"}


class AgendaItemFacts(Part):
    """One item (Tagesordnungspunkt)."""

    item_id: UUID
    number: str = Field(description="As printed: '4', '4a'")
    title: str
    kind: str = Field("decision", description="decision | information | discussion | report | election | …")
    public: bool = True
    project_ids: tuple[UUID, ...] = ()
    paper_ids: tuple[UUID, ...] = ()
    paper_references: tuple[str, ...] = ()
    minutes_id: UUID | None = Field(None, description="The minutes that tell what became of it")


class AgendaFacts(BodyEvent):
    """An agenda (Tagesordnung) in one published version."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **BODY,
        "meetingId": MEETING_ID,
        "date": "2021-05-11",
        "items": [{"itemId": ITEM_ID, "number": "4a", "title": "Scannen der Personalakten durch Dritte"}],
    }
    meeting_id: UUID
    date: date
    agenda_version: int = Field(1, ge=1, description="Version of the published agenda, from 1")
    items: tuple[AgendaItemFacts, ...]


class AgendaPublished(AgendaFacts):
    """The agenda of a meeting was published and is frozen (Tagesordnung veröffentlicht)."""

    type: ClassVar[str] = "agenda.published"


class AgendaAmended(AgendaFacts):
    """A later version of a published agenda replaced it (Nachtrag zur Tagesordnung)."""

    type: ClassVar[str] = "agenda.amended"
    EXAMPLE: ClassVar[dict[str, Any]] = {**AgendaFacts.EXAMPLE, "agendaVersion": 2}


class PointOutcome(Part):
    """What became of one point of the motion (Ziffer des Beschlussantrags)."""

    number: str
    outcome: Outcome
    mode: str | None = Field(
        None, description="unanimous | by_consensus | majority, where a source prints it"
    )
    counts: dict[str, int] | None = Field(None, description="yes, no, abstain: those that a source prints")


class VoteCertified(BodyEvent):
    """The result of a vote was established by the chair (Abstimmung festgestellt)."""

    type: ClassVar[str] = "vote.certified"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **BODY,
        "voteId": "0197a000-0000-7000-8000-000000000008",
        "meetingId": MEETING_ID,
        "agendaItemId": ITEM_ID,
        "method": "open",
        "outcome": "majority",
        "points": [{"number": "1", "outcome": "majority"}],
    }
    vote_id: UUID
    meeting_id: UUID
    agenda_item_id: UUID
    method: str = Field(description="open | named | secret | consensus | acknowledgement | circulation")
    outcome: Outcome
    points: tuple[PointOutcome, ...] = ()
