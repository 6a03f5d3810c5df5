"""Reads whose parameters are of the kinds we know are answered in front of FastAPI's router.

Router and dependency solver cost 200 to 350 µs a request, more than the database does. The route stays a
FastAPI route, for the document and for everything we do not know; only its ordinary call is ours.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import lru_cache
from inspect import signature
from typing import Any, get_args, get_type_hints
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi.params import Query
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ..security.principal import ANONYMOUS
from .oparl import OParl, OParlDep
from .query import AsOf, AsOfQuery
from .reads import Reads, ReadsDep
from .validation import refused

Argument = Callable[[Request], Any]
_REMEMBERED, _SHORT = 256, 256  # most queries are asked again, letter by letter: how many are kept, how long
_PARAMETER = re.compile(r"\{(\w+)\}")
_ID = r"(?P<\1>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"


class FastReads:
    """ASGI middleware, innermost: answers plain reads, and passes everything else on."""

    def __init__(self, app: ASGIApp, routes: Iterable[APIRoute]) -> None:
        self._app = app
        self._exact: dict[str, tuple[APIRoute, ASGIApp]] = {}
        self._patterns: dict[int, list[tuple[re.Pattern[str], APIRoute, ASGIApp]]] = {}
        for route in routes:
            call = fast_read(route)
            if call is None:
                continue
            if "{" in route.path_format:
                pattern = re.compile(_PARAMETER.sub(_ID, route.path_format))
                self._patterns.setdefault(route.path_format.count("/"), []).append((pattern, route, call))
            else:
                self._exact[route.path_format] = (route, call)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["method"] == "GET":
            path = scope["path"]
            found = self._exact.get(path)
            if found is not None:
                scope["route"], scope["path_params"] = found[0], {}
                return await found[1](scope, receive, send)
            for pattern, route, call in self._patterns.get(path.count("/"), ()):
                match = pattern.fullmatch(path)
                if match is not None:
                    scope["route"], scope["path_params"] = route, match.groupdict()
                    return await call(scope, receive, send)
        return await self._app(scope, receive, send)


def fast_read(route: APIRoute) -> ASGIApp | None:
    """The route as an ASGI application of its own, or None when it needs FastAPI."""
    if route.methods != {"GET"} or route.dependencies:
        return None
    hints = get_type_hints(route.endpoint, include_extras=True)
    found = {name: _argument(name, hints.get(name), route) for name in signature(route.endpoint).parameters}
    arguments = {name: argument for name, argument in found.items() if argument is not None}
    if not any(hint in (ReadsDep, OParlDep) for hint in hints.values()) or len(arguments) != len(found):
        return None
    return _call(route.endpoint, arguments)


def _call(endpoint: Callable[..., Awaitable[Response]], arguments: Mapping[str, Argument]) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        response = await endpoint(**{name: argument(request) for name, argument in arguments.items()})
        await response(scope, receive, send)

    return app


def _argument(name: str, hint: Any, route: APIRoute) -> Argument | None:
    for known, made in _DEPENDENCIES:
        if hint == known:
            return made
    if hint in (UUID, str) and f"{{{name}}}" in route.path_format:
        return lambda request: hint(request.path_params[name])
    model, *marks = get_args(hint) or (hint,)
    if isinstance(model, type) and issubclass(model, BaseModel) and any(isinstance(m, Query) for m in marks):
        return _query(model)
    return None


def _reads(request: Request) -> Reads:
    return Reads(request, request.scope.get("principal", ANONYMOUS))


def _query(model: type[BaseModel]) -> Argument:
    validate = model.__pydantic_validator__.validate_python

    def parsed(query: bytes) -> Any:
        given: dict[str, Any] = {}
        for key, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
            given[key] = [given[key], value] if key in given else value
        try:
            return validate(given)
        except ValidationError as error:
            raise refused(error, ("query",)) from error

    remembered = lru_cache(_REMEMBERED)(parsed)

    def argument(request: Request) -> Any:
        query = request.scope["query_string"]
        return remembered(query) if len(query) < _SHORT else parsed(query)

    return argument


_DEPENDENCIES: tuple[tuple[Any, Argument], ...] = (
    (ReadsDep, _reads),
    (OParlDep, OParl),
    (AsOf, _query(AsOfQuery)),
)
"""What we make ourselves as FastAPI would."""
