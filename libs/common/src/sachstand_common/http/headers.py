"""The headers of every response, and two methods nobody should have to write: HEAD and OPTIONS."""

import re
from collections.abc import Iterable

from starlette.types import Message, Receive, Send

from ..observability.tracing import Trace

Pairs = list[tuple[bytes, bytes]]
Asked = dict[bytes, bytes]

JSON_POLICY = b"default-src 'none'; frame-ancestors 'none'"
"""What a browser may do with data: nothing. A page brings its own Content-Security-Policy."""

EXPOSED = (
    b"ETag, Link, Location, Retry-After, X-Event-Position, X-Request-Id, RateLimit, RateLimit-Policy, "
    b"Deprecation, Sunset, Idempotency-Replayed, traceresponse, Accept-Ranges, Content-Range, "
    b"Content-Disposition"
)
_ASKED = (
    b"Accept, If-None-Match, If-Modified-Since, Range, If-Range, Last-Event-ID, X-Request-Id, traceparent"
)
_ASKED_BY_TRUSTED = _ASKED + b", Authorization, Content-Type, Idempotency-Key, If-Match"
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:-]{1,64}")
_LOOKED_AT = frozenset({b"origin", b"x-request-id", b"access-control-request-method", b"traceparent"})


def asked(headers: Pairs) -> Asked:
    """The request headers that the edge looks at."""
    return {name: value for name, value in headers if name in _LOOKED_AT}


class Headers:
    """Completes responses: security headers, CORS, and the names of the request.

    Every origin may read (GET, HEAD) without credentials; origins that are `trusted` may also write and send
    tokens. A header that the application sets itself is left alone.
    """

    def __init__(self, *, https: bool = False, trusted: Iterable[str] = ()) -> None:
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
        self.names = frozenset(name for name, _ in self.static) | {
            b"access-control-allow-origin", b"traceresponse", b"x-request-id",
        }  # fmt: skip

    def of(self, method: str, asked: Asked, trace: Trace) -> Pairs:
        """All headers to be added to the response to a request."""
        request_id = asked.get(b"x-request-id")
        if request_id is None or not _REQUEST_ID.fullmatch(request_id):
            request_id = trace.trace_id.encode()
        added = [*self.static, (b"traceresponse", trace.traceparent.encode()), (b"x-request-id", request_id)]
        origin = asked.get(b"origin")
        if origin in self.trusted:
            added += [(b"access-control-allow-origin", origin or b""), (b"vary", b"Origin")]
        elif method in ("GET", "HEAD"):
            added.append((b"access-control-allow-origin", b"*"))
        return added

    def complete(self, message: Message, added: Pairs) -> None:
        """Add headers to the beginning of a response, except those it has."""
        own: Pairs = list(message.get("headers", ()))
        present = {name.lower() for name, _ in own}
        if present.isdisjoint(self.names):
            message["headers"] = own + added
        else:
            message["headers"] = own + [p for p in added if p[0] not in present or p[0] == b"vary"]

    async def preflight(self, asked: Asked, send: Send) -> None:
        """Answer a browser that asks before it asks: reading is open, anything else for trusted origins."""
        origin = asked.get(b"origin")
        headers: Pairs = [(b"vary", b"Origin, Access-Control-Request-Method"), (b"content-length", b"0")]
        if origin in self.trusted:
            headers += _permission(origin or b"", b"GET, HEAD, POST, PUT, PATCH, DELETE", _ASKED_BY_TRUSTED)
        elif asked[b"access-control-request-method"] in (b"GET", b"HEAD"):
            headers += _permission(b"*", b"GET, HEAD", _ASKED)
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _permission(origin: bytes, methods: bytes, headers: bytes) -> Pairs:
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", methods),
        (b"access-control-allow-headers", headers),
        (b"access-control-max-age", b"7200"),
    ]


class HeadAnswered(OSError):
    """Ends an application that goes on sending a body nobody gets (a stream would never end by itself)."""


def without_body(receive: Receive, send: Send) -> tuple[Receive, Send]:
    """Channels on which GET answers a HEAD: its headers with their Content-Length, and no body."""
    answered = False

    async def heads_only(message: Message) -> None:
        nonlocal answered
        if message["type"] == "http.response.start":
            await send(message)
        elif not answered:
            answered = True
            await send({"type": "http.response.body", "body": b""})
        else:
            raise HeadAnswered

    async def received() -> Message:
        return {"type": "http.disconnect"} if answered else await receive()

    return received, heads_only
