"""A fresh database for a test: a clone of a template that was migrated once per session."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg
import pytest

from sachstand_common.db.connections import connect
from sachstand_common.db.migrations import upgrade_async

from .servers import Servers

T = TypeVar("T")
Database = Callable[[str], str]


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


async def _ensure_template(servers: Servers, service: str) -> str:
    """Make and migrate the template of a service, once, whichever worker asks first."""
    role, template = service, f"template_{service}"
    admin = await connect(servers.database_url("postgres", "postgres"))
    try:
        await admin.execute("select pg_advisory_lock(hashtext($1))", template)
        if await admin.fetchval("select 1 from pg_database where datname = $1 and datistemplate", template):
            return template
        await _make_template(admin, role, template)
        await upgrade_async(f"sachstand_{service.replace('-', '_')}", servers.database_url(template, role))
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
def _template(servers: Servers) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def template(service: str) -> str:
        if service not in known:
            known[service] = outside_loop(_ensure_template(servers, service))
        return known[service]

    return template


@pytest.fixture
def database(servers: Servers, _template: Callable[[str], str]) -> Iterator[Database]:
    """``database("projects")`` makes a migrated, empty database of that service and returns its URL."""
    made: list[str] = []

    def clone(service: str) -> str:
        name = f"test_{service}_{uuid4().hex[:12]}"
        template = _template(service)
        create = f'create database "{name}" template "{template}" owner "{service}" strategy file_copy'
        outside_loop(as_superuser(servers, create))
        made.append(name)
        return servers.database_url(name, service)

    yield clone
    if made:
        outside_loop(as_superuser(servers, *(f'drop database "{name}" with (force)' for name in made)))
