"""Logs: one JSON object per line, with the trace id, and without anything that opens a door."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from .tracing import current_trace_id

_SECRET_NAMES = re.compile(r"authorization|token|password|secret|cookie|api.?key|credential", re.IGNORECASE)
_SECRET_TEXT = re.compile(
    r"eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*"  # a JWT
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"  # user and password in a URL
    r"|(?i:bearer\s+\S+)"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)"
    r"|(?<=DETAIL:  )[^\n]+"  # PostgreSQL quotes the row it refused
    r"|(?<=input_value=).*?(?=, input_type=)",  # and pydantic the value
    re.DOTALL,
)
_QUIET = ("httpx", "httpcore", "asyncio", "alembic.runtime.plugins", "uvicorn.access")
Event = MutableMapping[str, Any]


def get_logger(name: str) -> Any:
    """The logger of a module."""
    return structlog.get_logger(name)


def redacted(text: str) -> str:
    """The text without tokens, passwords and refused rows."""
    return _SECRET_TEXT.sub("[redacted]", text)


def redact(_: Any, __: str, event: Event) -> Event:
    """Structlog processor: take out secrets by their name and by their looks."""
    for name, value in event.items():
        if _SECRET_NAMES.search(name):
            event[name] = "[redacted]"
        elif isinstance(value, str):
            event[name] = redacted(value)
    return event


def _with_trace(_: Any, __: str, event: Event) -> Event:
    trace_id = current_trace_id()
    if trace_id:
        event.setdefault("trace_id", trace_id)
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    _with_trace,
    structlog.processors.format_exc_info,
    redact,
]


def configure_logging(service: str, level: str = "INFO") -> None:
    """Let everything that logs in this process write JSON lines to standard error."""
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.contextvars.bind_contextvars(service=service)
    structlog.configure(
        processors=[*_SHARED, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_service(service), *_SHARED],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=threshold, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _service(service: str) -> Any:
    def add(_: Any, __: str, event: Event) -> Event:
        event.setdefault("service", service)
        return event

    return add
