"""Publishing entries in journal order, so that what is acknowledged is always a prefix."""

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import PubAck

from ..contracts.base import AUDIENCES, Audience, parse_type, subject
from ..identifiers import new_id
from .cloudevents import CONTENT_TYPE, Entry, encode_internal, encode_public
from .connection import Connection, Lost
from .names import stream_name
from .outbox import Acknowledged

ACK_SECONDS = 5.0
BATCH_LIMIT = 1000
_WITHDRAWN = ("depublished", "error")
Encode = Callable[[str, Entry], bytes]


class Refused(Exception):
    """JetStream refused an atomic batch: publish its entries one by one."""


@dataclass(frozen=True, slots=True)
class Message:
    """One event on its way to a stream."""

    position: int
    audience: Audience
    id: UUID
    subject: str
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        """The id makes a repeated publish harmless."""
        return {"Nats-Msg-Id": str(self.id), "Content-Type": CONTENT_TYPE}


@dataclass(frozen=True)
class Outcome:
    """The acknowledged prefix of the entries, and what stopped the rest."""

    acknowledged: list[Acknowledged]
    error: BaseException | None = None


class Publisher:
    """Publishes over one connection; after an error the connection must be given up."""

    def __init__(self, connection: Connection, service: str, root: str) -> None:
        self._connection = connection
        self._js: JetStreamContext = connection.client.jetstream(timeout=ACK_SECONDS)
        self._service = service
        self._root = root
        self._waiting: list[asyncio.Future[PubAck]] = []
        self.floors: dict[Audience, int] = dict.fromkeys(AUDIENCES, 0)
        connection.on_loss(self._give_up)

    def _give_up(self) -> None:
        # The client library never resolves the futures of a lost connection.
        for future in self._waiting:
            if not future.done():
                future.set_exception(Lost("the connection broke before the acknowledgement"))

    def _messages(self, entries: Iterable[Entry]) -> list[Message]:
        """The events of the entries in journal order, without those a stream still has."""
        found: list[Message] = []
        for e in entries:
            if e.position > self.floors["internal"]:
                found.append(self._message(e, "internal", e.event_id, encode_internal))
            if e.public_event_id is not None and e.position > self.floors["public"]:
                found.append(self._message(e, "public", e.public_event_id, encode_public))
        return found

    def _message(self, entry: Entry, audience: Audience, id: UUID, encode: Encode) -> Message:
        address = subject(self._root, audience, self._service, entry.type, entry.subject_id)
        return Message(entry.position, audience, id, address, encode(self._service, entry))

    async def window(self, entries: Sequence[Entry]) -> Outcome:
        """Publish all, await every acknowledgement, report the prefix that is safe."""
        messages = self._messages(entries)
        self._waiting = []
        try:
            for message in messages:
                self._waiting.append(
                    await self._js.publish_async(message.subject, message.body, headers=message.headers)
                )
            await asyncio.wait(self._waiting, timeout=ACK_SECONDS) if self._waiting else None
        except (NatsError, OSError) as error:
            self._give_up()
            return _prefix(entries, messages, self._waiting, error)
        return _prefix(entries, messages, self._waiting, None)

    async def batch(self, entries: Sequence[Entry]) -> list[Acknowledged]:
        """Publish entries as one atomic batch per stream (ADR-50): all of them or none.

        Raises:
            Refused: the stream or the server does not take it, or has part of it already.
        """
        messages = self._messages(entries)
        seqs: dict[Audience, dict[int, int]] = {"internal": {}, "public": {}}
        for audience in AUDIENCES:
            part = [m for m in messages if m.audience == audience]
            for start in range(0, len(part), BATCH_LIMIT):
                chunk = part[start : start + BATCH_LIMIT]
                last = await self._atomic(chunk)
                first = last - len(chunk) + 1
                seqs[audience].update({m.position: first + i for i, m in enumerate(chunk)})
        return [
            Acknowledged(e.position, seqs["internal"].get(e.position), seqs["public"].get(e.position))
            for e in entries
        ]

    async def forget(self, entries: Iterable[Entry]) -> None:
        """Take what an entry withdraws from the public out of the public stream, but for its tombstone."""
        for entry in entries:
            if entry.tombstone in _WITHDRAWN and entry.public_event_id is not None:
                noun, _, _ = parse_type(entry.type)
                told = f"{self._root}.public.{self._service}.{noun}.*.*.{entry.subject_id}"
                await self._js.purge_stream(stream_name(self._root, "PUBLIC"), subject=told, keep=1)

    async def _atomic(self, chunk: Sequence[Message]) -> int:
        """Send one batch and return the stream sequence of its last message."""
        batch_id = str(new_id())
        for number, message in enumerate(chunk[:-1], start=1):
            headers = {**message.headers, "Nats-Batch-Id": batch_id, "Nats-Batch-Sequence": str(number)}
            if number == 1:
                _check(await self._request(message, headers))
            else:
                await self._connection.client.publish(message.subject, message.body, headers=headers)
        last = {"Nats-Batch-Id": batch_id, "Nats-Batch-Sequence": str(len(chunk)), "Nats-Batch-Commit": "1"}
        answer = _check(await self._request(chunk[-1], {**chunk[-1].headers, **last}))
        if answer.get("count") != len(chunk):
            raise Refused(f"a batch of {len(chunk)} was answered with {answer}")
        return int(answer["seq"])

    async def _request(self, message: Message, headers: dict[str, str]) -> Msg:
        request = self._connection.client.request(
            message.subject, message.body, timeout=ACK_SECONDS, headers=headers
        )
        return await request


def _check(reply: Msg) -> dict[str, int]:
    """The answer to a step of a batch; the first step is answered with nothing."""
    answer: dict[str, int] = json.loads(reply.data) if reply.data else {}
    if "error" in answer:
        raise Refused(str(answer["error"]))
    return answer


def _prefix(
    entries: Sequence[Entry],
    messages: Sequence[Message],
    futures: Sequence[asyncio.Future[PubAck]],
    error: BaseException | None,
) -> Outcome:
    """Everything before the first event that was not acknowledged."""
    seqs: dict[Audience, dict[int, int]] = {"internal": {}, "public": {}}
    stopped: int | None = None
    for index, message in enumerate(messages):
        future = futures[index] if index < len(futures) else None
        failure = _failure(future)
        if failure is None and future is not None:
            if stopped is None:
                seqs[message.audience][message.position] = future.result().seq
            continue
        if stopped is None:
            stopped = message.position
            error = error or failure
    done = [e.position for e in entries if stopped is None or e.position < stopped]
    acknowledged = [Acknowledged(p, seqs["internal"].get(p), seqs["public"].get(p)) for p in done]
    return Outcome(acknowledged, error if stopped is not None else None)


def _failure(future: "asyncio.Future[PubAck] | None") -> BaseException | None:
    if future is None:
        return Lost("not sent")
    if not future.done():
        future.cancel()
        return TimeoutError("JetStream did not acknowledge in time")
    return future.exception()
