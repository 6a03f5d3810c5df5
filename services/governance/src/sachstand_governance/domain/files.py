"""Public files of minutes (Niederschriften), as ratsinfo tells of them, and what they belong to."""

from dataclasses import dataclass
from uuid import UUID

from sachstand_common.oparl.files import PublicFile
from sachstand_common.oparl.forms import Kind, Place

from .agendas import AgendaItem
from .votes import CARRIED, Outcome

RESOLVED = CARRIED | {Outcome.REJECTED}
"""Outcomes that are a resolution (Beschluss) on the matter."""
_DERIVED = ("main", "rendition", "annex")
"""The order in which what is derived from a file is named."""


@dataclass(frozen=True, kw_only=True)
class KnownFile(PublicFile):
    """A file of minutes; a rendition names the file whose text it is as its master."""

    minutes_id: UUID
    role: str
    master_id: UUID | None = None


def record_of_meeting(meeting_id: UUID) -> Place:
    """The record of a whole meeting is its protocol."""
    return Place(Kind.MEETING, meeting_id, "resultsProtocol")


def record_of_item(item: AgendaItem) -> Place:
    """The record of one item tells its resolution, if there was one."""
    slot = "resolutionFile" if item.outcome in RESOLVED else "auxiliaryFile"
    return Place(Kind.AGENDA_ITEM, item.id, slot)


def places_of(file: KnownFile, record: Place | None) -> tuple[Place, ...]:
    """Where a file belongs: a rendition or an annex to its master, the main file where the record does."""
    if file.master_id is not None:
        return (Place(Kind.FILE, file.master_id, "derivativeFile", _DERIVED.index(file.role)),)
    return (record,) if record is not None else ()
