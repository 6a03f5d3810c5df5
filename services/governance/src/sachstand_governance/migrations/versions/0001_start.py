"""The register of bodies, their meetings and decisions, and the evaluation clock."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from sachstand_common.db.schema import create_common_tables, create_resource
from sachstand_common.oparl.mirrors import create_mirror_tables
from sachstand_common.oparl.tables import create_oparl_tables
from sachstand_common.search.entries import create_search_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    create_common_tables(op)
    create_search_table(op)
    create_oparl_tables(op)
    create_mirror_tables(op)
    _bodies()
    _meetings()
    _decisions()
    _strategies()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _bodies() -> None:
    create_resource(
        op,
        "organization",
        _text("city"),
        _text("key"),
        Column("single", Text, unique=True),
        UniqueConstraint("city", "key", name="organization_key"),
    )
    create_resource(
        op, "unit", _text("city"), _text("code"), UniqueConstraint("city", "code", name="unit_code")
    )
    create_resource(op, "rule_profile", _text("city"), _text("organization_key"))
    create_resource(op, "mandate", Column("organization_id", Uuid, nullable=False, index=True))


def _meetings() -> None:
    create_resource(
        op,
        "meeting",
        Column("organization_id", Uuid, nullable=False, index=True),
        Column("start", Date, nullable=False),
        _text("stage"),
    )
    _files()
    create_resource(
        op,
        "agenda",
        Column("meeting_id", Uuid, nullable=False, unique=True),
        Column("paper_ids", ARRAY(Uuid), nullable=False),
        Index("agenda_papers", "paper_ids", postgresql_using="gin"),
    )
    create_resource(
        op,
        "candidate",
        Column("project_id", Uuid, index=True),
        Column("consultation_id", Uuid, unique=True),
        Column("meeting_id", Uuid, index=True),
        Column("organization_id", Uuid, index=True),
        _text("stage"),
    )


def _files() -> None:
    op.create_table(
        "known_file",
        Column("id", Uuid, primary_key=True),
        Column("minutes_id", Uuid, nullable=False, index=True),
        Column("city", Text),
        _text("name"),
        _text("file_name"),
        _text("role"),
        Column("master_id", Uuid),
        Column("size", BigInteger, nullable=False),
        _text("sha512"),
        Column("date", Date),
    )
    op.create_table(
        "known_record",
        Column("minutes_id", Uuid, primary_key=True),
        _text("kind"),
        Column("id", Uuid, nullable=False),
        _text("slot"),
    )


def _decisions() -> None:
    create_resource(
        op,
        "vote",
        Column("meeting_id", Uuid, nullable=False, index=True),
        Column("agenda_item_id", Uuid, nullable=False, unique=True),
    )
    create_resource(
        op,
        "decision",
        Column("organization_id", Uuid, nullable=False),
        Column("year", Integer, nullable=False),
        Column("sequence", Integer),
        Column("agenda_item_id", Uuid, nullable=False, unique=True),
        Column("meeting_id", Uuid, nullable=False, index=True),
        _text("stage"),
        UniqueConstraint("organization_id", "year", "sequence", name="decision_sequence"),
    )
    op.create_table(
        "decision_number",
        Column("organization_id", Uuid, primary_key=True),
        Column("year", Integer, primary_key=True),
        Column("last", Integer, nullable=False),
    )


def _strategies() -> None:
    create_resource(
        op, "strategy", _text("city"), _text("key"), UniqueConstraint("city", "key", name="strategy_key")
    )
    op.create_table(
        "known_paper",
        Column("paper_id", Uuid, primary_key=True),
        Column("reference", Text),
        Column("public", Boolean, nullable=False),
    )
    create_resource(op, "task", Column("origin_id", Uuid, nullable=False, unique=True), _text("stage"))
    create_resource(
        op,
        "evaluation",
        _text("city"),
        _text("strategy_key"),
        UniqueConstraint("city", "strategy_key", name="evaluation_strategy"),
    )
