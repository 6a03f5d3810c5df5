"""Events of governance: who meets, what they decide, what became of it.

Closed vocabularies are written out in the field descriptions but typed ``str``: a contract only grows, and a consumer
that does not know a new word yet must still be able to read the rest. ``CARRIED`` names the outcomes that adopt.
"""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field

from sachstand_common.contracts.base import Event, Part
from sachstand_common.facts import City

CARRIED = frozenset({"unanimous", "by_consensus", "majority", "amended"})
"""Outcomes (Abstimmungsergebnisse) that adopt a motion; ``noted`` (zur Kenntnis genommen) never does."""

OrganizationKind = Annotated[
    str,
    Field(
        description="council (Rat) | main_committee (Verwaltungsausschuss) | committee (Fachausschuss)"
        " | faction (Fraktion) | steering (Dezernentensitzung) | board | forum | advisory_board (Fachbeirat) | unknown"
    ),
]
Outcome = Annotated[
    str,
    Field(
        description="unanimous (einstimmig) | by_consensus (einmütig) | majority (mehrheitlich) | rejected (abgelehnt)"
        " | postponed | referred | withdrawn | noted (zur Kenntnis genommen) | amended (geändert beschlossen)"
    ),
]
Origin = Annotated[str, Field(description="session (held here) | minutes (Niederschrift) | mirror (OParl)")]
Example = ClassVar[dict[str, Any]]

_CITY = {"city": "braunschweig"}
_ORGANIZATION_ID = "0197a000-0000-7000-8000-000000000001"
_MEETING_ID = "0197a000-0000-7000-8000-000000000002"
_DECISION_ID = "0197a000-0000-7000-8000-000000000003"
_PROJECT_ID = "0197a000-0000-7000-8000-000000000004"
_ITEM_ID = "0197a000-0000-7000-8000-000000000007"
_NAME = "Rat der Stadt Braunschweig"
_BODY = {**_CITY, "organizationId": _ORGANIZATION_ID, "organizationName": _NAME, "organizationKind": "council"}


class GovernanceEvent(Event):
    """What every event of governance says: the city it belongs to."""

    service: ClassVar[str] = "governance"
    city: City


class UnitRegistered(GovernanceEvent):
    """A unit of the administration (Organisationseinheit): Dezernat, Fachbereich, Referat, Abteilung, company."""

    type: ClassVar[str] = "unit.registered"
    EXAMPLE: Example = {
        **_CITY,
        "unitId": "0197a000-0000-7000-8000-000000000005",
        "code": "Abt 10.1",
        "name": "Personalbetreuung und -kostenabrechnung",
        "kind": "abteilung",
        "parentCode": "FB 10",
    }
    unit_id: UUID
    code: str = Field(description="Normalised, unique within the city: 'Abt 10.1', 'FB 65', 'Ref 0650'")
    name: str
    kind: str = Field(description="dezernat | fachbereich | referat | abteilung | stabsstelle | amt | company")
    parent_code: str | None = None
    state: str = Field("active", description="active | establishing (im Aufbau) | closed")


class OrganizationFacts(GovernanceEvent):
    """State of a Gremium or Fraktion after the change."""

    EXAMPLE: Example = {
        **_CITY,
        "organizationId": _ORGANIZATION_ID,
        "key": "rat",
        "name": _NAME,
        "kind": "council",
        "state": "active",
        "aliases": [_NAME],
    }
    organization_id: UUID
    key: str
    name: str
    kind: OrganizationKind
    state: str = Field(description="announced (angekündigt) | active | closed | provisional (for a clerk to confirm)")
    aliases: list[str] = Field([], description="Names under which documents print it")
    valid_from: date | None = None
    valid_to: date | None = None


class OrganizationFounded(OrganizationFacts):
    """A body (Gremium) was founded or entered in the register; ``state`` says whether it works already."""

    type: ClassVar[str] = "organization.founded"


class OrganizationClosed(OrganizationFacts):
    """A body (Gremium) was dissolved; its mandates end with it."""

    type: ClassVar[str] = "organization.closed"
    EXAMPLE: Example = {**OrganizationFacts.EXAMPLE, "state": "closed", "validTo": "2026-10-31"}


