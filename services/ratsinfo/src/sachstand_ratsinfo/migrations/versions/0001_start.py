"""The first tables: papers and their steps, minutes, files and their bytes, imports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from sachstand_common.db.schema import create_common_tables, create_resource
from sachstand_common.oparl.mirrors import create_mirror_tables
from sachstand_common.oparl.tables import create_oparl_tables
from sachstand_common.search.entries import create_search_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    create_common_tables(op)
    create_search_table(op)
    create_oparl_tables(op)
    create_mirror_tables(op)
    _blobs()
    _names()
    _meetings()
    _papers()
    _records()
    create_resource(op, "import", sa.Column("state_name", sa.Text, nullable=False, index=True))


def _blobs() -> None:
    op.create_table(
        "blob",
        sa.Column("sha512", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "blob_chunk",
        sa.Column("sha512", sa.Text, sa.ForeignKey("blob.sha512", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.execute("alter table blob_chunk alter column data set storage external")


def _names() -> None:
    op.create_table(
        "body_name",
        sa.Column("organization_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.PrimaryKeyConstraint("organization_id", "key"),
    )
    op.create_index("body_name_key", "body_name", ["city", "key"])
    op.create_table(
        "sitting",
        sa.Column("meeting_id", sa.Uuid, primary_key=True),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("public", sa.Boolean, nullable=False),
        sa.Column("called_off", sa.Boolean, nullable=False),
    )
    op.create_index("sitting_next", "sitting", ["city", "key", "date"])


def _meetings() -> None:
    op.create_table(
        "known_meeting",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("organization_id", sa.Uuid, nullable=False, index=True),
        sa.Column("start", sa.Date, nullable=False),
        sa.Column("called_off", sa.Boolean, nullable=False),
    )
    op.create_table(
        "known_agenda",
        sa.Column("meeting_id", sa.Uuid, primary_key=True),
        sa.Column("items", JSONB, nullable=False),
    )


def _papers() -> None:
    create_resource(
        op,
        "paper",
        sa.Column("city", sa.Text),
        sa.Column("bare_reference", sa.Text, index=True),
        sa.Column("prerequisite_id", sa.Uuid, unique=True),
        sa.Column("embargo_until", sa.Date, index=True),
    )
    create_resource(
        op,
        "consultation",
        sa.Column("city", sa.Text),
        sa.Column("date", sa.Date, index=True),
        sa.Column("paper_id", sa.Uuid, nullable=False, index=True),
        sa.Column("meeting_id", sa.Uuid, index=True),
        sa.Column("decision_id", sa.Uuid, index=True),
    )
    create_resource(
        op,
        "resolution",
        sa.Column("paper_id", sa.Uuid, nullable=False),
        sa.Column("decision_id", sa.Uuid, nullable=False, index=True),
        sa.UniqueConstraint("paper_id", "decision_id", name="resolution_once"),
    )


def _records() -> None:
    create_resource(
        op,
        "file",
        sa.Column("sha512", sa.Text, unique=True),
        sa.Column("paper_id", sa.Uuid, index=True),
        sa.Column("minutes_id", sa.Uuid, index=True),
        sa.Column("embargo_until", sa.Date, index=True),
        sa.Column("sketch", sa.ARRAY(sa.BigInteger), nullable=False),
        sa.Index("file_sketch", "sketch", postgresql_using="gin"),
    )
    create_resource(
        op,
        "minutes",
        sa.Column("city", sa.Text),
        sa.Column("key", sa.Text, index=True),
        sa.Column("paper_id", sa.Uuid, index=True),
        sa.Column("meeting_id", sa.Uuid, index=True),
    )
    create_resource(
        op,
        "enquiry",
        sa.Column("city", sa.Text),
        sa.Column("waits", sa.Boolean, nullable=False),
        sa.Column("wake", sa.Date, index=True),
        sa.Column("key", sa.Text, index=True),
        sa.Column("number", sa.Text, index=True),
        sa.Column("paper_id", sa.Uuid, index=True),
        sa.Column("answer_paper_id", sa.Uuid, index=True),
    )
    create_resource(op, "answer_rule", sa.Column("city", sa.Text, nullable=False, index=True))
    create_resource(
        op,
        "commitment",
        sa.Column("city", sa.Text),
        sa.Column("due", sa.Date, index=True),
        sa.Column("paper_id", sa.Uuid, index=True),
        sa.Column("minutes_id", sa.Uuid, index=True),
    )
