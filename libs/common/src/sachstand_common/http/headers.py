"""The headers of every response, and two methods nobody should have to write: HEAD and OPTIONS. Pure ASGI."""

import re
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Pairs = list[tuple[bytes, bytes]]

JSON_POLICY = b"default-src 'none'; frame-ancestors 'none'"
"""What a browser may do with data: nothing. A page brings its own Content-Security-Policy."""

EXPOSED = (
    b"ETag, Link, Location, Retry-After, X-Event-Position, X-Request-Id, RateLimit, RateLimit-Policy, "
    b"Deprecation, Sunset, Idempotency-Replayed, traceresponse"
)
_ASKED = b"Accept, If-None-Match, Last-Event-ID, X-Request-Id, traceparent"
_ASKED_BY_TRUSTED = _ASKED + b", Authorization, Content-Type, Idempotency-Key, If-Match"
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:-]{1,64}")


class EdgeHeaders:
    """ASGI middleware: HEAD wherever GET, CORS, security headers, and the names of the request.

    Every origin may read (GET, HEAD) without credentials; origins that are `trusted` may also write and send
    tokens. A header that the application sets itself is left alone.
    """

    def __init__(self, app: ASGIApp, *, https: bool = False, trusted: Iterable[str] = ()) -> None:
        self.app = app
        self.trusted = frozenset(origin.encode() for origin in trusted)
        self.static: Pairs = [
            (b"content-security-policy", JSON_POLICY),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-resource-policy", b"cross-origin"),
            (b"access-control-expose-headers", EXPOSED),
        ]
        if https:
            self.static.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
        self.names = frozenset(name for name, _ in self.static) | {b"access-control-allow-origin"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight, or pass the request on and complete its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = {name: value for name, value in scope["headers"] if name in _LOOKED_AT}
        if scope["method"] == "OPTIONS" and b"access-control-request-method" in asked:
            await self._preflight(asked, send)
            return
        added = self._added(scope, asked)

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(message, added)
            await send(message)

        if scope["method"] == "HEAD":
            await _as_head(self.app, scope, receive, completed)
        else:
            await self.app(scope, receive, completed)

    def _added(self, scope: Scope, asked: dict[bytes, bytes]) -> Pairs:
        """What depends on the request."""
        added: Pairs = []
        trace = scope.get("trace")
        if trace is not None:
            added.append((b"traceresponse", trace.traceparent.encode()))
        request_id = asked.get(b"x-request-id")
        if request_id and _REQUEST_ID.fullmatch(request_id):
            added.append((b"x-request-id", request_id))
        elif trace is not None:
            added.append((b"x-request-id", trace.trace_id.encode()))
        origin = asked.get(b"origin")
        if origin in self.trusted:
            added += [(b"access-control-allow-origin", origin or b""), (b"vary", b"Origin")]
        elif scope["method"] in ("GET", "HEAD"):
            added.append((b"access-control-allow-origin", b"*"))
        return added

    def _complete(self, message: Message, added: Pairs) -> None:
        own: Pairs = list(message.get("headers", ()))
        present = {name.lower() for name, _ in own}
        if present.isdisjoint(self.names):
            message["headers"] = [*own, *self.static, *added]
        else:
            more = [pair for pair in (*self.static, *added) if pair[0] not in present or pair[0] == b"vary"]
            message["headers"] = own + more

    async def _preflight(self, asked: dict[bytes, bytes], send: Send) -> None:
        """Reading is open to every origin; anything else only to trusted ones."""
        origin = asked.get(b"origin")
        headers: Pairs = [(b"vary", b"Origin, Access-Control-Request-Method"), (b"content-length", b"0")]
        if origin in self.trusted:
            headers += _permission(origin or b"", b"GET, HEAD, POST, PUT, PATCH, DELETE", _ASKED_BY_TRUSTED)
        elif asked[b"access-control-request-method"] in (b"GET", b"HEAD"):
            headers += _permission(b"*", b"GET, HEAD", _ASKED)
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


_LOOKED_AT = frozenset({b"origin", b"x-request-id", b"access-control-request-method"})


def _permission(origin: bytes, methods: bytes, headers: bytes) -> Pairs:
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", methods),
        (b"access-control-allow-headers", headers),
        (b"access-control-max-age", b"7200"),
    ]


class _HeadAnswered(OSError):
    """Ends an application that goes on sending a body nobody gets (a stream would never end by itself)."""


async def _as_head(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Run GET, send its headers with their Content-Length, and no body."""
    scope["method"] = "GET"
    answered = False

    async def heads_only(message: Message) -> None:
        nonlocal answered
        if message["type"] == "http.response.start":
            await send(message)
        elif not answered:
            answered = True
            await send({"type": "http.response.body", "body": b""})
        else:
            raise _HeadAnswered

    async def received() -> Message:
        return {"type": "http.disconnect"} if answered else await receive()

    try:
        await app(scope, received, heads_only)
    except Exception:
        if not answered:
            raise
