"""Searching everything: as JSON for programs, as a page for people."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from pydantic import Field, model_validator
from starlette.responses import JSONResponse, Response

from sachstand_common.errors import Malformed, Unavailable
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.search import DEEPEST, SearchQuery, SearchView, links

from ..domain.search import Json
from ..usecases.search import search
from ..views.labels import label
from ..views.pages import render
from .failures import HTML, PAGE_HEADERS
from .parts import TOKEN_CHECKED, Parts, PartsDep

router = APIRouter(tags=["search"])
PAGE = 20


class TooDeep(Malformed):
    """Only the best hits can be read: ask more narrowly, with a facet, a day or another word."""


class Question(SearchQuery):
    """What is asked of all services."""

    limit: int = Field(PAGE, ge=1, le=50, description="How many hits at most")

    @model_validator(mode="after")
    def _within(self) -> "Question":
        if self.offset + self.limit > DEEPEST:
            raise TooDeep(deepest=DEEPEST)
        return self

    def asked(self) -> dict[str, str]:
        """The same as a query to a service."""
        return {
            name: str(value)
            for name, value in self.model_dump(exclude={"offset", "limit"}, mode="json").items()
            if value is not None
        }


class Found(SearchView):
    """Hits of all services."""

    missing: list[str] = Field(description="Services that did not answer")


@router.get(
    "/v1/search",
    response_model=Found,
    summary="Search everything",
    dependencies=TOKEN_CHECKED,
    responses=problem_responses(TooDeep, Unavailable),
)
async def search_everything(
    parts: PartsDep,
    query: Annotated[Question, Query()],
    authorization: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """German full text over papers, files, minutes, decisions, projects, rollouts and more.

    Words are found in all their forms and inside compounds: "Strategie" finds "Digitalisierungsstrategie".
    """
    found = await _found(parts, query, authorization)
    total = found.pop("total")
    paging = {"limit": query.limit, "offset": query.offset, "total": total}
    answer = {"data": found.pop("data"), "pagination": paging, "links": links(query, total), **found}
    return JSONResponse(answer, headers={"Cache-Control": "no-store", "Vary": "Authorization"})


@router.get("/suche", include_in_schema=False)
async def show_search(request: Request, parts: PartsDep, q: str = "", seite: int = 1) -> Response:
    """The same for people."""
    page = min(max(seite, 1), DEEPEST // PAGE)
    question = Question(q=q[:200], offset=(page - 1) * PAGE) if q.strip() else None
    found = await _found(parts, question, None) if question else None
    last = min(-(-found["total"] // PAGE), DEEPEST // PAGE) if found else 0
    html = render("search.html", path="/suche", q=q, found=found, page=page, last=last, label=label)
    return Response(html, 200, {**PAGE_HEADERS, "cache-control": "no-store"}, HTML)


async def _found(parts: Parts, query: Question, token: str | None) -> Json:
    names = list(parts.settings.services())
    return await search(parts.services, names, query.asked(), (query.offset, query.limit), token)
