"""The proxy: raw ASGI, streaming both ways, in front of every service.

Anonymous reads are answered from what is kept and fill it; everything else passes through, and whatever may
have changed something makes the service's kept answers forgotten before the client hears of it.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog
from starlette.types import Receive, Scope, Send

from sachstand_common.http.cache import Entry, Headers
from sachstand_common.http.forms import names_table
from sachstand_common.http.reads import not_modified_since

from ..clients.upstream import SAFE, Call, Reply, ServiceBroke, ServiceUnavailable, Upstream
from ..domain.encodings import IDENTITY, preferred
from ..domain.headers import end_to_end, forwarded, has_body, value, varies_only_by
from ..domain.routes import Route
from ..usecases.answers import Answers, make_entry
from .abandonment import Abandonment, RequestBody

LARGEST_KEPT = 2**20
NOT_KEPT = frozenset({b"date", b"server", b"x-request-id", b"traceresponse"})
OURS = frozenset({"accept-encoding", "if-none-match", "if-modified-since"})

VARYING = frozenset({b"accept-encoding", b"origin", b"authorization"})
VARYING_LISTS = VARYING | {b"accept"}  # of a list Accept chooses only tables, which pass by what is kept

_log = structlog.get_logger(__name__)


class Proxy:
    """Passes requests to the service that answers them."""

    def __init__(self, upstream: Upstream, answers: Answers, *, trusted: bool = False) -> None:
        self._upstream, self._answers, self._trusted = upstream, answers, trusted

    async def serve(self, route: Route, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. Raises ``Unavailable`` as long as nothing has been sent."""
        shared = _is_shared_read(scope)
        entry = self._answers.find(_target(scope)) if shared else None
        if entry is not None:
            await self.answer(entry, scope, send, hit=True)
            return
        try:
            body = RequestBody(receive, expected=has_body(scope["headers"]))
            async with Abandonment(receive, body):
                if shared:
                    await self._fill(route, scope, send)
                else:
                    await self._pass(self._call(route, scope, body), send)
        except ServiceBroke:
            # The connection is closed without the end of the body: the client sees that something is missing.
            _log.warning("service_broke_off", service=route.service, path=scope["path"])

    async def _pass(self, call: Call, send: Send) -> None:
        async with self._opened(call) as reply:
            await _stream(reply, reply.status, end_to_end(reply.headers), send)

    @asynccontextmanager
    async def _opened(self, call: Call) -> AsyncIterator[Reply]:
        """Open a call; whatever may have changed something voids the service's kept answers first."""
        try:
            async with self._upstream.open(call) as reply:
                self._void(call)
                yield reply
        except BaseException:
            self._void(call)
            raise

    def _void(self, call: Call) -> None:
        if call.method not in SAFE:
            self._answers.forget(call.service)

    async def _fill(self, route: Route, scope: Scope, send: Send) -> None:
        begun = self._answers.begin(route.service)
        call = self._call(route, scope, None)
        call.headers[:] = [pair for pair in call.headers if pair[0] not in OURS]
        call.headers.append(("accept-encoding", IDENTITY))
        async with self._opened(call) as reply:
            if not _may_be_kept(reply, route):
                await _stream_unless_known(reply, scope, send)
                return
            body = await _whole(reply, route.service)
        headers = tuple(pair for pair in _shared(reply.headers) if pair[0] != b"content-length")
        entry = make_entry(route.service, reply.status, headers, body)
        self._answers.keep(_target(scope), entry, begun)
        await self.answer(entry, scope, send, hit=False)

    async def answer(self, entry: Entry, scope: Scope, send: Send, *, hit: bool) -> None:
        """Answer from an entry: 304 when the client knows it, else in the coding it prefers."""
        headers = scope["headers"]
        status: tuple[bytes, bytes] = (b"cache-status", b"sachstand; hit" if hit else b"sachstand; fwd=miss")
        if _has(headers, entry.headers):
            await _send(send, 304, [*entry.headers, status], b"")
            return
        coding, body = self._answers.body(entry, preferred(value(headers, b"accept-encoding")))
        full = [*entry.headers, status, (b"content-length", b"%d" % len(body))]
        if coding != IDENTITY:
            full = [(key, _variant(key, found, coding)) for key, found in full]
            full.append((b"content-encoding", coding.encode()))
        if not any(key == b"vary" for key, _ in full):
            full.append((b"vary", b"accept-encoding"))
        await _send(send, entry.status, full, b"" if scope["method"] == "HEAD" else body)

    def _call(self, route: Route, scope: Scope, body: RequestBody | None) -> Call:
        client = scope.get("client")
        headers = forwarded(
            scope["headers"], client[0] if client else None, scope["scheme"], trusted=self._trusted
        )
        stream = body.chunks() if body is not None and not body.finished else None
        method = "GET" if body is None else scope["method"]
        return Call(route.service, method, _target(scope), headers, stream)


