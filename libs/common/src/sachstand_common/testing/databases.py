"""A fresh database for a test: a clone of a template that was migrated, or loaded, once per session."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from typing import Any, Protocol, TypeVar
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.pool import NullPool

from sachstand_common.clock import FixedClock
from sachstand_common.db.connections import connect, make_engine
from sachstand_common.db.migrations import upgrade_async
from sachstand_common.journal.starter import Progress, apply_starter
from sachstand_common.journal.works import Works

from .clocks import PRESENT
from .servers import Servers

T = TypeVar("T")


class Database(Protocol):
    """``database("projects")`` makes a database of that service and returns its URL."""

    def __call__(self, service: str, *, starter: bool = False) -> str:
        """Migrated and empty, or with the starter data, of which nobody was told yet."""
        ...


def outside_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a loop of its own, also while the test's loop is running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def as_superuser(servers: Servers, *statements: str) -> None:
    """Execute statements on the server itself, each in its own transaction."""
    connection = await connect(servers.database_url("postgres", "postgres"))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _package(service: str) -> str:
    return f"sachstand_{service.replace('-', '_')}"


async def _migrate(servers: Servers, service: str, name: str) -> None:
    await upgrade_async(_package(service), servers.database_url(name, service))


async def _load(servers: Servers, service: str, name: str) -> None:
    await _migrate(servers, service, name)
    starter = import_module(f"{_package(service)}.app").SERVICE.starter
    if starter is not None:
        engine = make_engine(servers.database_url(name, service), poolclass=NullPool)
        await apply_starter(starter, Works(service, engine, FixedClock(PRESENT)), Progress())
        await engine.dispose()


async def _ensure_template(servers: Servers, service: str, *, starter: bool) -> str:
    """Make and fill the template of a service, once, whichever worker asks first."""
    template = f"template_{service}{'_loaded' if starter else ''}"
    admin = await connect(servers.database_url("postgres", "postgres"))
    try:
        await admin.execute("select pg_advisory_lock(hashtext($1))", service)
        if await admin.fetchval("select 1 from pg_database where datname = $1 and datistemplate", template):
            return template
        await _make_template(admin, service, template)
        await (_load if starter else _migrate)(servers, service, template)
        await admin.execute(f'alter database "{template}" is_template true')
    finally:
        await admin.close()
    return template


async def _make_template(admin: "asyncpg.Connection[asyncpg.Record]", role: str, template: str) -> None:
    await admin.execute(f'drop database if exists "{template}"')
    if not await admin.fetchval("select 1 from pg_roles where rolname = $1", role):
        await admin.execute(f'create role "{role}" login')
    await admin.execute(f'create database "{template}" owner "{role}"')


@pytest.fixture(scope="session")
def _template(servers: Servers) -> Callable[[str, bool], str]:
    @cache
    def template(service: str, starter: bool) -> str:
        return outside_loop(_ensure_template(servers, service, starter=starter))

    return template


@pytest.fixture
def database(servers: Servers, _template: Callable[[str, bool], str]) -> Iterator[Database]:
    """Makes databases for this test, which go with it."""
    made: list[str] = []

    def clone(service: str, *, starter: bool = False) -> str:
        name = f"test_{service}_{uuid4().hex[:12]}"
        template = _template(service, starter)
        create = f'create database "{name}" template "{template}" owner "{service}" strategy file_copy'
        outside_loop(as_superuser(servers, create))
        made.append(name)
        return servers.database_url(name, service)

    yield clone
    if made:
        outside_loop(as_superuser(servers, *(f'drop database "{name}" with (force)' for name in made)))
