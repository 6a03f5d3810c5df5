"""Searching one service; the gateway asks all of them and puts the answers together."""

import datetime
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from ..facts import City
from ..journal.resource import Resource
from ..journal.views import ViewPart
from ..search.questions import read_question
from ..search.reads import Hit, Hits, Narrowed, search
from ..security.access import CurrentPrincipal
from .dates import Day
from .reads import reader_of
from .validation import storable

DEEPEST = 200
"""Nobody reads further: whoever has not found it by then asks more narrowly."""


class SearchQuery(BaseModel):
    """What is asked, and what it is narrowed to."""

    model_config = ConfigDict(extra="forbid")

    _storable = model_validator(mode="before")(storable)

    q: str = Field(min_length=1, max_length=200, description='Words that must occur; "…" in a row, -word not')
    noun: str | None = Field(None, description="Only this kind of resource: paper, file, decision, project …")
    kind: str | None = Field(None, description="Kind of paper, body or decision", max_length=60)
    city: City | None = Field(None, description="City (Körperschaft)")
    body: str | None = Field(None, description="Name of the body (Gremium)", max_length=200)
    faction: str | None = Field(None, description="Faction (Fraktion) that asked or spoke", max_length=200)
    publicity: str | None = Field(None, description="public | internal, for those allowed to see both")
    since: Day | None = Field(None, description="Dated on this day or later")
    until: Day | None = Field(None, description="Dated on this day or earlier")
    offset: int = Field(0, ge=0, lt=DEEPEST, description="How many hits to pass over")
    limit: int = Field(20, ge=1, le=DEEPEST, description="How many hits at most")

    def narrowed(self, full: tuple[str, ...]) -> Narrowed:
        """The same for the index."""
        names = ("kind", "city", "body", "faction", "publicity")
        facets = tuple(f"{name}:{getattr(self, name)}" for name in names if getattr(self, name))
        nouns = (self.noun,) if self.noun else ()
        return Narrowed(full, facets, self.since, self.until, nouns)


class HitView(ViewPart):
    """One thing that was found."""

    service: str
    noun: str
    id: UUID
    link: str = Field(description="Where it can be read")
    title: str
    date: datetime.date | None
    snippet: str = Field(description="A piece of its text, plain")
    marks: list[tuple[int, int]] = Field(description="Begin and end of the words found in the snippet")
    facets: dict[str, list[str]]
    rank: float


class SearchPagination(ViewPart):
    """Which hits these are, of how many."""

    limit: int
    offset: int
    total: int = Field(description="How many there are for this reader; the best 200 can be read")


class SearchView(ViewPart):
    """The hits, best first, and how all of them divide."""

    data: list[HitView]
    pagination: SearchPagination
    links: dict[str, str] = Field(description="self, first, and prev and next where there are such")
    facets: dict[str, dict[str, int]] = Field(description="How many hits each narrowing would leave")


def search_router(service: str, resources: tuple[Resource[Any], ...]) -> APIRouter:
    """The router of `/v1/search` for one service; it is the gateway's to show."""
    router = APIRouter(tags=["search"])
    searched = [resource for resource in resources if resource.search is not None]

    @router.get("/v1/search", response_model=SearchView, summary="Search this service")
    async def search_service(
        request: Request, principal: CurrentPrincipal, query: Annotated[SearchQuery, Query()]
    ) -> Response:
        """German full text over everything this reader may see."""
        full = tuple(r.noun for r in searched if reader_of(principal, r).audience == "full")
        found = await search(
            request.app.state.runtime.pool,
            read_question(query.q),
            query.narrowed(full),
            query.offset,
            query.limit,
        )
        view = shown(service, found, query)
        return Response(view.model_dump_json(by_alias=True), media_type="application/json",
                        headers={"Cache-Control": "no-store", "Vary": "Authorization"})  # fmt: skip

    return router


def shown(service: str, found: Hits, query: SearchQuery) -> SearchView:
    """Hits as JSON."""
    return SearchView(
        data=[_hit(service, hit) for hit in found.hits],
        pagination=SearchPagination(limit=query.limit, offset=query.offset, total=found.total),
        links=links(query, found.total),
        facets=found.facets,
    )


def links(query: SearchQuery, total: int) -> dict[str, str]:
    """Where the neighbours of a page of hits are."""
    asked = query.model_dump(mode="json", exclude_none=True)
    offsets = {"self": query.offset, "first": 0}
    if query.offset:
        offsets["prev"] = max(query.offset - query.limit, 0)
    if query.offset + query.limit < min(total, DEEPEST):
        offsets["next"] = query.offset + query.limit
    return {name: f"/v1/search?{urlencode({**asked, 'offset': at})}" for name, at in offsets.items()}


def _hit(service: str, hit: Hit) -> HitView:
    facets: dict[str, list[str]] = {}
    for facet in hit.facets:
        name, _, value = facet.partition(":")
        facets.setdefault(name, []).append(value)
    return HitView(
        service=service,
        noun=hit.noun,
        id=hit.id,
        link=hit.path,
        title=hit.title,
        date=hit.day,
        snippet=hit.snippet.text,
        marks=list(hit.snippet.marks),
        facets=facets,
        rank=hit.rank,
    )
