"""The attributes of every object type, as OParl 1.1 defines them: one table for schemas, checks and mirror.

A type ends in "[]" for a list. "url" refers to another object, "list" is the URL of an external list, "text"
is a string, and the name of an object type embeds it. A star marks what is mandatory.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .forms import Kind


@dataclass(frozen=True)
class Attribute:
    """One attribute of an object type."""

    name: str
    type: str
    many: bool = False
    mandatory: bool = False

    @property
    def embedded(self) -> Kind | None:
        """The object type that stands in it, if one does."""
        return Kind(self.type) if self.type in Kind.__members__.values() else None


COMMON = (
    "id:url* type:text* created:instant* modified:instant* deleted:flag license:uri keyword:text[] web:uri"
)

_TABLE: Mapping[Kind, str] = {
    Kind.SYSTEM: """oparlVersion:text* body:list* name:text contactEmail:text contactName:text website:uri
        vendor:uri product:uri otherOparlVersions:uri[]""",
    Kind.BODY: """name:text* organization:list* person:list* meeting:list* paper:list*
        legislativeTerm:LegislativeTerm[]* agendaItem:list consultation:list file:list
        membership:list locationList:list legislativeTermList:list shortName:text website:uri
        ags:text rgs:text licenseValidSince:instant oparlSince:instant contactEmail:text
        contactName:text classification:text system:url equivalent:uri[] location:Location""",
    Kind.LEGISLATIVE_TERM: "body:url name:text startDate:date endDate:date",
    Kind.ORGANIZATION: """body:url name:text shortName:text membership:url[] meeting:list consultation:list
        post:text[] subOrganizationOf:url organizationType:text classification:text startDate:date
        endDate:date website:uri location:Location externalBody:url""",
    Kind.PERSON: """body:url name:text familyName:text givenName:text formOfAddress:text affix:text
        title:text[] gender:text phone:text[] email:text[] location:url locationObject:Location status:text[]
        membership:Membership[] life:text lifeSource:text""",
    Kind.MEMBERSHIP: """person:url organization:url role:text votingRight:flag startDate:date endDate:date
        onBehalfOf:url""",
    Kind.MEETING: """name:text meetingState:text cancelled:flag start:instant end:instant location:Location
        organization:url[] participant:url[] invitation:File resultsProtocol:File
        verbatimProtocol:File auxiliaryFile:File[] agendaItem:AgendaItem[]""",
    Kind.AGENDA_ITEM: """meeting:url number:text order:number* name:text public:flag consultation:url
        result:text resolutionText:text resolutionFile:File auxiliaryFile:File[] start:instant end:instant""",
    Kind.PAPER: """body:url name:text reference:text date:date paperType:text relatedPaper:url[]
        superordinatedPaper:url[] subordinatedPaper:url[] mainFile:File auxiliaryFile:File[]
        location:Location[] originatorPerson:url[] underDirectionOf:url[]
        originatorOrganization:url[] consultation:Consultation[]""",
    Kind.CONSULTATION: """paper:url agendaItem:url meeting:url organization:url[]
        authoritative:flag role:text""",
    Kind.FILE: """name:text fileName:text mimeType:text date:date size:number sha1Checksum:text
        sha512Checksum:text text:text accessUrl:uri* downloadUrl:uri externalServiceUrl:uri
        masterFile:url derivativeFile:url[] fileLicense:uri meeting:url[] agendaItem:url[]
        paper:url[]""",
    Kind.LOCATION: """description:text geojson:geojson streetAddress:text room:text postalCode:text
        subLocality:text locality:text bodies:url[] organizations:url[] persons:url[] meetings:url[]
        papers:url[]""",
}


def _attribute(word: str) -> Attribute:
    name, _, rest = word.partition(":")
    sort = rest.removesuffix("*")
    return Attribute(name, sort.removesuffix("[]"), sort.endswith("[]"), rest.endswith("*"))


ATTRIBUTES: Mapping[Kind, Mapping[str, Attribute]] = {
    kind: {one.name: one for one in map(_attribute, f"{COMMON} {words}".split())}
    for kind, words in _TABLE.items()
}

MEETING_STATES = ("terminiert", "eingeladen", "durchgeführt")
ORGANIZATION_TYPES = (
    "Gremium", "Partei", "Fraktion", "Verwaltungsbereich", "externes Gremium", "Institution", "Sonstiges",
)  # fmt: skip
CLOSED: Mapping[tuple[Kind, str], tuple[str, ...]] = {
    (Kind.MEETING, "meetingState"): MEETING_STATES,
    (Kind.ORGANIZATION, "organizationType"): ORGANIZATION_TYPES,
}
"""Attributes that take only these words."""
