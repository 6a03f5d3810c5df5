"""The migrations make exactly the tables that the code expects."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.pool import NullPool

from sachstand_common.db.connections import make_engine
from sachstand_common.testing.databases import Database
from sachstand_projects.storage.resources import METADATA


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return [one for one in compare_metadata(context, METADATA) if "alembic_version" not in str(one)]


async def test_the_migrated_database_is_the_one_the_code_describes(database: Database) -> None:
    engine = make_engine(database("projects"), poolclass=NullPool)

    async with engine.connect() as connection:
        differences = await connection.run_sync(_differences)
    await engine.dispose()

    assert differences == []
