"""Pages for people: how they are sent, the start page, and what a problem code means."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from ..domain.statements import Point
from ..usecases.sachstand import compose_sachstand
from ..views.pages import render
from ..views.problems import explained
from ..views.sachstand_page import shown
from .failures import HTML, PAGE_HEADERS, PAGE_POLICY, Failures, PathUnknown, wants_page
from .kept import Made, kept
from .parts import PartsDep

router = APIRouter(include_in_schema=False)


def page(request: Request, template: str, policy: str = PAGE_POLICY, **values: Any) -> Response:
    """Send a page; it may load nothing that is not ours."""
    html = render(template, path=request.url.path, **values)
    return Response(html, 200, {**PAGE_HEADERS, "content-security-policy": policy}, HTML)


@router.get("/")
async def show_start(request: Request, parts: PartsDep) -> Response:
    """The Sachstand at a glance, and where everything is."""

    async def make() -> Made:
        found = await compose_sachstand(parts.services, Point(parts.clock.today()))
        html = render("start.html", path="/", base=parts.settings.public_url, **shown(found))
        return html.encode(), HTML, PAGE_HEADERS, not found["missing"]

    return await kept(parts, request, make)


@router.get("/problems")
async def list_problems(request: Request, parts: PartsDep) -> Response:
    """Every problem code with its meaning."""
    return page(request, "problems.html", problems=explained(parts.table.document), one=None)


@router.get("/problems/{code}")
async def show_problem(request: Request, parts: PartsDep, code: str) -> Response:
    """What one problem code means."""
    problems = explained(parts.table.document)
    if code not in problems:
        failures = Failures(parts.settings.public_url)
        return failures.response(PathUnknown(), request.url.path, page=wants_page(request.scope))
    return page(request, "problems.html", problems=problems, one=problems[code])


@router.get("/favicon.ico")
async def get_icon() -> Response:
    """Browsers ask for it anyway."""
    return RedirectResponse("/static/icon.svg", 301)
