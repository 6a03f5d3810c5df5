"""What the gateway answers when there is nothing to pass on."""

from starlette.responses import Response
from starlette.types import Scope

from sachstand_common.errors import Conflict, NotFound, Problem, Unavailable
from sachstand_common.http.problems import Problems

from ..views.pages import render
from ..views.problems import ADVICE

FOR_PROGRAMS = ("/v1/", "/oparl/")
HTML = "text/html; charset=utf-8"
NOTHING_FOREIGN = (
    "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_POLICY = NOTHING_FOREIGN + "; style-src 'self'"
PAGE_HEADERS = {"content-security-policy": PAGE_POLICY, "referrer-policy": "same-origin"}


class PathUnknown(NotFound):
    """There is nothing at this path."""

    code = "path_unknown"


class MethodNotAllowed(Conflict):
    """This path does not answer to this method."""

    status = 405
    code = "method_not_allowed"


class NotYetKnown(Unavailable):
    """A service has not said yet what it answers to."""

    code = "not_yet_known"


class Failures:
    """Makes the answers to failures, in the shape that belongs to a path."""

    def __init__(self, public_url: str) -> None:
        self._problems = Problems(public_url)

    def response(self, problem: Problem, path: str, *, page: bool = False) -> Response:
        """Make the answer to a failure at a path; everybody may read it, from everywhere."""
        response = self._problems.response(problem, path)
        if page and not path.startswith(FOR_PROGRAMS):
            response = _as_page(problem, path, response)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response


def wants_page(scope: Scope) -> bool:
    """Does a person with a browser ask?"""
    return any(key == b"accept" and b"text/html" in value for key, value in scope["headers"])


def _as_page(problem: Problem, path: str, response: Response) -> Response:
    advice = ADVICE.get(problem.status, "")
    html = render("nothing.html", path=path, status=problem.status, code=problem.code, advice=advice)
    kept = {key: value for key, value in response.headers.items() if not key.startswith("content-")}
    return Response(html, problem.status, {**kept, **PAGE_HEADERS}, HTML)
