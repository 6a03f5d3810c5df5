"""Who may do what in this service, and how a state is looked at without changing it."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Header, Request

from sachstand_common.errors import Malformed, Problem, Unauthenticated
from sachstand_common.http import CurrentPrincipal, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion
from sachstand_common.journal.work import Work
from sachstand_common.security.access import RoleNotAllowed

from ..domain.transitions import StepOutOfOrder, TransitionNotAllowed

CLERKS = ("gremiendienst", "cdo", "stabsstelle")
runs_meetings = allow(*CLERKS)
keeps_register = allow(*CLERKS)
keeps_strategy = allow("cdo", "stabsstelle")
looks = allow(*CLERKS, "audit")

MaybeIfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you decided on")]


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
