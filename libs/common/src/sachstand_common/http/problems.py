"""Problem documents (RFC 9457): one shape for all that goes wrong, and never what was sent in secret."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic.alias_generators import to_camel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from ..db.connections import LOST
from ..errors import Malformed, Problem
from ..journal.works import DatabaseUnavailable
from ..observability.logs import get_logger
from ..observability.tracing import current_trace_id
from .validation import readable_errors

MEDIA_TYPE = "application/problem+json"
OPARL = "/oparl"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_OWN = frozenset({"type", "title", "status", "detail", "code", "instance", "traceId"})
_HEADER_TEXT = re.compile(r"[^\x20-\x21\x23-\x5b\x5d-\x7e]")
_log = get_logger(__name__)


class Problems:
    """Answers errors; `public_url` is where the meaning of a code can be read."""

    def __init__(self, public_url: str) -> None:
        self._base = f"{public_url.rstrip('/')}/problems/"

    def document(self, problem: Problem, path: str | None = None) -> dict[str, Any]:
        """The problem document of an error, its facts as camelCase members."""
        facts = {to_camel(name): _plain(value) for name, value in problem.facts.items() if value is not None}
        members = {
            "type": self._base + problem.code,
            "title": problem.title,
            "status": problem.status,
            "detail": problem.detail,
            "code": problem.code,
            "instance": quote(path) if path else None,
            "traceId": current_trace_id(),
        }
        shown = {name: value for name, value in members.items() if value is not None}
        return shown | {name: value for name, value in facts.items() if name not in _OWN}

    def response(self, problem: Problem, path: str | None = None) -> Response:
        """The response to an error, with the headers of its status; OParl has errors of its own."""
        document, media_type = self.document(problem, path), MEDIA_TYPE
        if path is not None and (path == OPARL or path.startswith(f"{OPARL}/")):
            document, media_type = _as_oparl(document), "application/json"
        body = json.dumps(document, ensure_ascii=False).encode()
        return Response(body, problem.status, _headers(problem), media_type)

    def of(self, request: Request, error: Exception) -> Response:
        """The response to whatever was raised; what nobody foresaw says nothing but its trace id."""
        extra: Mapping[str, str] = {}
        match error:
            case Problem():
                problem: Problem = error
            case RequestValidationError():
                problem = Malformed("The request cannot be read.", errors=readable_errors(error.errors()))
            case HTTPException():
                problem = _of_http(error)
                extra = error.headers or {}
            case _ if isinstance(error, LOST):
                _log.warning("database unavailable", error=type(error).__name__)
                problem = DatabaseUnavailable()
            case _:
                _log.error("request failed", exc_info=error, path=request.scope.get("path"))
                problem = InternalError()
        response = self.response(problem, request.scope.get("path"))
        response.headers.update(extra)
        if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["Allow"] = ", ".join(_allowed(request))
        return response


_KNOWN: dict[int, type[Problem]] = {kind.status: kind for kind in Problem.__subclasses__()}
"""The general problem of each status, for errors that the framework raises."""


class InternalError(Problem):
    """Something went wrong on our side."""

    status = 500


def add_problem_handlers(app: FastAPI, problems: Problems) -> None:
    """Let an application's own errors become problem documents before any middleware sees them."""

    async def answer(request: Request, error: Exception) -> Response:
        return problems.of(request, error)

    for kind in (Problem, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer)


def problem_responses(*classes: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: what can go wrong there, by status, each with its example."""
    responses: dict[int | str, dict[str, Any]] = {}
    for kind in classes:
        response = responses.setdefault(
            kind.status,
            {
                "description": HTTPStatus(kind.status).phrase,
                "content": {MEDIA_TYPE: {"schema": PROBLEM_SCHEMA, "examples": {}}},
            },
        )
        response["content"][MEDIA_TYPE]["examples"][kind.code] = {
            "summary": kind.title,
            "value": {
                "type": f"/problems/{kind.code}",
                "title": kind.title,
                "status": kind.status,
                "code": kind.code,
            },
        }
    return responses


PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457). Further members are the facts of the case.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Where the code is explained"},
        "title": {"type": "string", "description": "The kind of problem, in words"},
        "status": {"type": "integer", "description": "The HTTP status"},
        "detail": {"type": "string", "description": "This case, in words"},
        "code": {"type": "string", "description": "Stable code of the kind of problem"},
        "instance": {"type": "string", "format": "uri-reference", "description": "The path that was asked"},
        "traceId": {"type": "string", "description": "Names this request in logs and traces"},
    },
    "additionalProperties": True,
}


def _as_oparl(document: dict[str, Any]) -> dict[str, Any]:
    """The error object of OParl 1.1: a message for people, and the facts for those who look closer."""
    facts = {name: value for name, value in document.items() if name not in ("title", "detail")}
    return {
        "type": "https://schema.oparl.org/1.1/Error",
        "message": document.get("detail") or document["title"],
        "debug": json.dumps(facts, ensure_ascii=False),
    }


def _of_http(error: HTTPException) -> Problem:
    """What the framework raised; a problem of ours that it wrapped while reading the body is unwrapped."""
    if isinstance(error.__cause__, Problem):
        return error.__cause__
    if error.status_code in _KNOWN:
        return _KNOWN[error.status_code]()
    status = HTTPStatus(error.status_code)
    name = "".join(word.capitalize() for word in re.findall(r"[A-Za-z]+", status.phrase))
    kind = type(name, (Problem,), {"__doc__": f"{status.phrase}.", "status": status.value})
    unnamed: Problem = kind()
    return unnamed


def _headers(problem: Problem) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    if problem.status == HTTPStatus.UNAUTHORIZED:
        challenge = 'Bearer realm="sachstand"'
        if problem.code == "invalid_token":
            reason = _HEADER_TEXT.sub("", problem.detail or problem.title)
            challenge += f', error="invalid_token", error_description="{reason}"'
        headers["WWW-Authenticate"] = challenge
    if problem.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and "size" in problem.facts:
        headers["Content-Range"] = f"bytes */{problem.facts['size']}"
    wait = problem.facts.get("retry_after", 5 if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else None)
    if wait is not None:
        headers["Retry-After"] = str(int(wait))
    return headers


def _allowed(request: Request) -> list[str]:
    """Every method that some route takes at this path."""
    routes = request.app.router.routes
    found = [m for m in _METHODS if any(_takes(route, request.scope, m) for route in routes)]
    return ["GET", "HEAD", *found[1:]] if found[:1] == ["GET"] else found


def _takes(route: Any, scope: Scope, method: str) -> bool:
    match, _ = route.matches({**scope, "method": method})
    return match is Match.FULL


def _plain(value: Any) -> Any:
    """A fact as JSON: decimals and ids as text, sets in order."""
    match value:
        case Enum():
            plain = value.value
        case datetime():
            plain = value.isoformat(timespec="seconds")
        case Mapping():
            plain = {to_camel(str(name)): _plain(item) for name, item in value.items()}
        case set() | frozenset():
            plain = sorted((_plain(item) for item in value), key=str)
        case list() | tuple():
            plain = [_plain(item) for item in value]
        case str() | int() | float() | None:
            plain = value
        case _:
            plain = str(value)
    return plain
