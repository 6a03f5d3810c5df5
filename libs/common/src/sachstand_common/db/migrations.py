"""Migrations: each service's own, run by alembic against its own database."""

import asyncio
from importlib.resources import files

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, MetaData
from sqlalchemy.pool import NullPool

from .connections import make_engine


def upgrade(package: str, url: str) -> None:
    """Bring the database at `url` to the newest migration of a service, e.g. "sachstand_projects"."""
    asyncio.run(upgrade_async(package, url))


async def upgrade_async(package: str, url: str) -> None:
    """The same, from inside a running loop."""
    engine = make_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade, package)
    await engine.dispose()


def _upgrade(connection: Connection, package: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files(package) / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def run_env(metadata: MetaData) -> None:
    """What a service's migrations/env.py calls: run the migrations on the connection handed in."""
    connection: Connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
