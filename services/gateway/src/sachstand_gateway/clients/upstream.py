"""The services behind the gateway, as the proxy sees them: a call in, a streamed reply out.

aiohttp's client stands behind this small protocol, because it costs a fifth of httpx's. It repeats a
request by itself only when the request is idempotent, its body is not spent and a kept-alive connection had
just been closed.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

import aiohttp
from yarl import URL

from sachstand_common.errors import Unavailable
from sachstand_common.observability.tracing import outgoing_headers

POOL_IDLE = 30.0  # seconds; the services keep connections for 75
CONNECT_TIMEOUT = 3.0
READ_PATIENCE = 8.0  # seconds until the answer to a read begins, beyond the time it asks to wait
SILENCE = 60.0  # seconds until the answer to a write begins, and between two pieces of any answer
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_WAIT = 30
_WAIT = re.compile(r"[?&]wait=([0-9]{1,4})(?:&|$)")
_CLIENTS_BUSINESS = frozenset({"User-Agent", "Accept", "Accept-Encoding", "Content-Type"})


class ServiceUnavailable(Unavailable):
    """The service that answers this is not available for the moment."""

    code = "service_unavailable"


class ServiceTimedOut(Unavailable):
    """The service that answers this did not do so in time."""

    code = "service_timed_out"


class OutcomeUnknown(Unavailable):
    """The service did not answer; whether the change was made is not known: look before you repeat it."""

    code = "outcome_unknown"


class ServiceBroke(Exception):
    """The service broke off in the middle of its reply."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a service; ``target`` is the raw path with the query."""

    service: str
    method: str
    target: str
    headers: list[tuple[str, str]]
    body: AsyncIterator[bytes] | None = None


class Reply(Protocol):
    """What came back; header names are lower case."""

    status: int
    headers: list[tuple[bytes, bytes]]

    def chunks(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives. Raises ``ServiceBroke``."""
        ...


class Upstream(Protocol):
    """Sends calls to services."""

    def open(self, call: Call) -> AbstractAsyncContextManager[Reply]:
        """Send a call. Raises ``ServiceUnavailable``, ``ServiceTimedOut`` or ``OutcomeUnknown``."""
        ...


class _AiohttpReply:
    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.status = response.status
        self.headers = [(key.lower(), value) for key, value in response.raw_headers]
        self._content = response.content

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._content.iter_any():
                yield chunk
        except (aiohttp.ClientError, TimeoutError) as error:
            raise ServiceBroke from error


class AiohttpUpstream:
    """Services at their base URLs, over one pool of connections."""

    def __init__(self, bases: Mapping[str, str]) -> None:
        self._bases = {name: base.rstrip("/") for name, base in bases.items()}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "AiohttpUpstream":
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=POOL_IDLE),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT, sock_read=SILENCE),
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=_CLIENTS_BUSINESS,
            auto_decompress=False,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    @asynccontextmanager
    async def open(self, call: Call) -> AsyncIterator[Reply]:
        """Send a call and hold the reply open until the caller is done with it."""
        response = await self._send(call)
        try:
            yield _AiohttpReply(response)
        finally:
            if response.content.at_eof():
                response.release()
            else:
                response.close()

    async def _send(self, call: Call) -> aiohttp.ClientResponse:
        if self._session is None:
            raise ServiceUnavailable(service=call.service)
        url = URL(self._bases[call.service] + call.target, encoded=True)
        headers = [pair for pair in call.headers if pair[0] != "traceparent"] + [*outgoing_headers().items()]
        try:
            async with asyncio.timeout(patience(call)) as limit:
                body = _moving(call.body, limit) if call.body is not None else None
                return await self._session.request(
                    call.method, url, headers=headers, data=body, allow_redirects=False
                )
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise ServiceUnavailable(service=call.service) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            if call.method not in SAFE:
                raise OutcomeUnknown(service=call.service) from error
            late = isinstance(error, TimeoutError)
            raise (ServiceTimedOut if late else ServiceUnavailable)(service=call.service) from error


def patience(call: Call) -> float:
    """How many seconds may pass until the answer to a call begins, or the next piece of its body is taken.

    A read is answered soon, or later by the time it asks to wait for something new (a long poll).
    """
    if call.method not in SAFE:
        return SILENCE
    wait = _WAIT.search(call.target)
    return READ_PATIENCE + min(int(wait[1]) if wait else 0, _LONGEST_WAIT)


async def _moving(body: AsyncIterator[bytes], limit: asyncio.Timeout) -> AsyncIterator[bytes]:
    """The body, each piece of which gives the answer more time: an upload may last as long as it moves."""
    loop = asyncio.get_running_loop()
    async for piece in body:
        with suppress(RuntimeError):  # the answer has begun before the end of the body
            limit.reschedule(loop.time() + SILENCE)
        yield piece
