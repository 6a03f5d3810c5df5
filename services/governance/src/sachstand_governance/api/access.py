"""Who may do what in this service, and how a state is looked at without changing it."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from pydantic import Field

from sachstand_common.http import Body, CurrentPrincipal, allow
from sachstand_common.journal.work import Work

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

    transition: str = Field(min_length=1, max_length=40, examples=["convene"])
    reason: str | None = Field(None, max_length=2000)


async def _looking(request: Request, principal: CurrentPrincipal) -> AsyncIterator[Work]:
    async with request.app.state.runtime.works.open(principal) as work:
        yield work


Looking = Annotated[Work, Depends(_looking)]


def shown(state: str, options: tuple[Option, ...]) -> TransitionsView:
    """The ways out of a state, as JSON."""
    return TransitionsView(state=state, transitions=[TransitionView.model_validate(o) for o in options])


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """The problem answers of a route, for the documentation."""
    reasons = {
        401: "No valid token",
        403: "Not this role",
        404: "Nothing here for this reader",
        409: "The present state does not allow it",
        412: "Based on an older version",
        422: "A rule forbids it",
        428: "If-Match is missing",
    }
    return {
        code: {"description": reasons[code], "content": {"application/problem+json": {}}} for code in codes
    }
