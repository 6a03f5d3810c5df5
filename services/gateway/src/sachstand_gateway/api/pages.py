"""Pages for people: how they are sent, and the start page."""

from typing import Any

from fastapi import Request
from starlette.responses import Response

from ..views.pages import render

NOTHING_FOREIGN = (
    "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_POLICY = NOTHING_FOREIGN + "; style-src 'self'"


def page(
    request: Request, template: str, *, status: int = 200, policy: str = PAGE_POLICY, **values: Any
) -> Response:
    """Send a page; it may load nothing that is not ours."""
    html = render(template, path=request.url.path, **values)
    headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
    return Response(html, status, headers, "text/html; charset=utf-8")
