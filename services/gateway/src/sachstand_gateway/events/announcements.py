"""What makes kept answers forgotten: any change that any service announces."""

import asyncio

import structlog
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from sachstand_common.messaging.connection import Connection, Denials, Lost, open_connection

from ..usecases.answers import Answers

_PAUSE = 0.5
_log = structlog.get_logger(__name__)


class Announcements:
    """Hears the internal subjects without a consumer: what was missed is made good by forgetting all."""

    def __init__(self, nats_url: str, subject_root: str, answers: Answers) -> None:
        self._url, self._root, self._answers = nats_url, subject_root, answers
        self.heard = False
        self.denials = Denials()
        self._connection: Connection | None = None

    async def reach(self) -> bool:
        """Whether NATS is heard and answers at this moment; a server that hangs is noticed by asking it."""
        return self.heard and self._connection is not None and await self._connection.answers()

    async def run(self) -> None:
        """Hear for ever; while the connection is lost nothing is kept."""
        while True:
            try:
                await self._hear()
            except (NatsError, OSError, TimeoutError) as lost:
                _log.info("announcements_lost", error=str(lost))
            await asyncio.sleep(_PAUSE)

    async def _hear(self) -> None:
        connection = await open_connection(self._url, "sachstand-gateway", "gateway", self.denials)
        self._connection = connection
        connection.on_loss(self._lose)
        try:
            await connection.client.subscribe(f"{self._root}.internal.>", cb=self._announce)
            await connection.client.flush()
            if not connection.alive:
                raise Lost("NATS does not let the gateway hear")
            self._answers.hear()
            self.heard = True
            await connection.closed.wait()
        finally:
            self._lose()
            await connection.close()

    def _lose(self) -> None:
        self.heard = False
        self._answers.lose()

    async def _announce(self, message: Msg) -> None:
        self._answers.forget(message.subject[len(self._root) + 1 :].split(".")[1])
