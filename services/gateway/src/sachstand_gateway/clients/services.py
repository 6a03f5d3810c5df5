"""What the gateway itself asks the services: JSON, and lists to their end."""

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from sachstand_common.errors import NotFound

from ..domain.headers import value
from .upstream import Call, ServiceBroke, ServiceUnavailable, Upstream

PAGE = 200
Reading = tuple[int, bytes]
"""Status and body of an answer."""
_ACCEPT = [("accept", "application/json"), ("accept-encoding", "identity")]


class Services:
    """Reads of the services: what the public can know, or whoever's `token` is handed on."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    async def json(
        self, service: str, path: str, query: Mapping[str, str] | None = None, token: str | None = None
    ) -> Any:
        """Read one JSON document. Raises ``ServiceUnavailable``, or ``NotFound`` for any refusal."""
        status, body = await self.read(service, path + (f"?{urlencode(query)}" if query else ""), token)
        if status >= 500:
            raise ServiceUnavailable(service=service, status=status)
        if status != 200:
            raise NotFound(service=service, path=path, status=status)
        try:
            return json.loads(body)
        except ValueError as error:
            raise ServiceUnavailable(service=service) from error

    async def all(self, service: str, path: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
        """Read a list to its end."""
        found: list[dict[str, Any]] = []
        async for page in self.pages(service, path, query):
            found.extend(page)
        return found

    async def read(self, service: str, target: str, token: str | None = None) -> Reading:
        """Read whatever is there: status and body. Raises ``ServiceUnavailable``."""
        headers = [*_ACCEPT, *([("authorization", token)] if token else [])]
        try:
            async with self._upstream.open(Call(service, "GET", target, headers)) as reply:
                return reply.status, b"".join([chunk async for chunk in reply.chunks()])
        except ServiceBroke as error:
            raise ServiceUnavailable(service=service) from error

    async def send(
        self, service: str, target: str, body: bytes, headers: Iterable[tuple[str, str]]
    ) -> Reading:
        """Post a JSON document: status and body of the answer. Raises ``Unavailable``."""

        async def whole() -> AsyncIterator[bytes]:
            yield body

        sent = [*_ACCEPT, ("content-type", "application/json"), *headers]
        try:
            async with self._upstream.open(Call(service, "POST", target, sent, whole())) as reply:
                return reply.status, b"".join([chunk async for chunk in reply.chunks()])
        except ServiceBroke as error:
            raise ServiceUnavailable(service=service) from error

    async def position(self, service: str, path: str) -> int:
        """Read how far a service's public journal has come, from the header that its lists carry."""
        call = Call(service, "GET", f"{path}?limit=1", list(_ACCEPT))
        async with self._upstream.open(call) as reply:
            found = value(reply.headers, b"x-event-position")
        if found is None:
            raise ServiceUnavailable(service=service)
        return int(found)

    async def pages(
        self, service: str, path: str, query: Mapping[str, str]
    ) -> AsyncIterator[list[dict[str, Any]]]:
        """Yield the pages of a list, following ``links.next``."""
        target: str | None = f"{path}?{urlencode({**query, 'limit': str(PAGE)})}"
        while target is not None:
            page = await self.json(service, target)
            yield page["data"]
            target = page.get("links", {}).get("next")
