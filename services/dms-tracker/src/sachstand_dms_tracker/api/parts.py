"""What several requests share: who may write, how a source and a count are told, how a rollout is named."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Depends, Header, Request
from pydantic import AfterValidator, Field, PrivateAttr

from sachstand_common.errors import Malformed, Unauthenticated
from sachstand_common.facts import Source
from sachstand_common.http import Body, CurrentPrincipal, ListQuery
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.identifiers import normalise_unit_code
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion
from sachstand_common.journal.works import Works
from sachstand_common.security.access import RoleNotAllowed
from sachstand_common.security.principal import Principal

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$", examples=["personalakte-abt-10-1"])]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
READ_PROBLEMS = problem_responses(Malformed, ResourceNotFound)
WRITE_PROBLEMS = (Malformed, Unauthenticated, RoleNotAllowed, ResourceNotFound, StaleVersion)
UnitCode = Annotated[str, AfterValidator(normalise_unit_code), Field(max_length=60, examples=["Abt 10.1"])]
Count = Annotated[int, Field(strict=True, ge=-10_000_000, le=10_000_000)]


class SourceBody(Body):
    """The document that states it (Fundstelle)."""

    document: Line
    page: Annotated[int | None, Field(strict=True, ge=1)] = None
    date: Day | None = None
    url: Annotated[str | None, Field(max_length=500, pattern=r"^https?://")] = None
    note: Line | None = None

    def to_source(self) -> Source:
        """As a fact carries it."""
        return Source(**dict(self))


class OfRolloutQuery(ListQuery):
    """A page of what belongs to one rollout."""

    _of: tuple[str, ...] = PrivateAttr(default=())

    def facets(self) -> tuple[str, ...]:
        """The filters that are set, and the rollout of the path."""
        return (*super().facets(), *self._of)

    def of(self, rollout_id: UUID) -> Self:
        """The same page, of one rollout only."""
        self._of = (f"rolloutId:{rollout_id}",)
        return self


class Computed:
    """What an answer is computed from that no view holds, such as the steps allowed now."""

    def __init__(self, request: Request, principal: CurrentPrincipal) -> None:
        self.works: Works = request.app.state.runtime.works
        self.principal: Principal = principal


ComputedDep = Annotated[Computed, Depends(Computed)]
OptionalIfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you read")]