class MandateFacts(GovernanceEvent):
    """A mandate (Mandat, Mitgliedschaft); the person behind it is known by id only."""

    EXAMPLE: Example = {
        **_CITY,
        "mandateId": "0197a000-0000-7000-8000-000000000006",
        "organizationId": _ORGANIZATION_ID,
        "holderRole": "CDO",
        "capacity": "chair",
        "participation": "permanent",
        "units": ["Dez II"],
    }
    mandate_id: UUID
    organization_id: UUID
    holder_role: str | None = Field(None, description="The role that holds it; none when a person holds it")
    capacity: str = Field(description="chair (Vorsitz) | member | substitute | guest | secretary")
    participation: str = Field(description="permanent | regular (regelmäßig) | topic_triggered (anlassbezogen)")
    voting: bool | None = Field(None, description="None: the source does not say")
    units: list[str] = []
    valid_from: date | None = None
    valid_to: date | None = None


class MandateGranted(MandateFacts):
    """A mandate in a body was granted (or announced, when the body is)."""

    type: ClassVar[str] = "mandate.granted"


class MandateEnded(MandateFacts):
    """A mandate in a body ended."""

    type: ClassVar[str] = "mandate.ended"
    EXAMPLE: Example = {**MandateFacts.EXAMPLE, "validTo": "2026-10-31"}


class BodyEvent(GovernanceEvent):
    """What happens in one body, named as it is printed."""

    organization_id: UUID
    organization_name: str
    organization_kind: OrganizationKind


class MeetingFacts(BodyEvent):
    """State of a meeting (Sitzung) after the change."""

    EXAMPLE: Example = {**_BODY, "meetingId": _MEETING_ID, "start": "2021-05-11", "state": "scheduled"}
    meeting_id: UUID
    start: date
    starts_at: datetime | None = Field(None, description="None: the source gives no time of day")
    state: str = Field(
        description="draft | scheduled | convened | in_session | interrupted | held | closed | cancelled | postponed"
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
    EXAMPLE: Example = {**MeetingFacts.EXAMPLE, "state": "convened"}


class MeetingPostponed(MeetingFacts):
    """A meeting was put off (verlegt)."""

    type: ClassVar[str] = "meeting.postponed"
    EXAMPLE: Example = {**MeetingFacts.EXAMPLE, "state": "postponed"}


class MeetingCancelled(MeetingFacts):
    """A meeting was called off (abgesagt)."""

    type: ClassVar[str] = "meeting.cancelled"
    EXAMPLE: Example = {**MeetingFacts.EXAMPLE, "state": "cancelled"}


class MeetingHeld(MeetingFacts):
    """A meeting took place (durchgeführt); with origin ``minutes`` nobody needs to write new minutes."""

    type: ClassVar[str] = "meeting.held"
    EXAMPLE: Example = {**MeetingFacts.EXAMPLE, "state": "held", "origin": "session"}


class AgendaItemFacts(Part):
    """One item (Tagesordnungspunkt)."""

    item_id: UUID
    number: str = Field(description="As printed: '4', '4a'")
    title: str
    kind: str = Field("decision", description="decision | information | discussion | report | election | …")
    public: bool = True
    project_ids: list[UUID] = []
    paper_ids: list[UUID] = []
    paper_references: list[str] = []


class AgendaFacts(BodyEvent):
    """An agenda (Tagesordnung) in one published version."""

    EXAMPLE: Example = {
        **_BODY,
        "meetingId": _MEETING_ID,
        "date": "2021-05-11",
        "items": [{"itemId": _ITEM_ID, "number": "4a", "title": "Scannen der Personalakten durch Dritte"}],
    }
    meeting_id: UUID
    date: date
    agenda_version: int = Field(1, ge=1, description="Version of the published agenda, from 1")
    items: list[AgendaItemFacts]


class AgendaPublished(AgendaFacts):
    """The agenda of a meeting was published; this version does not change any more."""

    type: ClassVar[str] = "agenda.published"


class AgendaAmended(AgendaFacts):
    """A later version of a published agenda replaced it (Nachtrag zur Tagesordnung)."""

    type: ClassVar[str] = "agenda.amended"
    EXAMPLE: Example = {**AgendaFacts.EXAMPLE, "agendaVersion": 2}
