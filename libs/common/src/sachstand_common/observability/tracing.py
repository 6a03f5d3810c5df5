"""One trace through HTTP and NATS (W3C Trace Context).

Every request has a trace id, with or without a collector: it stands in the response, in the logs and in the
events. Spans are recorded only when an OTLP endpoint is set; then FastAPI's own instrumentation makes the
server spans and its trace id is the one that is used here. The contrib package
`opentelemetry-instrumentation-asgi` is not used: it costs more than a cached answer and would do again what
FastAPI does.
"""

import os
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import NamedTuple

from fastapi.telemetry import TelemetryConfig
from opentelemetry import trace as otel
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})")
_random = random.Random()  # noqa: S311 - names of traces, no secrets; a system call each costs more
os.register_at_fork(after_in_child=_random.seed)  # services are forked with this module loaded
_PROPAGATOR = TraceContextTextMapPropagator()


class Trace(NamedTuple):
    """Where we are in a trace."""

    trace_id: str
    span_id: str
    flags: str = "00"

    @property
    def traceparent(self) -> str:
        """As it travels in headers and events."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


_current: ContextVar[Trace | None] = ContextVar("sachstand_trace", default=None)


class _Recording:
    """Whether spans are recorded in this process."""

    on = False


def begin(traceparent: bytes | None) -> tuple[Trace, Token[Trace | None]]:
    """Enter a trace: the caller's when there is one, else a new one. Leave it with `end`."""
    if _Recording.on and (recorded := _recorded()):
        return recorded, _current.set(recorded)
    fresh = f"{_random.getrandbits(192):048x}"
    known = parse(traceparent.decode("latin-1")) if traceparent else None
    trace = Trace(known.trace_id, fresh[32:], known.flags) if known else Trace(fresh[:32], fresh[32:])
    return trace, _current.set(trace)


def end(token: Token[Trace | None]) -> None:
    """Leave the trace that `begin` entered."""
    _current.reset(token)


def parse(traceparent: str) -> Trace | None:
    """A traceparent as it came; None when it is not one."""
    match = _TRACEPARENT.match(traceparent)
    if match is None or (traceparent[:2] == "00" and len(traceparent) != match.end()):
        return None
    return Trace(match[1], match[2], match[3])


def current() -> Trace | None:
    """Where we are; None outside of every trace."""
    return (_recorded() if _Recording.on else None) or _current.get() or _recorded()


def current_trace_id() -> str | None:
    """The id that names this request or event in logs, responses and traces."""
    here = current()
    return here.trace_id if here else None


def traceparent() -> str | None:
    """What an event or an outgoing request carries on."""
    here = current()
    return here.traceparent if here else None


def outgoing_headers() -> dict[str, str]:
    """The headers of a request to another service."""
    here = traceparent()
    return {"traceparent": here} if here else {}


@contextmanager
def continued(parent: str | None, name: str) -> Iterator[None]:
    """Handle an event inside the trace of the request that caused it."""
    if not _Recording.on:
        _, token = begin(parent.encode() if parent else None)
        try:
            yield
        finally:
            end(token)
        return
    context = _PROPAGATOR.extract({"traceparent": parent} if parent else {})
    tracer = otel.get_tracer("sachstand")
    with tracer.start_as_current_span(name, context=context, kind=otel.SpanKind.CONSUMER):
        yield


def hide_query() -> None:
    """Keep what somebody searched for out of the present span."""
    if _Recording.on:
        otel.get_current_span().set_attribute("url.query", "REDACTED")


def telemetry(service: str, endpoint: str | None) -> TelemetryConfig:
    """What FastAPI shall record: spans when there is an endpoint, else nothing; we count for Prometheus."""
    if endpoint:
        record_spans(service, endpoint)
    return {"tracing": bool(endpoint), "metrics": False, "logs": False, "operation_spans": False}


def record_spans(service: str, endpoint: str) -> None:
    """Send spans to a collector; the exporter is loaded only here, it is large."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    if _Recording.on:
        return
    provider = TracerProvider(resource=Resource.create({"service.name": f"sachstand-{service}"}))
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    otel.set_tracer_provider(provider)
    _Recording.on = True


def _recorded() -> Trace | None:
    span = otel.get_current_span().get_span_context()
    if not span.is_valid:
        return None
    return Trace(f"{span.trace_id:032x}", f"{span.span_id:016x}", f"{int(span.trace_flags):02x}")
