"""/v1/enquiries/overview: the yearly overview of motions and enquiries, as JSON and as CSV."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.http import AsOfQuery, CommandRouter, Reads
from sachstand_common.http.reads import not_modified
from sachstand_common.journal.views import etag_of

from ..domain.overviews import Line, as_csv, counted, of_enquiry, of_motion
from ..storage.enquiries import ENQUIRIES
from ..storage.papers import PAPERS
from ..views.overviews import LinePart, OverviewView

router = CommandRouter(prefix="/v1/enquiries", tags=["enquiries"])
CSV = "text/csv; charset=utf-8"
_FIRST = UUID(int=0)


class OverviewQuery(AsOfQuery):
    """Which year, and of whom."""

    year: int = Field(ge=1900, le=2999, description="In which they were received", examples=[2026])
    city: City | None = Field(None, description="City (Körperschaft)")
    faction: str | None = Field(None, max_length=200, description="Who asks or moves, as printed")


@router.get("/overview", response_model=OverviewView, summary="Read the overview of a year")
async def get_overview(request: Request, reads: Reads, query: Annotated[OverviewQuery, Query()]) -> Response:
    """Every motion (Antrag) and enquiry (Anfrage) of a year with what became of it, the newest first."""
    lines = await _lines(reads, query)
    parts = [LinePart.model_validate(line, from_attributes=True) for line in lines]
    view = OverviewView(year=query.year, counts=counted(lines), lines=parts)
    return _answer(request, view.model_dump_json(by_alias=True).encode(), "application/json")


@router.get(
    "/overview.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    summary="Read the overview of a year as CSV",
)
async def get_overview_csv(
    request: Request, reads: Reads, query: Annotated[OverviewQuery, Query()]
) -> Response:
    """The same as a table with German words (RFC 4180, UTF-8)."""
    base = request.app.state.runtime.public_url
    return _answer(request, as_csv(await _lines(reads, query), base).encode(), CSV)


async def _lines(reads: Reads, query: OverviewQuery) -> list[Line]:
    city = (f"city:{query.city}",) if query.city else ()
    asked = (*city, f"year:{query.year}", *((f"askers:{query.faction}",) if query.faction else ()))
    lines = [of_enquiry(view) async for view in reads.every(ENQUIRIES, asked, query)]
    begin = f"{query.year}-01-01"
    behind = (f"{query.year + 1}-01-01", _FIRST)
    async for view in reads.every(PAPERS, (*city, "kind:motion"), query, behind):
        if (view["date"] or "") < begin:
            break
        if query.faction is None or query.faction in view["originators"]:
            lines.append(of_motion(view))
    return sorted(lines, key=lambda line: (str(line.date), line.kind, line.link), reverse=True)


def _answer(request: Request, body: bytes, media_type: str) -> Response:
    etag = etag_of(body)
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Authorization, Accept-Encoding"}
    if not_modified(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(body, 200, headers, media_type)
