"""The tables to begin with."""

from alembic import op
from sqlalchemy import Boolean, Column, Date, PrimaryKeyConstraint, Text, UniqueConstraint, Uuid

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
    for noun in ("programme", "target", "contract"):
        create_resource(op, noun, Column("key", Text, unique=True, nullable=False))
    create_resource(
        op,
        "rollout",
        Column("key", Text, unique=True, nullable=False),
        Column("city", Text, nullable=False, index=True),
    )
    create_resource(op, "stock_track", Column("rollout_id", Uuid, unique=True, nullable=False))
    _create_of_rollouts()
    _create_copies()


def _create_of_rollouts() -> None:
    create_resource(
        op,
        "prerequisite",
        Column("rollout_id", Uuid, nullable=False),
        Column("key", Text, nullable=False),
        Column("city", Text, nullable=False),
        Column("kind", Text, nullable=False),
        UniqueConstraint("rollout_id", "key", name="prerequisite_of_rollout"),
    )
    create_resource(
        op,
        "recording",
        Column("rollout_id", Uuid, nullable=False),
        Column("source_key", Text, nullable=False),
        Column("day", Date, nullable=False),
        UniqueConstraint("rollout_id", "source_key", "day", name="recording_of_day"),
    )


def _create_copies() -> None:
    op.create_table(
        "known_unit",
        Column("city", Text, nullable=False),
        Column("code", Text, nullable=False),
        Column("unit_id", Uuid, nullable=False),
        Column("name", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("parent_code", Text),
        PrimaryKeyConstraint("city", "code"),
    )
    op.create_table(
        "council_meeting",
        Column("id", Uuid, primary_key=True),
        Column("city", Text, nullable=False, index=True),
        Column("day", Date, nullable=False),
        Column("state", Text, nullable=False),
    )
    op.create_table(
        "council_resolution",
        Column("paper_id", Uuid, nullable=False),
        Column("decision_id", Uuid, nullable=False),
        Column("city", Text, nullable=False, index=True),
        Column("reference", Text),
        Column("organization_kind", Text, nullable=False),
        Column("organization_name", Text, nullable=False),
        Column("outcome", Text, nullable=False),
        Column("day", Date, nullable=False),
        Column("holds", Boolean, nullable=False),
        Column("public", Boolean, nullable=False),
        PrimaryKeyConstraint("paper_id", "decision_id"),
    )
