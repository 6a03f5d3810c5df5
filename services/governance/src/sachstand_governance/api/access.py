"""Who may do what in this service, and how a state is looked at without changing it."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Depends, Header, Request
from pydantic import Field, model_validator

from sachstand_common.errors import Malformed, Problem, Unauthenticated
from sachstand_common.facts import City
from sachstand_common.http import Body, CurrentPrincipal, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion
from sachstand_common.journal.work import Work
from sachstand_common.security.access import RoleNotAllowed

from ..domain.transitions import StepOutOfOrder, TransitionNotAllowed
from ..usecases.find_organization import Named

CLERKS = ("gremiendienst", "cdo", "stabsstelle")
runs_meetings = allow(*CLERKS)
keeps_register = allow(*CLERKS)
keeps_strategy = allow("cdo", "stabsstelle")
looks = allow(*CLERKS, "audit")

MaybeIfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you decided on")]


class OfOrganization(Body):
    """Names the body it belongs to, by its id, or by its city and key."""

    organization_id: UUID | None = Field(None, description="The body, by id")
    organization_key: str | None = Field(
        None, max_length=80, description="The body, by key, instead of its id", examples=["rat"]
    )
    city: City = Field(City.BRAUNSCHWEIG, description="The city of a body that is named by its key")

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        if (self.organization_id is None) == (self.organization_key is None):
            raise ValueError("name the body, either by organizationId or by organizationKey")
        return self

    def named(self) -> Named:
        """The name as the use case takes it."""
        return Named(self.organization_id, self.city, self.organization_key)


async def _looking(request: Request, principal: CurrentPrincipal) -> AsyncIterator[Work]:
    async with request.app.state.runtime.works.open(principal) as work:
        yield work


Looking = Annotated[Work, Depends(_looking)]


READ_PROBLEMS = problem_responses(Malformed, ResourceNotFound)
"""What can go wrong at every route."""

LOOK_PROBLEMS = problem_responses(Unauthenticated, RoleNotAllowed)
STEP_PROBLEMS = (StaleVersion, StepOutOfOrder, TransitionNotAllowed)
"""What any step can be refused for."""


def refusals(*classes: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """What can go wrong when something is changed: who asks, what is asked, and the rules named."""
    return problem_responses(Malformed, Unauthenticated, RoleNotAllowed, ResourceNotFound, *classes)
