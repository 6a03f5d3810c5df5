"""The consumer of one service: takes events from NATS and acknowledges what its database has committed."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

from ..contracts.base import noun_filter
from ..journal.works import Works
from ..waiting import came
from .connection import Connection, Denials, open_connection
from .deadletters import Replayer
from .handlers import Handlers
from .inbox import Inbox
from .intake import Intake
from .names import durable_name, stream_name
from .pull import Pull
from .streams import StreamsMissing

_log = structlog.get_logger(__name__)
_ACK_SECONDS = 5.0
_UNUSED_SECONDS = 14 * 86_400
_LONGEST_PAUSE = 1.0


@dataclass(frozen=True)
class ConsumerStatus:
    """Whether events are coming in, and how many subjects wait too long for a version in between."""

    connected: bool
    gaps: int
    error: str | None
    denied: bool = False


class Consumer:
    """One durable consumer per service over all nouns it listens to, so that their order is kept.

    With a new noun a new durable starts at the beginning of the stream, and the version guard drops what
    was applied before.
    """

    def __init__(
        self, nats_url: str, service: str, subject_root: str, handlers: Handlers, works: Works
    ) -> None:
        self._nats_url = nats_url
        self._service = service
        self._root = subject_root
        self._filters = sorted(noun_filter(subject_root, "internal", *n) for n in handlers.subscriptions())
        self.durable = durable_name(service, (f"{n.service}.{n.noun}" for n in handlers.subscriptions()))
        self._denials = Denials()
        inbox = Inbox(service, handlers, works)
        self.intake = Intake(inbox, handlers, f"{subject_root}.dlq.{service}")
        self._replayer = Replayer(service, handlers, works)
        self._stopping = asyncio.Event()
        self._pull: Pull | None = None
        self._unanswered: list[str] = []
        self._connected = False
        self._error: str | None = None

    def stop(self) -> None:
        """End `run` after the event under way; what was fetched and not taken is given back."""
        self._stopping.set()
        self.intake.stopping = True
        if self._pull is not None:
            self._pull.interrupt()

    async def status(self) -> ConsumerStatus:
        """What is known without asking anybody."""
        return ConsumerStatus(self._connected, self.intake.gaps, self._error, self._denials.recent)

    async def run(self) -> None:
        """Take events until `stop`; every fault is logged, waited out and tried again."""
        replaying = asyncio.create_task(self._replayer.run(self._stopping))
        pause = 0.05
        try:
            while not self._stopping.is_set():
                try:
                    await self._consume_over_one_connection()
                    pause = 0.05
                except Exception as error:
                    calm = self._connected and not self._denials.recent
                    pause = 0.05 if calm else min(2 * pause, _LONGEST_PAUSE)
                    self._failed(error)
                    await self._rest(pause)
        finally:
            self._stopping.set()
            await replaying

    async def _consume_over_one_connection(self) -> None:
        self._connected = False
        connection = await open_connection(self._nats_url, "sachstand-consumer", self._service, self._denials)
        try:
            stream = stream_name(self._root, "INTERNAL")
            await self._ensure_durable(connection, stream)
            await self._give_back(connection)
            async with Pull(connection, stream, self.durable) as self._pull:
                self._connected, self._error = True, None
                while not self._stopping.is_set():
                    await self._take(connection, await self._pull.messages())
        finally:
            self._pull = None
            await connection.close()

    async def _give_back(self, connection: Connection) -> None:
        """Ask at once for what a lost connection left unanswered, not when the server's patience ends."""
        unanswered, self._unanswered = self._unanswered, []
        for reply in unanswered:
            await connection.client.publish(reply, Msg.Ack.Nak)

    async def _ensure_durable(self, connection: Connection, stream: str) -> None:
        """Create the durable, or bring an existing one to this configuration."""
        config = ConsumerConfig(
            name=self.durable,
            durable_name=self.durable,
            description=f"Events for {self._service}",
            deliver_policy=DeliverPolicy.ALL,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=_ACK_SECONDS,
            max_deliver=-1,
            max_ack_pending=2_000,
            filter_subjects=self._filters,
            inactive_threshold=_UNUSED_SECONDS,
        )
        try:
            await connection.client.jetstream().add_consumer(stream, config)
        except NotFoundError as error:
            raise StreamsMissing(f"the stream {stream} was not created") from error

    async def _take(self, connection: Connection, messages: Sequence[Msg]) -> None:
        """Take what arrived; while that lasts the server is told that it is being worked on."""
        if not messages:
            return
        waiting = list(messages)
        alive = asyncio.create_task(_keep_alive(waiting))
        try:
            await self.intake.take(connection.client.jetstream(), waiting)
        finally:
            alive.cancel()
            await asyncio.gather(alive, return_exceptions=True)
            self._unanswered = [message.reply for message in waiting]

    async def _rest(self, seconds: float) -> None:
        await came(self._stopping, seconds)

    def _failed(self, error: Exception) -> None:
        text = str(error) or repr(error)
        if text != self._error:
            _log.warning("consumer_interrupted", service=self._service, error=text)
        self._error = text


async def _keep_alive(waiting: list[Msg]) -> None:
    """Ask the server for patience with everything that is still waiting."""
    while True:
        await asyncio.sleep(_ACK_SECONDS / 3)
        for message in tuple(waiting):
            with contextlib.suppress(NatsError):
                await message.in_progress()
