"""The Sachstand of a day: as JSON for programs, as a page for people."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.responses import Response

from sachstand_common.errors import Malformed
from sachstand_common.http.dates import Day, QueryInstant, write_instant
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.validation import refused

from ..domain.statements import Point
from ..usecases.sachstand import compose_sachstand
from ..views.pages import render
from ..views.sachstand import SachstandView
from ..views.sachstand_page import shown
from .failures import HTML, PAGE_HEADERS, wants_page
from .kept import Made, kept
from .parts import TOKEN_CHECKED, Parts, PartsDep

router = APIRouter(tags=["sachstand"], dependencies=TOKEN_CHECKED)


def _no_position(value: Any) -> Any:
    """Positions are counted by each service for itself, so none names a moment of all of them."""
    if isinstance(value, str) and value.isdecimal():
        raise ValueError(
            "an instant only: a position is one service's own, and this answer is of all services"
        )
    return value


class PointQuery(BaseModel):
    """Which day is asked for, and what was known when."""

    model_config = ConfigDict(extra="forbid")

    asOf: Day | None = Field(None, description="What held on this day (Stichtag); default: today")
    knownAt: Annotated[QueryInstant | None, BeforeValidator(_no_position)] = Field(
        None,
        description="What was known at this instant, to the end of its second; default: now. A position is "
        "refused: each service counts its own",
    )

    def point(self, parts: Parts) -> Point:
        """The point in both times."""
        known_at = write_instant(self.knownAt) if self.knownAt else None
        return Point(self.asOf or parts.clock.today(), self.asOf, known_at)


class FormQuery(BaseModel):
    """The same from the form of the page, where a field may be left empty."""

    model_config = ConfigDict(extra="forbid")

    asOf: str = ""
    knownAt: str = ""

    def strict(self) -> PointQuery:
        """Read as strictly as the API does."""
        try:
            return PointQuery.model_validate({name: value for name, value in self if value})
        except ValidationError as error:
            raise refused(error, ("query",)) from error


@router.get(
    "/v1/sachstand",
    response_model=SachstandView,
    summary="What became of it, on a day",
    responses=problem_responses(Malformed),
)
async def get_sachstand(request: Request, parts: PartsDep, query: Annotated[PointQuery, Query()]) -> Response:
    """The Sachstand of a day, each statement with its source, and a list of what is not known.

    A part whose service does not answer is null and named under `missing`.
    """
    point = query.point(parts)

    async def make() -> Made:
        found = await compose_sachstand(parts.services, point)
        body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
        return body, "application/json", {}, not found["missing"]

    return await kept(parts, request, make)


@router.get("/sachstand", include_in_schema=False)
async def show_sachstand(request: Request, parts: PartsDep, form: Annotated[FormQuery, Query()]) -> Response:
    """The same for people, to be read and printed."""
    try:
        point = form.strict().point(parts)
    except RequestValidationError:
        if not wants_page(request.scope):
            raise
        html = render("unreadable.html", path="/sachstand", form=form, today=parts.clock.today())
        return Response(html, 400, PAGE_HEADERS, HTML)

    async def make() -> Made:
        found = await compose_sachstand(parts.services, point)
        html = render("sachstand.html", path="/sachstand", **shown(found, form.knownAt))
        return html.encode(), "text/html; charset=utf-8", PAGE_HEADERS, not found["missing"]

    return await kept(parts, request, make)
