"""Reading another OParl server: only http and https, only its own origin, bounded and patient."""

import asyncio
import ipaddress
import socket
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies

import httpx

from ..errors import RuleViolated
from .repairs import NotJson, decoded

LARGEST = 32 * 2**20
"""Bytes of one answer."""
TRIES = 5
PAUSE = 0.5
"""Seconds before the second try; each further pause is twice as long."""
LONGEST_PAUSE = 60.0
REDIRECTS = 5
_PASSING = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_AGENT = "Sachstand OParl mirror"


class SourceRefused(RuleViolated):
    """The mirror does not read this address."""


class SourceFailed(RuleViolated):
    """The source does not answer as an OParl server."""


class NothingThere(SourceFailed):
    """There is nothing at this address (404, 410)."""


class Upstream:
    """The server of one origin; links that it prints with another scheme are read from its own."""

    def __init__(self, url: str, *, private: bool) -> None:
        self.check(url)
        self._origin = urlsplit(url)
        self._private = private
        limits = httpx.Limits(max_connections=2, max_keepalive_connections=2)
        timeout = httpx.Timeout(30.0, connect=10.0)
        agent = {"User-Agent": _AGENT, "Accept": "application/json"}
        self._client = httpx.AsyncClient(limits=limits, timeout=timeout, headers=agent)

    @staticmethod
    def check(url: str) -> None:
        """Whether a source can lie there at all: http or https, no user name; raises `SourceRefused`."""
        try:
            parts = urlsplit(url)
            fit = parts.scheme in _PORTS and parts.hostname and "@" not in parts.netloc and parts.port != 0
        except ValueError:
            fit = False
        if not fit:
            raise SourceRefused(url=url[:300], because="not_http")

    async def __aenter__(self) -> "Upstream":
        await self._check_address()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    def within(self, link: str) -> str:
        """A link of this server as a whole address; raises `SourceRefused` where it leads elsewhere."""
        try:
            parts = urlsplit(urljoin(self._origin.geturl(), link))
            same = parts.scheme in _PORTS and parts.hostname == self._origin.hostname
            same = same and _plain_port(parts) == _plain_port(self._origin)
        except ValueError:
            same = False
        if not same:
            raise SourceRefused(url=link[:300], because="other_origin")
        return urlunsplit((self._origin.scheme, self._origin.netloc, parts.path, parts.query, ""))

    async def json(self, link: str) -> Any:
        """What stands at an address, tried again while the source falters.

        Raises:
            SourceRefused: it lies elsewhere, or is too large.
            NothingThere: there is nothing.
            SourceFailed: it did not answer in any of the tries, or not with JSON.
        """
        data = await self.data(link, LARGEST)
        try:
            return decoded(data)
        except NotJson as error:
            raise SourceFailed(url=link[:300], because="not_json") from error

    async def data(self, link: str, most: int) -> bytes:
        """The bytes at an address, like `json`."""
        url, because = self.within(link), ""
        for number in range(TRIES):
            pause = PAUSE * 2**number
            try:
                status, headers, data = await self._moved_to_the_end(url, most)
            except httpx.HTTPError as error:
                because = type(error).__name__
            else:
                if status == 200:
                    return data
                if status in (404, 410):
                    raise NothingThere(url=url, status=status)
                because = f"http_{status}"
                if status not in _PASSING:
                    break
                pause = _asked_to_wait(headers) or pause
            if number + 1 < TRIES:
                await asyncio.sleep(min(pause, LONGEST_PAUSE))
        raise SourceFailed(url=url, because=because)

    async def _moved_to_the_end(self, url: str, most: int) -> tuple[int, httpx.Headers, bytes]:
        for _ in range(REDIRECTS):
            status, headers, data = await self._get(url, most)
            if status not in _MOVED or "location" not in headers:
                return status, headers, data
            url = self.within(urljoin(url, headers["location"]))
        raise SourceFailed(url=url, because="too_many_redirects")

    async def _get(self, url: str, most: int) -> tuple[int, httpx.Headers, bytes]:
        async with self._client.stream("GET", url, follow_redirects=False) as answer:
            self._check_peer(answer)
            data = bytearray()
            async for piece in answer.aiter_bytes():
                data += piece
                if len(data) > most:
                    raise SourceRefused(url=url, because="too_large")
            return answer.status_code, answer.headers, bytes(data)

    async def _check_address(self) -> None:
        """No address of the house itself: nobody reads our own network through the mirror."""
        if self._private:
            return
        host, port = str(self._origin.hostname), _PORTS.get(self._origin.scheme)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise SourceFailed(url=self._origin.geturl(), because="unknown_host") from error
        for *_, address in found:
            self._check_ip(str(address[0]))

    def _check_peer(self, answer: httpx.Response) -> None:
        """Whom the connection reached, lest a name lead elsewhere the second time it is looked up."""
        stream = answer.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        if peer and not self._private and not getproxies():  # the peer of a proxy's client is the proxy
            self._check_ip(str(peer[0]))

    def _check_ip(self, address: str) -> None:
        if not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise SourceRefused(url=self._origin.geturl(), because="private_address")


def with_query(url: str, **more: str) -> str:
    """The address with parameters that it does not name yet."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    named = {name for name, _ in query}
    added = [(name, value) for name, value in more.items() if name not in named]
    return urlunsplit(parts._replace(query=urlencode([*query, *added]))) if added else url


def _plain_port(parts: Any) -> int | None:
    """The port, where it is not the usual one of either scheme."""
    return None if parts.port in (None, *_PORTS.values()) else int(parts.port)


def _asked_to_wait(headers: httpx.Headers) -> float | None:
    said = headers.get("retry-after", "")
    return float(said) if said.isdigit() else None
