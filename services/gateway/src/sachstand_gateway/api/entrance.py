"""The entrance: every request comes in here and is sent to where the one document says.

Raw ASGI, because it stands before everything. What the table gives to the gateway itself, and the pages for
people, go to the gateway's own application.
"""

from fastapi import FastAPI
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from sachstand_common.errors import Problem
from sachstand_common.http.problems import OPARL
from sachstand_common.observability.requests import NO_ROUTE

from ..domain.routes import Route
from ..usecases.table import GATEWAY, Table
from .failures import Failures, MethodNotAllowed, NotYetKnown, PathUnknown, wants_page
from .proxy import Proxy

SERVED_BY_TABLE = ("/v1/", "/oparl/")


class Entrance:
    """Routes by the table; `public_url` is where the world finds us."""

    def __init__(self, own: FastAPI, table: Table, proxy: Proxy, failures: Failures, public_url: str) -> None:
        self.own, self._table, self._proxy, self._failures = own, table, proxy, failures
        self._public_url = public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.own(scope, receive, send)
            return
        route = self._table.routes.find((scope.get("raw_path") or scope["path"].encode()).decode("latin-1"))
        if (route is None and _is_page(self.own, scope)) or (
            route is not None and route.service == GATEWAY and scope["method"] in route.methods
        ):
            await self.own(scope, receive, send)
        else:
            scope["route"] = route.template if route else NO_ROUTE
            await self._serve(route, scope, receive, send)

    async def _serve(self, route: Route | None, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if route is None and self._leads_on(scope["path"]):
                await RedirectResponse(self._canonical(scope), 301)(scope, receive, send)
                return
            if route is None:
                raise self._nothing(scope["path"])
            if scope["method"] == "OPTIONS":
                await _options(route)(scope, receive, send)
            elif scope["method"] not in route.methods:
                await self._refuse(route, scope, receive, send)
            else:
                await self._proxy.serve(route, scope, receive, send)
        except Problem as problem:
            response = self._failures.response(problem, scope["path"], page=wants_page(scope))
            await response(scope, receive, send)

    async def _refuse(self, route: Route, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._failures.response(MethodNotAllowed(method=scope["method"]), scope["path"])
        response.headers["Allow"] = route.allow
        await response(scope, receive, send)

    def _leads_on(self, path: str) -> bool:
        """An OParl address with a slash too many has one canonical form (301)."""
        bare = path.rstrip("/")
        return path.startswith(OPARL + "/") and path != bare and self._table.routes.find(bare) is not None

    def _canonical(self, scope: Scope) -> str:
        query = scope["query_string"].decode("latin-1")
        return f"{self._public_url}{scope['path'].rstrip('/')}{'?' if query else ''}{query}"

    def _nothing(self, path: str) -> Problem:
        """Unknown is only certain when every service has said what it answers to."""
        if self._table.unknown and path.startswith(SERVED_BY_TABLE):
            return NotYetKnown(services=self._table.unknown)
        return PathUnknown()


def _is_page(own: FastAPI, scope: Scope) -> bool:
    """Has the gateway's own application something at this path (that the document need not know)?"""
    return any(route.matches(scope)[0] is not Match.NONE for route in own.router.routes)


def _options(route: Route) -> Response:
    """What a path answers to; what another origin may do is said to its preflight alone."""
    return Response(None, 204, {"Allow": route.allow})
