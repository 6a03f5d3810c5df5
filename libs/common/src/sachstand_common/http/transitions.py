"""Transitions (Zustandsübergänge), one shape everywhere: a step is named by the state it leads to.

``GET …/transitions`` lists the steps from here, ``POST …/transitions`` takes one. A step that is neither
reserved nor lacks anything is taken by a request that carries what the step needs.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Request
from pydantic import ConfigDict, Field, StringConstraints
from pydantic_core import to_json
from starlette.responses import Response

from ..journal.views import ViewPart
from .dates import Day
from .query import Body
from .reads import envelope

Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]


class TransitionView(ViewPart):
    """One step that follows from the present state."""

    model_config = ConfigDict(from_attributes=True)

    to: Annotated[str, Field(description="The state it leads to; send it as `to`", examples=["submitted"])]
    reserved: Annotated[bool, Field(description="Follows from events only, never taken by hand")]
    lacks: Annotated[
        list[str],
        Field(
            description="Codes of what must come first, with `:key` where one thing is meant",
            examples=[["gate_open:council-consent"]],
        ),
    ]
    needs: Annotated[list[str], Field(description="Fields the request must carry", examples=[["reason"]])]


class TransitionBody(Body):
    """What every step takes beside `to`; a subclass names the states, and what its own steps need."""

    effective: Annotated[Day | None, Field(description="Since when it holds; default: today")] = None
    reason: Annotated[Reason | None, Field(description="Why; the list of steps says which need it")] = None


def list_steps(
    request: Request, steps: Iterable[Any], view: type[TransitionView] = TransitionView
) -> Response:
    """All steps in the envelope of lists, computed at the moment of asking and never kept."""
    shown = [to_json(view.model_validate(step), by_alias=True) for step in steps]
    pagination = {"limit": len(shown), "count": len(shown)}
    body = envelope(shown, pagination, {"self": request.url.path})
    return Response(body, 200, {"Cache-Control": "no-store"}, "application/json")
