"""Room in the streams: they refuse new events when they are full, so somebody must know before."""

import time

import structlog
from nats.js import JetStreamContext

from . import metrics
from .names import stream_name
from .streams import declaration

_log = structlog.get_logger(__name__)
_EVERY_SECONDS = 30.0


def is_alarming(taken: int, room: int) -> bool:
    """Whether so much of the room is taken that an operator should make more."""
    return room > 0 and taken / room >= float(declaration()["alarm_fill"])


class StreamWatch:
    """Looks at the streams now and then, while there is nothing to tell."""

    def __init__(self, js: JetStreamContext, root: str) -> None:
        self._js = js
        self._root = root
        self._next = 0.0

    async def look(self) -> None:
        """Measure the streams, every half minute at most; a nearly full one is an error in the log."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY_SECONDS
        for declared in declaration()["streams"]:
            name = stream_name(self._root, declared["name"])
            info = await self._js.stream_info(name)
            taken, room = info.state.bytes, info.config.max_bytes or 0
            metrics.FILL.labels(name).set(taken / room if room > 0 else 0.0)
            if is_alarming(taken, room):
                _log.error("stream_nearly_full", stream=name, bytes=taken, max_bytes=room)
