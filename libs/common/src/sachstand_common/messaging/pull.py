"""Reading a pull consumer without waiting for a batch to fill.

The library's own `fetch(100)` returns only when the batch is full or its time is over; here the same
request is left open, every message is handed on as it arrives, and a missing heartbeat is noticed.
"""

import asyncio
import contextlib
import json
from collections import deque
from types import TracebackType
from typing import Self

from nats.aio.msg import Msg
from nats.aio.subscription import Subscription

from ..waiting import came
from .connection import Connection, Lost

_BATCH = 100
_EXPIRES = 30.0
_HEARTBEAT = 5.0
_SECOND = 1_000_000_000
_ENDED = {"404", "408", "409"}


class ConsumerGone(ConnectionError):
    """The consumer was deleted, or the stream is not there: it must be made anew, not asked again at once."""


class Pull:
    """An open request to one pull consumer."""

    def __init__(self, connection: Connection, stream: str, consumer: str) -> None:
        self._connection = connection
        self._next = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"
        self._inbox = connection.client.new_inbox()
        self._subscription: Subscription | None = None
        self._arrived: deque[Msg] = deque()
        self._signal = asyncio.Event()
        self._outstanding = 0
        self._ended = False
        self._gone: str | None = None

    async def __aenter__(self) -> Self:
        self._subscription = await self._connection.client.subscribe(self._inbox, cb=self._receive)
        self._connection.on_loss(self._signal.set)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._subscription is not None and self._connection.alive:
            with contextlib.suppress(Exception):
                await self._subscription.unsubscribe()

    async def _receive(self, message: Msg) -> None:
        status = (message.headers or {}).get("Status") if not message.data else None
        if status is None:
            self._arrived.append(message)
            self._outstanding -= 1
        elif status in _ENDED:
            description = (message.headers or {}).get("Description", "")
            self._ended = True
            if status == "409" and "deleted" in description.lower():
                self._gone = description
        elif status != "100":
            self._gone = f"status {status}"
        self._signal.set()

    def interrupt(self) -> None:
        """Let a waiting `messages` return with nothing."""
        self._signal.set()

    async def _request(self) -> None:
        self._outstanding, self._ended = _BATCH, False
        request = {
            "batch": _BATCH,
            "expires": int(_EXPIRES * _SECOND),
            "idle_heartbeat": int(_HEARTBEAT * _SECOND),
        }
        await self._connection.client.publish(self._next, json.dumps(request).encode(), self._inbox)

    async def messages(self) -> list[Msg]:
        """Everything that has arrived, at least one message unless interrupted.

        Raises:
            Lost: the connection broke, or the server fell silent.
            ConsumerGone: there is no such consumer (any more).
        """
        if not self._arrived and (self._outstanding <= 0 or self._ended):
            await self._request()
        if not self._arrived:
            await self._wait()
        found = list(self._arrived)
        self._arrived.clear()
        return found

    async def _wait(self) -> None:
        self._signal.clear()
        if not await came(self._signal, 2 * _HEARTBEAT + 1):
            raise Lost("no heartbeat from the consumer")
        if not self._connection.alive:
            raise Lost("the connection broke")
        if self._gone is not None:
            raise ConsumerGone(self._gone)
