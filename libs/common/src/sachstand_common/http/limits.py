"""How much one client may send and ask. Pure ASGI."""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..errors import Malformed, TooLarge, TooManyRequests, Unauthenticated

_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})
_WINDOW = 60
_MOST_CLIENTS = 10_000
_UNLIMITED = ("/livez", "/readyz", "/metrics")


class BodyTooLarge(TooLarge):
    """The request body is larger than accepted."""


class RateLimited(TooManyRequests):
    """Too many requests in a short time."""


class BodyLimit:
    """ASGI middleware: no more than `limit` bytes, by Content-Length or as they come; `larger` by path."""

    def __init__(self, app: ASGIApp, limit: int, larger: Mapping[str, int] | None = None) -> None:
        self.app = app
        self.limit = limit
        self.larger = tuple((larger or {}).items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes; raises BodyTooLarge as soon as it is known."""
        if scope["type"] != "http" or scope["method"] in _WITHOUT_BODY:
            await self.app(scope, receive, send)
            return
        limit = next((size for path, size in self.larger if scope["path"].startswith(path)), self.limit)
        if _announced(scope) > limit:
            raise BodyTooLarge(limit=limit)
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise BodyTooLarge(limit=limit)
            return message

        await self.app(scope, counted, send)


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            if not value.isdigit():
                raise Malformed("Content-Length is not a number.")
            return int(value[:20])
    return 0


class RateLimit:
    """ASGI middleware: so many anonymous requests per minute and client, as a bucket that refills evenly.

    Who brings a valid token is not counted; who brings an invalid one is. The client is the address, for
    IPv6 its /64 network. Says what is left in RateLimit headers (draft-ietf-httpapi-ratelimit-headers).
    """

    def __init__(self, app: ASGIApp, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self.app = app
        self.room = per_minute
        self.now = now
        self.policy = (b"ratelimit-policy", f'"anonymous";q={per_minute};w={_WINDOW}'.encode())
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one from the client's bucket; raises RateLimited when it is empty."""
        if scope["type"] != "http" or scope["path"] in _UNLIMITED:
            await self.app(scope, receive, send)
            return
        client = client_of((scope.get("client") or ("unknown",))[0])
        if any(name == b"authorization" for name, _ in scope["headers"]):
            try:
                await self.app(scope, receive, send)
            except Unauthenticated:
                self._take(client)
                raise
            return
        left = self._take(client)
        state = (b"ratelimit", f'"anonymous";r={int(left)};t={self._until_full(left)}'.encode())

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), self.policy, state]
            await send(message)

        await self.app(scope, receive, told)

    def _take(self, client: str) -> float:
        now = self.now()
        left, since = self._buckets.pop(client, (float(self.room), now))
        left = min(self.room, left + (now - since) * self.room / _WINDOW)
        self._buckets[client] = (max(0.0, left - 1) if left >= 1 else left, now)
        if len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if left < 1:
            raise RateLimited(limit=self.room, retry_after=ceil((1 - left) * _WINDOW / self.room))
        return left - 1

    def _until_full(self, left: float) -> int:
        return ceil((self.room - left) * _WINDOW / self.room)


@lru_cache(maxsize=_MOST_CLIENTS)
def client_of(address_text: str) -> str:
    """Who is counted as one: an IPv4 address, or an IPv6 /64, which one household has to itself."""
    try:
        address = ip_address(address_text)
    except ValueError:
        return address_text
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)
