"""A connection to NATS that says when it is lost instead of waiting silently.

The client library would stop trying for ever after sixty attempts, buffer what it cannot send, and never
resolve the futures of a lost connection. So a connection of ours lives once: when it breaks it is closed,
everybody waiting on it is told, and its owner opens a fresh one.
"""

import asyncio
import contextlib
import re
import time
from collections.abc import Callable

import structlog
from nats.aio.client import Client
from nats.errors import Error as NatsError

from .names import inbox_prefix

_log = structlog.get_logger(__name__)
_CONNECT_TIMEOUT = 2
_PING_SECONDS = 5
_ANSWER_SECONDS = 1
_DENIED = re.compile(r'permissions violation for (?P<what>\w+) to "(?P<subject>[^"]*)"', re.IGNORECASE)


class Denials:
    """Whether NATS refused a user something lately.

    What is refused once is refused again until somebody changes the rights, so it counts as going on for a
    while, and is logged once in that time.
    """

    WHILE_SECONDS = 60.0

    def __init__(self) -> None:
        self._last: float | None = None
        self._said: dict[str, float] = {}

    @property
    def recent(self) -> bool:
        """Whether something was refused in the last minute."""
        return self._last is not None and time.monotonic() - self._last < self.WHILE_SECONDS

    def note(self, subject: str) -> bool:
        """Remember a refusal; whether it is worth a line in the log."""
        self._last = now = time.monotonic()
        if now - self._said.get(subject, -self.WHILE_SECONDS) < self.WHILE_SECONDS:
            return False
        self._said = {known: at for known, at in self._said.items() if now - at < self.WHILE_SECONDS}
        self._said[subject] = now
        return True


class Lost(ConnectionError):
    """The connection to NATS broke."""


class Connection:
    """One NATS connection, from its opening to its loss."""

    def __init__(self, name: str, owner: str, denials: Denials | None = None) -> None:
        self.client = Client()
        self._denials = denials or Denials()
        self._leaving: asyncio.Task[None] | None = None
        self.closed = asyncio.Event()
        self._name = name
        self._owner = owner
        self._on_loss: list[Callable[[], None]] = []

    @property
    def alive(self) -> bool:
        """Whether it can still be used."""
        return not self.closed.is_set() and self._leaving is None and self.client.is_connected

    def on_loss(self, callback: Callable[[], None]) -> None:
        """Be told at once when the connection is lost (never after a lasting `close`)."""
        self._on_loss.append(callback)

    async def _closed(self) -> None:
        self.closed.set()
        for callback in self._on_loss:
            callback()

    async def _error(self, error: Exception) -> None:
        # A denied publish shows up only here: without this line it looks like a timeout.
        denied = _DENIED.search(str(error))
        if denied is None:
            _log.warning("nats_error", connection=self._name, error=repr(error))
            return
        if self._denials.note(denied["subject"]):
            _log.error("nats_denied", connection=self._name, user=self._owner, **denied.groupdict())
        self._give_up()  # what was refused is not done, so whoever waits for it is told as after a loss

    def _give_up(self) -> None:
        if self._leaving is None:
            self._leaving = asyncio.create_task(self.client.close())

    async def answers(self) -> bool:
        """Whether the server answers at this moment; if not it is lost now, not after missed pings."""
        if not self.alive:
            return False
        try:
            await self.client.flush(timeout=_ANSWER_SECONDS)
        except (NatsError, OSError):
            self._give_up()
        return self.alive

    async def open(self, url: str) -> None:
        """Connect, or raise at once."""
        await self.client.connect(
            [part.strip() for part in url.split(",")],
            name=self._name,
            allow_reconnect=False,
            max_reconnect_attempts=1,  # counts only while opening; the owner tries for ever
            reconnect_time_wait=0,
            connect_timeout=_CONNECT_TIMEOUT,
            ping_interval=_PING_SECONDS,
            max_outstanding_pings=2,
            pending_size=0,
            inbox_prefix=inbox_prefix(self._owner),
            error_cb=self._error,
            closed_cb=self._closed,
        )

    async def close(self) -> None:
        """Flush and close; losing the connection meanwhile is no error any more."""
        self._on_loss.clear()
        if not self.client.is_closed:
            try:
                if self.client.is_connected:
                    await self.client.flush(timeout=1)
            except Exception as error:
                _log.debug("nats_flush_failed", connection=self._name, error=repr(error))
            await self.client.close()
        self.closed.set()


async def open_connection(
    url: str, name: str, owner: str = "operator", denials: Denials | None = None
) -> Connection:
    """Connect to NATS once.

    The owner's replies come to an inbox of its own (`_INBOX_<owner>`), so that rights can be given to it
    alone: with the library's default everybody who may have replies could read everybody's. What NATS
    refuses is noted in `denials`, and the connection given up.

    Raises:
        Lost: no server answers.
    """
    connection = Connection(name, owner, denials)
    try:
        await connection.open(url)
    except BaseException as error:
        # Half an opening leaves a socket behind, also when somebody gives up waiting.
        with contextlib.suppress(Exception):
            await connection.client.close()
        if not isinstance(error, Exception):
            raise
        raise Lost(f"NATS does not answer: {error!r}") from error
    return connection
