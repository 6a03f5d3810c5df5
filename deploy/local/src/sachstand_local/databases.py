"""Databases of the services: made, and brought to the newest migration."""

from importlib.resources import files

import asyncpg

from sachstand_common.db.connections import connect

from .errors import LocalProblem
from .settings import package


async def migrate(service: str, url: str) -> bool:
    """Bring a service's database up to date; returns whether anything had to be done.

    Looking first is a hundred times cheaper than loading the migration tool to find nothing to do.
    """
    try:
        if await _applied(url) == _newest(service):
            return False
    except (OSError, asyncpg.PostgresError) as error:
        raise LocalProblem(f"The database of {service} cannot be reached: {error}") from error
    from sachstand_common.db.migrations import upgrade_async  # noqa: PLC0415  slow to load, rarely needed

    await upgrade_async(package(service), url)
    return True


def _newest(service: str) -> str:
    """The number of the newest migration: they are numbered 0001_slug."""
    folder = files(package(service)) / "migrations" / "versions"
    return max(entry.name.split("_")[0] for entry in folder.iterdir() if entry.name[:4].isdigit())


async def _applied(url: str) -> str | None:
    connection = await connect(url)
    try:
        if not await connection.fetchval("select to_regclass('alembic_version')"):
            return None
        version: str | None = await connection.fetchval("select version_num from alembic_version")
        return version.split("_")[0] if version else None
    finally:
        await connection.close()
