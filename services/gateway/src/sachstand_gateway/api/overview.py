"""The page of the motions and enquiries of a year."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ..usecases.overview import PATH, read_overview
from ..views.labels import label
from ..views.pages import render
from .failures import HTML, PAGE_HEADERS
from .kept import Made, kept
from .parts import PartsDep

router = APIRouter(include_in_schema=False)


@router.get("/anfragen")
async def show_overview(
    request: Request, parts: PartsDep, jahr: Annotated[int | None, Query(ge=1900, le=2999)] = None
) -> Response:
    """Every motion and enquiry of a year, and what became of it; without a year of the present one."""
    year = jahr or parts.clock.today().year

    async def make() -> Made:
        found = await read_overview(parts.services, year)
        table = f"{PATH}.csv?year={year}"
        html = render("overview.html", path="/anfragen", year=year, found=found, table=table, label=label)
        return html.encode(), HTML, PAGE_HEADERS, found is not None

    return await kept(parts, request, make)
