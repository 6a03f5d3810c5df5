"""Following a stream from a point or from now, across restarts of the server and a rebuilt stream."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass

import structlog
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

from ..contracts.base import Audience
from .cloudevents import CloudEvent, parse_told
from .connection import Connection, Denials, open_connection
from .names import stream_name
from .pull import Pull
from .streams import StreamsMissing

_log = structlog.get_logger(__name__)
_LONGEST_PAUSE = 1.0
_UNUSED_SECONDS = 60.0


@dataclass(frozen=True)
class Told:
    """One event as the stream holds it; `sequence` means nothing once the stream was rebuilt."""

    sequence: int
    subject: str
    raw: bytes
    event: CloudEvent


class Tail:
    """An endless reader of one stream: a pull consumer, made anew from the last sequence after every loss.

    After a rebuilt stream events may come twice; who needs each once compares the positions of the services.
    """

    def __init__(
        self, nats_url: str, subject_root: str, audience: Audience = "public", owner: str = "operator"
    ) -> None:
        self._nats_url = nats_url
        self._owner = owner
        self.denials = Denials()
        self._stream = stream_name(subject_root, "PUBLIC" if audience == "public" else "INTERNAL")
        self._last: int | None = None
        self._born: object = None
        self.connected = asyncio.Event()

    async def events(self, *, after: int | None = None) -> AsyncGenerator[Told, None]:
        """Events after a stream sequence (0: from the start); None means from now on."""
        self._last = after
        pause = 0.05
        while True:
            try:
                connection = await open_connection(
                    self._nats_url, "sachstand-tail", self._owner, self.denials
                )
                try:
                    async for told in self._follow(connection):
                        pause = 0.05
                        yield told
                finally:
                    self.connected.clear()
                    await connection.close()
            except (NatsError, OSError, TimeoutError, StreamsMissing) as error:
                _log.info("tail_interrupted", stream=self._stream, error=str(error) or repr(error))
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _follow(self, connection: Connection) -> AsyncIterator[Told]:
        name = await self._make_consumer(connection)
        async with Pull(connection, self._stream, name) as pull:
            self.connected.set()
            while True:
                for message in await pull.messages():
                    told = _told(message)
                    self._last = message.metadata.sequence.stream
                    if told is not None:
                        yield told

    async def _make_consumer(self, connection: Connection) -> str:
        """An ephemeral consumer behind the last sequence; a younger stream is read from its start."""
        js = connection.client.jetstream()
        try:
            info = await js.stream_info(self._stream)
        except NotFoundError as error:
            raise StreamsMissing(f"the stream {self._stream} was not created") from error
        if self._last is None:
            self._last = info.state.last_seq
        if self._last > info.state.last_seq or (self._born is not None and self._born != info.created):
            self._last = 0
        self._born = info.created
        config = ConsumerConfig(
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=self._last + 1,
            ack_policy=AckPolicy.NONE,
            inactive_threshold=_UNUSED_SECONDS,
            mem_storage=True,
        )
        return (await js.add_consumer(self._stream, config)).name


def _told(message: Msg) -> Told | None:
    try:
        event = parse_told(message.data, message.subject)
    except ValueError:
        _log.warning("tail_skipped_unreadable", subject=message.subject)
        return None
    return Told(message.metadata.sequence.stream, message.subject, message.data, event)
