"""What the gateway answers when there is nothing to pass on: problem documents, and below /oparl OParl's errors."""

from starlette.responses import JSONResponse, Response

from sachstand_common.errors import Conflict, NotFound, Problem, Unavailable

RETRY_AFTER = "5"
OPARL = "/oparl"


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


def failure(problem: Problem, path: str, headers: dict[str, str] | None = None) -> Response:
    """Make the response to a failure at a path."""
    extra = dict(headers or {})
    if problem.status == 503:
        extra.setdefault("Retry-After", RETRY_AFTER)
    extra["Access-Control-Allow-Origin"] = "*"
    extra["Cache-Control"] = "no-store"
    if path == OPARL or path.startswith(OPARL + "/"):
        return _oparl_error(problem, extra)
    return _problem(problem, path, extra)


def _problem(problem: Problem, path: str, headers: dict[str, str]) -> Response:
    facts = {
        key: value if isinstance(value, int | list) else str(value) for key, value in problem.facts.items()
    }
    document = {
        "type": f"/problems/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "instance": path,
        **({"detail": problem.detail} if problem.detail else {}),
        **facts,
    }
    return JSONResponse(document, problem.status, headers, media_type="application/problem+json")


def _oparl_error(problem: Problem, headers: dict[str, str]) -> Response:
    document = {
        "type": "https://schema.oparl.org/1.1/Error",
        "message": problem.detail or problem.title,
        "debug": str(problem),
    }
    return JSONResponse(document, problem.status, headers)
