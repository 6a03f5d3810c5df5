"""Who may do what in this service, and how a state is looked at without changing it."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from pydantic import ConfigDict, Field

from sachstand_common.errors import Malformed, Problem, Unauthenticated
from sachstand_common.http import Body, CurrentPrincipal, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound
from sachstand_common.journal.work import Work
from sachstand_common.security.access import RoleNotAllowed

from ..domain.transitions import Option
from ..views.meetings import TransitionsView, TransitionView

CLERKS = ("gremiendienst", "cdo", "stabsstelle")
runs_meetings = allow(*CLERKS)
keeps_register = allow(*CLERKS)
keeps_strategy = allow("cdo", "stabsstelle")
looks = allow(*CLERKS, "audit")

MaybeIfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you decided on")]


class Step(Body):
    """One transition to take."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"transition": "convene"}]})

    transition: str = Field(min_length=1, max_length=40, examples=["convene"])
    reason: str | None = Field(
        None, max_length=2000, description="Why it is called off; when convening, why it is urgent"
    )


async def _looking(request: Request, principal: CurrentPrincipal) -> AsyncIterator[Work]:
    async with request.app.state.runtime.works.open(principal) as work:
        yield work


Looking = Annotated[Work, Depends(_looking)]


def shown(state: str, options: tuple[Option, ...]) -> TransitionsView:
    """The ways out of a state, as JSON."""
    return TransitionsView(state=state, transitions=[TransitionView.model_validate(o) for o in options])


READ_PROBLEMS = problem_responses(Malformed, ResourceNotFound)
"""What can go wrong at every route."""

LOOK_PROBLEMS = problem_responses(Unauthenticated, RoleNotAllowed)


def refusals(*classes: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """What can go wrong when something is changed: who asks, what is asked, and the rules named."""
    return problem_responses(Malformed, Unauthenticated, RoleNotAllowed, ResourceNotFound, *classes)
