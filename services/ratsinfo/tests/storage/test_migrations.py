"""The migrations and the tables that the code speaks of are one."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from sachstand_common.db.connections import make_engine
from sachstand_ratsinfo.app import SERVICE
from sachstand_ratsinfo.storage.metadata import METADATA


async def test_the_newest_migration_makes_the_tables_the_code_expects(database):
    engine = make_engine(database("ratsinfo"))

    async with engine.connect() as connection:
        differences = await connection.run_sync(
            lambda c: compare_metadata(MigrationContext.configure(c), METADATA)
        )

    await engine.dispose()
    assert SERVICE.metadata is METADATA
    assert differences == []