def _target(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    return (raw + b"?" + query if query else raw).decode("latin-1")


def _is_shared_read(scope: Scope) -> bool:
    """An anonymous read of a whole thing, not as a table: everybody gets the same."""
    return scope["method"] in ("GET", "HEAD") and not any(
        key in (b"authorization", b"range", b"cookie") or (key == b"accept" and names_table(found))
        for key, found in scope["headers"]
    )


def _may_be_kept(reply: Reply, route: Route) -> bool:
    length = value(reply.headers, b"content-length")
    control = value(reply.headers, b"cache-control") or b""
    return (
        reply.status == 200
        and length is not None
        and int(length) <= LARGEST_KEPT
        and b"no-store" not in control
        and b"no-transform" not in control
        and b"private" not in control
        and value(reply.headers, b"set-cookie") is None
        and value(reply.headers, b"content-encoding") is None
        and varies_only_by(reply.headers, VARYING_LISTS if route.tabular else VARYING)
    )


def _shared(headers: Headers | list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Leave out what belongs to one exchange only."""
    kept = end_to_end(headers)
    return [pair for pair in kept if pair[0] not in NOT_KEPT and not pair[0].startswith(b"ratelimit")]


def _text(found: bytes | None) -> str | None:
    return None if found is None else found.decode("latin-1")


def _bare(tag: str) -> str:
    tag = tag.strip().removeprefix("W/").strip('"')
    return tag.removesuffix("-zstd").removesuffix("-gzip")


def knows(if_none_match: str | None, etag: str) -> bool:
    """Does the client know this answer already, in whatever coding?"""
    if if_none_match is None:
        return False
    tags = if_none_match.split(",")
    return any(tag.strip() == "*" or _bare(tag) == _bare(etag) for tag in tags)


def _has(asked: Sequence[tuple[bytes, bytes]], answer: Sequence[tuple[bytes, bytes]]) -> bool:
    """Does the client have this answer already: by its tag, or where it sends none, by its date?"""
    given, etag = value(asked, b"if-none-match"), value(answer, b"etag")
    if given is not None:
        return etag is not None and knows(_text(given), etag.decode("latin-1"))
    since, last = value(asked, b"if-modified-since"), value(answer, b"last-modified")
    return not_modified_since(_text(since), _text(last))


def _variant(key: bytes, found: bytes, coding: str) -> bytes:
    """Tell the entity tags of coded bodies apart, as strong tags must be."""
    return found[:-1] + b"-" + coding.encode() + b'"' if key == b"etag" else found


async def _whole(reply: Reply, service: str) -> bytes:
    try:
        return b"".join([chunk async for chunk in reply.chunks()])
    except ServiceBroke as error:
        raise ServiceUnavailable(service=service) from error


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _stream_unless_known(reply: Reply, scope: Scope, send: Send) -> None:
    headers = end_to_end(reply.headers)
    if reply.status == 200 and _has(scope["headers"], headers):
        await _send(send, 304, [pair for pair in headers if pair[0] != b"content-length"], b"")
    elif scope["method"] == "HEAD":
        await _send(send, reply.status, headers, b"")
    else:
        await _stream(reply, reply.status, headers, send)


async def _stream(reply: Reply, status: int, headers: list[tuple[bytes, bytes]], send: Send) -> None:
    """Send a reply on as it arrives; the last piece of a known length ends it."""
    kept = [pair for pair in headers if pair[0] not in (b"date", b"server")]
    await send({"type": "http.response.start", "status": status, "headers": kept})
    left = int(value(headers, b"content-length") or -1)
    async for chunk in reply.chunks():
        left -= len(chunk)
        await send({"type": "http.response.body", "body": chunk, "more_body": left != 0})
        if left == 0:
            return
    await send({"type": "http.response.body", "body": b""})
