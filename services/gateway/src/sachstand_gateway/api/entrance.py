"""The entrance: every request comes in here and is sent to where the one document says.

Raw ASGI, because it stands before everything. What the table gives to the gateway itself, and the pages for
people, go to the gateway's own application.
"""

from collections.abc import Callable

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sachstand_common.errors import Problem

from ..domain.routes import Route
from ..usecases.table import GATEWAY, Table
from .failures import MethodNotAllowed, NotYetKnown, PathUnknown, failure
from .proxy import Proxy

SERVED_BY_TABLE = ("/v1/", "/oparl/")


class Entrance:
    """Routes by the table."""

    def __init__(self, own: ASGIApp, table: Table, proxy: Proxy, is_own: Callable[[str], bool]) -> None:
        self._own, self._table, self._proxy, self._is_own = own, table, proxy, is_own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._own(scope, receive, send)
            return
        route = self._table.routes.find((scope.get("raw_path") or scope["path"].encode()).decode("latin-1"))
        if (route is None and self._is_own(scope["path"])) or (
            route is not None and route.service == GATEWAY and scope["method"] in route.methods
        ):
            await self._own(scope, receive, send)
        else:
            await self._serve(route, scope, receive, send)

    async def _serve(self, route: Route | None, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        try:
            if route is None:
                raise self._nothing(path)
            if scope["method"] == "OPTIONS":
                await _options(route)(scope, receive, send)
            elif scope["method"] not in route.methods:
                refused = MethodNotAllowed(method=scope["method"])
                await failure(refused, path, {"Allow": route.allow})(scope, receive, send)
            else:
                await self._proxy.serve(route, scope, receive, send)
        except Problem as problem:
            await failure(problem, path)(scope, receive, send)

    def _nothing(self, path: str) -> Problem:
        """Unknown is only certain when every service has said what it answers to."""
        if self._table.unknown and path.startswith(SERVED_BY_TABLE):
            return NotYetKnown(services=self._table.unknown)
        return PathUnknown()


def _options(route: Route) -> Response:
    headers = {
        "Allow": route.allow, "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods":
        route.allow, "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key,
        If-Match, If-None-Match", "Access-Control-Max-Age": "86400",
    }
    return Response(None, 204, headers)
