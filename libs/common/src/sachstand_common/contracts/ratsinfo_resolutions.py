"""Events of ratsinfo, first half: what the body with the last word made of a paper.

Read them from ``contracts.ratsinfo``, which joins both halves.
"""

import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from ..facts import City
from .base import Event
from .ratsinfo_motions import MotionItemOutcome

ID = "0197a1f0-0000-7000-8000-00000000000"
PAPER = {"paperId": f"{ID}1", "city": "stuttgart", "reference": "GRDRs 234/2021", "name": "Förderprogramm"}
BODY = {"organizationName": "Rat der Stadt", "organizationKind": "council", "date": "2021-05-11"}
_ITEMS = [{"number": "1", "outcome": "noted"}, {"number": "2", "outcome": "adopted"}]
_RESOLVED = {"resolutionId": f"{ID}9", "decisionId": f"{ID}4", "outcome": "unanimous", **PAPER, **BODY}


class Ratsinfo(Event):
    """What all events of this publisher share."""

    service: ClassVar[str] = "ratsinfo"


class Resolved(Ratsinfo):
    """What all resolution events carry."""

    resolution_id: UUID | None = None
    paper_id: UUID
    city: City | None = None
    reference: str | None = None
    name: str | None = None
    organization_name: str
    organization_kind: str | None = None
    date: datetime.date
    decision_id: UUID
    outcome: str
    motion_items: tuple[MotionItemOutcome, ...] = ()
    complete: bool = Field(True, description="false: an item was put off, or its result is not clear")
    prerequisite_id: UUID | None = None
    public: bool = Field(False, description="Whether the decision and its paper are public")


class ResolutionAdopted(Resolved):
    """The body that has the last word carried the motion (Beschluss gefasst), item by item."""

    type: ClassVar[str] = "resolution.adopted"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_RESOLVED, "motionItems": _ITEMS}


class ResolutionRejected(Resolved):
    """The body that has the last word refused the motion (Antrag abgelehnt)."""

    type: ClassVar[str] = "resolution.rejected"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_RESOLVED, "outcome": "rejected"}


class ResolutionRescinded(Resolved):
    """A resolution no longer holds (Beschluss aufgehoben)."""

    type: ClassVar[str] = "resolution.rescinded"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_RESOLVED, "reason": "superseded"}

    reason: str | None = None


class ResolutionPublished(Resolved):
    """A resolution became public: its decision and its paper both are (Beschluss veröffentlicht)."""

    type: ClassVar[str] = "resolution.published"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_RESOLVED, "public": True}


class ResolutionDepublished(Resolved):
    """A resolution is public no more (Veröffentlichung des Beschlusses zurückgenommen)."""

    type: ClassVar[str] = "resolution.depublished"
    EXAMPLE: ClassVar[dict[str, Any]] = _RESOLVED
