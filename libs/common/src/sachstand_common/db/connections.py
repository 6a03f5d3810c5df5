"""Two ways into the same database: an engine for commands, a bare asyncpg pool for hot reads."""

from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

import asyncpg
import sqlalchemy.exc
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


def _driver_arguments(url: str) -> tuple[str, dict[str, Any]]:
    """Split a libpq-style URL: asyncpg takes a socket folder as `host` only as an argument."""
    parts = urlsplit(url)
    arguments = {k: v for k, v in parse_qsl(parts.query) if k in {"host", "port"}}
    plain = parts._replace(query="", scheme="postgresql").geturl()
    return plain, arguments


def make_engine(url: str, **options: Any) -> AsyncEngine:
    """The engine of the commands (use cases, handlers, jobs)."""
    plain, arguments = _driver_arguments(url)
    return create_async_engine(
        plain.replace("postgresql://", "postgresql+asyncpg://", 1),
        connect_args=arguments,
        hide_parameters=True,
        **options,
    )


async def make_pool(url: str, *, size: int = 8) -> Pool:
    """The pool of the reads: compiled statements, bytes out, no objects in between."""
    plain, arguments = _driver_arguments(url)
    return await asyncpg.create_pool(plain, min_size=1, max_size=size, reset=_no_reset, **arguments)


async def _no_reset(_: Any) -> None:
    """Reads leave nothing behind in a session; asyncpg's own reset would be a round trip per read."""


LOST: tuple[type[BaseException], ...] = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InterfaceError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.OperationalError,
    OSError,
)
"""What is raised while the database does not answer: stopped, starting up, or out of reach."""


async def connect(url: str) -> Connection:
    """One connection outside every pool, for a lock that is held long."""
    plain, arguments = _driver_arguments(url)
    return await asyncpg.connect(plain, **arguments)
