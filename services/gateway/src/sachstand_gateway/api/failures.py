"""What the gateway answers when there is nothing to pass on: problems, and below /oparl OParl's errors."""

from starlette.responses import JSONResponse, Response

from sachstand_common.errors import Conflict, NotFound, Problem, Unavailable
from sachstand_common.http.problems import Problems

OPARL = "/oparl"
ERROR_TYPE = "https://schema.oparl.org/1.1/Error"


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

    def response(self, problem: Problem, path: str) -> Response:
        """Make the answer to a failure at a path; everybody may read it, from everywhere."""
        response = self._problems.response(problem, path)
        if path == OPARL or path.startswith(OPARL + "/"):
            response = _as_oparl(problem, response)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response


def _as_oparl(problem: Problem, response: Response) -> Response:
    document = {
        "type": ERROR_TYPE,
        "message": problem.detail or problem.title,
        "debug": str(problem),
    }
    kept = {key: value for key, value in response.headers.items() if not key.startswith("content-")}
    return JSONResponse(document, problem.status, kept)
