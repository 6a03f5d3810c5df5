"""What becomes of each delivered message: acknowledged, given back for later, or put aside."""

import time
from dataclasses import dataclass, field
from uuid import UUID

import structlog
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from opentelemetry import propagate, trace
from pydantic import ValidationError

from ..errors import Problem, TooManyRequests, Unavailable, expectation
from ..identifiers import stable_id
from ..journal.works import AlreadyExists
from ..observability.logs import redacted
from . import metrics
from .cloudevents import CONTENT_TYPE, CloudEvent, parse_told
from .guard import Verdict, gap_delay, retry_delay
from .handlers import Handlers
from .inbox import UNREADABLE, Inbox, Letter, Subject

_log = structlog.get_logger(__name__)
_tracer = trace.get_tracer("sachstand.messaging")
MOST_FAILURES = 8
_PASSING = (Unavailable, TooManyRequests, AlreadyExists)


@dataclass
class _Gap:
    """A subject one of whose versions has not come yet."""

    since: float
    waits: int = 0
    alarmed: bool = field(default=False)


def is_permanent(error: Exception) -> bool:
    """Whether trying again can not help: a rule refused, or the event does not fit its contract."""
    return isinstance(error, (Problem, ValidationError)) and not isinstance(error, _PASSING)


class Intake:
    """Takes messages in their order, each in a transaction of its own, and answers NATS afterwards."""

    def __init__(
        self, inbox: Inbox, handlers: Handlers, dead_letter_subject: str, gap_alarm_after: float = 60.0
    ) -> None:
        self._inbox = inbox
        self._handlers = handlers
        self._dead_letter_subject = dead_letter_subject
        self._gap_alarm_after = gap_alarm_after
        self._failures: dict[UUID, int] = {}
        self._gaps: dict[Subject, _Gap] = {}
        self.stopping = False

    @property
    def gaps(self) -> int:
        """How many subjects have waited so long that somebody should look."""
        return sum(gap.alarmed for gap in self._gaps.values())

    async def take(self, js: JetStreamContext, waiting: list[Msg]) -> None:
        """Take messages from the front of a list until it is empty; what is left on stop is given back."""
        while waiting:
            if self.stopping:
                await waiting.pop().nak()
                continue
            silent = self._leading_silent(waiting)
            if silent:
                await self._advance([(waiting[i], event) for i, event in enumerate(silent)])
                del waiting[: len(silent)]
            else:
                await self._take_one(js, waiting[0])
                del waiting[0]

    def _leading_silent(self, waiting: list[Msg]) -> list[CloudEvent]:
        """The events at the front that nobody here handles; they can be taken together."""
        found: list[CloudEvent] = []
        for message in waiting:
            try:
                event = parse_told(message.data, message.subject)
            except ValueError:
                break
            if self._handlers.of(event.type):
                break
            found.append(event)
        return found

    async def _advance(self, silent: list[tuple[Msg, CloudEvent]]) -> None:
        try:
            verdicts = await self._inbox.advance([event for _, event in silent])
        except Exception as error:
            _log.warning("inbox_unavailable", error=repr(error))
            for message, _ in silent:
                await message.nak(delay=1.0)
            return
        for (message, event), verdict in zip(silent, verdicts, strict=True):
            await self._answer(message, event, verdict)

    async def _take_one(self, js: JetStreamContext, message: Msg) -> None:
        try:
            event = parse_told(message.data, message.subject)
        except ValueError as error:
            await self._put_unreadable_aside(js, message, error)
            return
        context = propagate.extract({"traceparent": event.traceparent} if event.traceparent else {})
        with _tracer.start_as_current_span(
            f"process {event.type}", context=context, kind=trace.SpanKind.CONSUMER
        ):
            await self._handle(js, message, event)

    async def _handle(self, js: JetStreamContext, message: Msg, event: CloudEvent) -> None:
        try:
            verdict = await self._inbox.handle(event, message.data)
        except (Unavailable, OSError) as error:
            _log.warning("handler_unavailable", type=event.type, event_id=str(event.id), error=repr(error))
            await message.nak(delay=1.0)
        except Exception as error:
            await self._handle_failure(js, message, event, error)
        else:
            self._failures.pop(event.id, None)
            await self._answer(message, event, verdict)

    async def _handle_failure(
        self, js: JetStreamContext, message: Msg, event: CloudEvent, error: Exception
    ) -> None:
        """Try again later, or put the event aside when that cannot help or did not help often enough."""
        failures = self._failures[event.id] = self._failures.get(event.id, 0) + 1
        facts = {"type": event.type, "event_id": str(event.id), "failures": failures}
        if not is_permanent(error) and failures <= MOST_FAILURES:
            _log.warning("handler_failed", **facts, error=describe(error))
            await message.nak(delay=retry_delay(failures))
            metrics.CONSUMED.labels(self._inbox.consumer, "failed").inc()
            return
        _log.error("event_put_aside", **facts, error=describe(error))
        try:
            verdict = await self._inbox.bury(Letter(event, message.data, describe(error), failures))
        except (Unavailable, OSError):
            await message.nak(delay=1.0)
            return
        if verdict is Verdict.APPLY:
            letter = stable_id("dead-letter", self._inbox.consumer, str(event.id))
            await self._tell_dead_letter(js, letter, f"{event.service}.{event.name.noun}", message.data)
        self._failures.pop(event.id, None)
        await message.term()

    async def _put_unreadable_aside(self, js: JetStreamContext, message: Msg, error: Exception) -> None:
        place = message.metadata.sequence.stream
        letter = stable_id("dead-letter", self._inbox.consumer, message.subject, str(place))
        _log.error("event_unreadable", subject=message.subject, sequence=place)
        try:
            await self._inbox.bury_unreadable(letter, message.subject, message.data, describe(error))
        except (Unavailable, OSError):
            await message.nak(delay=1.0)
            return
        await self._tell_dead_letter(js, letter, UNREADABLE, message.data)
        await message.term()

    async def _tell_dead_letter(self, js: JetStreamContext, id: UUID, place: str, envelope: bytes) -> None:
        """Copy a dead letter to its stream; the register is the table, so a failure here is only logged."""
        metrics.DEAD.labels(self._inbox.consumer).inc()
        headers = {"Nats-Msg-Id": str(id), "Content-Type": CONTENT_TYPE}
        try:
            await js.publish(f"{self._dead_letter_subject}.{place}", envelope, timeout=2, headers=headers)
        except (NatsError, OSError, TimeoutError) as error:
            _log.warning("dead_letter_not_copied", id=str(id), error=repr(error))

    async def _answer(self, message: Msg, event: CloudEvent, verdict: Verdict) -> None:
        """Acknowledge what is committed; what came too early comes again."""
        subject = Subject.of(event)
        if verdict is Verdict.WAIT:
            await message.nak(delay=self._note_gap(subject, event))
        else:
            if self._gaps.pop(subject, None):
                metrics.GAPS.labels(self._inbox.consumer).set(self.gaps)
            await message.ack()
        metrics.CONSUMED.labels(self._inbox.consumer, verdict.value).inc()

    def _note_gap(self, subject: Subject, event: CloudEvent) -> float:
        now = time.monotonic()
        gap = self._gaps.setdefault(subject, _Gap(now))
        gap.waits += 1
        if not gap.alarmed and now - gap.since >= self._gap_alarm_after:
            gap.alarmed = True
            _log.error("version_missing", subject=str(subject), delivered=event.sequence)
            metrics.GAPS.labels(self._inbox.consumer).set(self.gaps)
        return gap_delay(gap.waits)


def _place(loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """Where an error is, as one word; nothing where it is the whole."""
    return (".".join(map(str, loc)),) if loc else ()


def describe(error: Exception) -> str:
    """An error in one line for the register of dead letters, without the input that caused it."""
    if isinstance(error, ValidationError):
        found = error.errors(include_input=False, include_url=False, include_context=False)
        text = "; ".join(": ".join((*_place(e["loc"]), expectation(e))) for e in found)
    else:
        text = str(error)
    named = text if isinstance(error, Problem) else f"{type(error).__name__}: {text}"
    return redacted(named.partition("\n")[0])[:1000]
