"""The tables to begin with."""

from alembic import op
from sqlalchemy import Column, PrimaryKeyConstraint, Text, UniqueConstraint, Uuid

from sachstand_common.db.schema import create_common_tables, create_resource
from sachstand_common.search.entries import create_search_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create them."""
    create_common_tables(op)
    create_search_table(op)
    for noun in ("goal", "field", "criteria", "programme"):
        create_resource(op, noun, Column("key", Text, nullable=False, unique=True))
    _create_projects()
    _create_funding()
    op.create_table(
        "unit",
        Column("city", Text, nullable=False),
        Column("code", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("parent_code", Text),
        PrimaryKeyConstraint("city", "code"),
    )


def _create_projects() -> None:
    create_resource(
        op,
        "project",
        Column("city", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("meeting_id", Uuid, index=True),
        UniqueConstraint("city", "key", name="project_key"),
    )
    create_resource(op, "profile", Column("project_id", Uuid, nullable=False, unique=True))
    create_resource(
        op,
        "kpi",
        Column("project_id", Uuid, nullable=False),
        Column("key", Text, nullable=False),
        UniqueConstraint("project_id", "key", name="kpi_key"),
    )


def _create_funding() -> None:
    create_resource(
        op,
        "application",
        Column("city", Text, nullable=False),
        Column("key", Text, nullable=False),
        UniqueConstraint("city", "key", name="application_key"),
    )
    create_resource(
        op,
        "budget",
        Column("application_id", Uuid, nullable=False),
        Column("measure", Text, nullable=False),
        UniqueConstraint("application_id", "measure", name="budget_measure"),
    )
    create_resource(
        op,
        "gate",
        Column("city", Text, nullable=False),
        Column("kind", Text, nullable=False, index=True),
        Column("paper", Text, index=True),
        Column("project_id", Uuid, index=True),
        Column("application_id", Uuid, index=True),
        Column("key", Text, nullable=False),
        UniqueConstraint(
            "project_id", "application_id", "key", name="gate_key", postgresql_nulls_not_distinct=True
        ),
    )
