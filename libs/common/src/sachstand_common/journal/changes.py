"""What a use case hands to its unit of work: a held state, a fact, a change to be announced."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from ..contracts.base import Event
from ..errors import NotFound, PreconditionFailed, RuleViolated
from ..facts import Dating, Source
from .resource import Resource

S = TypeVar("S")
_SOURCE = TypeAdapter(Source)


class Tombstone(StrEnum):
    """Why something is no longer shown."""

    DELETED = "deleted"
    DEPUBLISHED = "depublished"
    MERGED = "merged"
    ERROR = "error"


@dataclass(frozen=True)
class Fact:
    """Since when a change holds, how that is known, who says so, and why it was made.

    `effective` None means: the day of the cause, or today. `redates` corrects the date itself: what was
    known without one, or with a wrong one, did not hold before the day that is told now.
    """

    effective: date | None = None
    dating: Dating = Dating.EXACT
    source: Source | None = None
    reason: str | None = None
    redates: bool = False


@dataclass(frozen=True)
class Held(Generic[S]):
    """A state read for change: its row is locked until the transaction ends."""

    resource: Resource[S]
    id: UUID
    version: int
    state: S
    etag: str
    row: dict[str, Any] = field(repr=False, compare=False)

    @property
    def source(self) -> Source:
        """Who states its newest change."""
        return stored_source(self.row["source"])


def stored_source(document: dict[str, Any]) -> Source:
    """A source as it lies in the database: its date is text there."""
    return _SOURCE.validate_python(document)


@dataclass
class Change(Generic[S]):
    """One accepted change of one aggregate; it becomes exactly one journal row.

    `retell`: what of it is public has changed, and the public reads its past days with what is public now.
    """

    resource: Resource[S]
    id: UUID
    state: S
    fact: Fact
    event: Event | None
    held: Held[S] | None = None
    tombstone: Tombstone | None = None
    retell: bool = False


class ResourceNotFound(NotFound):
    """There is nothing with this id."""

    code = "not_found"


class StaleVersion(PreconditionFailed):
    """Somebody changed this since you read it: read it again and decide anew."""

    code = "stale_version"


class ReasonRequired(RuleViolated):
    """Overwriting a dated fact needs a reason."""

    code = "reason_required"


class ChangedTwice(RuntimeError):
    """A use case changed one aggregate twice in one transaction: a fault in our code."""
