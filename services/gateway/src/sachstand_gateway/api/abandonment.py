"""Noticing that a client has gone away in the middle of an exchange."""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType

from starlette.types import Receive

PATIENCE = 0.25  # seconds; most exchanges are over by then and cost no watcher


class ClientGone(Exception):
    """The client closed the connection before its request was complete."""


class RequestBody:
    """The body of a request, as it arrives."""

    def __init__(self, receive: Receive, *, expected: bool) -> None:
        self._receive = receive
        self.finished = not expected

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield what arrives. Raises ``ClientGone``."""
        while not self.finished:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            self.finished = not message.get("more_body", False)
            if body := message.get("body"):
                yield body


class Abandonment:
    """Ends what is inside when the client goes away: ``async with Abandonment(receive, body)``.

    Only what lasts longer than ``PATIENCE`` is watched, and only once the request has been read to its end.
    """

    def __init__(self, receive: Receive, body: RequestBody) -> None:
        self._receive, self._body = receive, body
        self._watcher: asyncio.Task[None] | None = None
        self._gone = False

    async def __aenter__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        self._timer = self._loop.call_later(PATIENCE, self._start)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._timer.cancel()
        if self._watcher is not None:
            self._watcher.cancel()
        if self._gone and isinstance(error, asyncio.CancelledError) and self._task is not None:
            self._task.uncancel()
            return True
        return isinstance(error, ClientGone)

    def _start(self) -> None:
        if self._body.finished:
            self._watcher = self._loop.create_task(self._watch())
        else:
            self._timer = self._loop.call_later(PATIENCE, self._start)

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if self._task is not None:
            self._gone = True
            self._task.cancel()
