"""The migrations make exactly the tables the storage speaks of."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.pool import NullPool

from sachstand_common.db.connections import make_engine
from sachstand_dms_tracker.app import SERVICE


async def test_the_migrated_database_is_what_the_storage_expects(database):
    engine = make_engine(database("dms-tracker"), poolclass=NullPool)

    async with engine.connect() as connection:
        difference = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"compare_type": True}), SERVICE.metadata
            )
        )
    await engine.dispose()

    assert difference == []
