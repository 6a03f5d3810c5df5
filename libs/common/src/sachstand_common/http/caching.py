"""The response cache in front of a service: pure ASGI, before any routing."""

import gzip
from collections.abc import Iterable

import zstandard
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .cache import Entry, Headers, ResponseCache
from .forms import names_table
from .reads import CACHEABLE, not_modified, not_modified_since

_SMALL = 1024
_ZSTD = zstandard.ZstdCompressor(level=3)
_PAST = frozenset({b"authorization", b"range"})  # asks for more than everybody gets, or for less
_CONDITIONS = frozenset({b"if-none-match", b"if-modified-since"})


class CacheMiddleware:
    """Answers anonymous GETs from the cache, fills it, and speaks 304 and compression for it."""

    def __init__(self, app: ASGIApp, cache: ResponseCache, scopes: Iterable[str]) -> None:
        self._app = app
        self._cache = cache
        self._scopes = frozenset(scopes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        name = _first_two(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if name not in self._scopes or any(
            key in _PAST or (key == b"accept" and names_table(value)) for key, value in scope["headers"]
        ):
            await self._app(scope, receive, send)
            return
        key = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        entry = self._cache.get(key)
        if entry is None:
            await self._fill(key, str(name), scope, receive, send)
        else:
            scope["route"] = entry.route
            await self._answer(entry, scope, send)

    async def _fill(self, key: str, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        begun = self._cache.generation(name)
        plain = [pair for pair in scope["headers"] if pair[0] not in _CONDITIONS]
        inner = {**scope, "headers": plain}
        held: list[Message] = []
        answered = False

        async def capture(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                held.append(message)
            elif held and held[0]["status"] == 200:
                start = held.pop()
                entry = _entry(name, start, message["body"], inner.get("route"))
                whole = bool(inner.get(CACHEABLE)) and not message.get("more_body")
                answered = whole or _is_wanted(entry, scope)
                if whole:
                    self._cache.put(key, entry, begun)
                if answered:
                    await self._answer(entry, scope, send)
                else:
                    await send(start)
                    await send(message)
            elif not answered:
                if held:
                    await send(held.pop())
                await send(message)

        try:
            await self._app(inner, receive, capture)
        finally:
            scope["route"] = inner.get("route")  # for the log, also of what is refused

    async def _answer(self, entry: Entry, scope: Scope, send: Send) -> None:
        if _is_wanted(entry, scope):
            headers = [pair for pair in _headers(entry, entry.etag) if pair[0] != b"content-type"]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        body, encoding = self._encoded(entry, _header(scope, b"accept-encoding"))
        etag = f'{entry.etag[:-1]}-{encoding}"' if encoding else entry.etag
        headers = [*_headers(entry, etag), (b"content-length", str(len(body)).encode())]
        if encoding:
            headers.append((b"content-encoding", encoding.encode()))
        await send({"type": "http.response.start", "status": entry.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _encoded(self, entry: Entry, accepted: bytes) -> tuple[bytes, str]:
        encoding = "zstd" if b"zstd" in accepted else "gzip" if b"gzip" in accepted else ""
        if not encoding or len(entry.body) < _SMALL:
            return entry.body, ""
        if encoding not in entry.encoded:
            compress = _ZSTD.compress if encoding == "zstd" else gzip.compress
            self._cache.encode(entry, encoding, compress(entry.body))
        return entry.encoded[encoding], encoding


def _first_two(path: str) -> str:
    return "/".join(path.split("/", 3)[:3])


def _header(scope: Scope, wanted: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == wanted), b"")


def _is_wanted(entry: Entry, scope: Scope) -> bool:
    """Whether the reader has this already (If-None-Match, else If-Modified-Since)."""
    given = _header(scope, b"if-none-match").decode("latin-1")
    if not given:
        last = next((value for key, value in entry.headers if key == b"last-modified"), b"")
        since = _header(scope, b"if-modified-since")
        return bool(since) and not_modified_since(since.decode("latin-1"), last.decode("latin-1"))
    bare = entry.etag[:-1]
    return any(not_modified(given, tag) for tag in (entry.etag, f'{bare}-zstd"', f'{bare}-gzip"'))


def _entry(name: str, start: Message, body: bytes, route: object) -> Entry:
    headers: Headers = tuple(pair for pair in start["headers"] if pair[0] not in (b"content-length", b"etag"))
    etag = next((value.decode("latin-1") for key, value in start["headers"] if key == b"etag"), '""')
    return Entry(name, start["status"], headers, body, etag, route)


def _headers(entry: Entry, etag: str) -> list[tuple[bytes, bytes]]:
    return [*entry.headers, (b"etag", etag.encode("latin-1"))]
