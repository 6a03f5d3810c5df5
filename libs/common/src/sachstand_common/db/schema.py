"""The tables every service has beside its own: journal, history, inbox, idempotency, starter."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

COMMON = MetaData()
_INSTANT = DateTime(timezone=True)
_SORT = Text(collation="C")
_NOTHING = text("'{}'::text[]")

journal_head = Table(
    "journal_head",
    COMMON,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("public_position", BigInteger, nullable=False),
    Column("recorded", _INSTANT, nullable=False),
)

journal = Table(
    "journal",
    COMMON,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("noun", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("effective", Date),
    Column("dating", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("recorded", _INSTANT, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text),
    Column("correlation", Uuid, nullable=False),
    Column("causation", Uuid),
    Column("traceparent", Text),
    Column("source", JSONB(none_as_null=True)),
    Column("patch", JSONB, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("public_position", BigInteger, unique=True),
    Column("public_event_id", Uuid),
    Column("public_version", Integer),
    Column("public_data", LargeBinary),
    Column("tombstone", Text),
    UniqueConstraint("noun", "subject_id", "version", name="journal_subject_version"),
    Index("journal_recorded", "recorded"),
)

# Beside the journal, not in it: an accepted change is never written again, and a mark costs little.
published = Table(
    "published",
    COMMON,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger),
    Column("public_seq", BigInteger),
)

journal_view = Table(
    "journal_view",
    COMMON,
    Column("noun", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("since", Date, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("full_view", LargeBinary),
    Column("public_view", LargeBinary),
    Column("full_facets", ARRAY(Text), nullable=False, server_default=_NOTHING),
    Column("public_facets", ARRAY(Text), nullable=False, server_default=_NOTHING),
    Column("full_sort", _SORT),
    Column("public_sort", _SORT),
    PrimaryKeyConstraint("noun", "subject_id", "since", "position"),
)

# Addresses of sources that the public may read no more; the journal keeps who stated what.
concealed_source = Table("concealed_source", COMMON, Column("key", Text, primary_key=True))

inbox = Table(
    "inbox",
    COMMON,
    Column("consumer", Text, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("received", _INSTANT, nullable=False),
    PrimaryKeyConstraint("consumer", "event_id"),
)

applied = Table(
    "applied",
    COMMON,
    Column("consumer", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("noun", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("consumer", "source", "noun", "subject_id"),
)

dead_letter = Table(
    "dead_letter",
    COMMON,
    Column("id", Uuid, primary_key=True),
    Column("consumer", Text, nullable=False),
    Column("event_id", Uuid),
    Column("type", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("deliveries", Integer, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("first_seen", _INSTANT, nullable=False),
    Column("failed_at", _INSTANT, nullable=False),
    Column("resolved_at", _INSTANT),
    Column("resolution", Text),
    Index("dead_letter_open", "consumer", "subject", postgresql_where=text("resolved_at is null")),
)

idempotency = Table(
    "idempotency",
    COMMON,
    Column("key", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("created", _INSTANT, nullable=False),
    Column("status", Integer),
    Column("headers", JSONB),
    Column("body", LargeBinary),
    PrimaryKeyConstraint("key", "actor"),
)

starter_record = Table(
    "starter_record",
    COMMON,
    Column("key", Text, primary_key=True),
    Column("applied", _INSTANT, nullable=False),
)


def service_metadata() -> MetaData:
    """A fresh MetaData of one service, which already holds the common tables."""
    metadata = MetaData()
    for table in COMMON.sorted_tables:
        table.to_metadata(metadata)
    return metadata


def view_columns() -> list[Column[Any]]:
    """The columns of every resource table: state, versions, and a view and its facets per audience."""
    return [
        Column("id", Uuid, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("state", JSONB, nullable=False),
        Column("created", _INSTANT, nullable=False),
        Column("modified", _INSTANT, nullable=False),
        Column("effective", Date),
        Column("dating", Text, nullable=False),
        Column("since", Date, nullable=False),
        Column("first_since", Date, nullable=False),
        Column("source", JSONB(none_as_null=True)),
        Column("full_view", LargeBinary),
        Column("full_etag", Text),
        Column("full_facets", ARRAY(Text), nullable=False),
        Column("full_sort", _SORT),
        Column("public_version", Integer, nullable=False),
        Column("public_created", _INSTANT),
        Column("public_modified", _SORT),
        Column("public_view", LargeBinary),
        Column("public_body", Text),
        Column("public_etag", Text),
        Column("public_facets", ARRAY(Text), nullable=False),
        Column("public_sort", _SORT),
        Column("tombstone", Text),
        Column("public_tombstone", Text),
    ]


def _indexes(name: str) -> list[Index]:
    return [
        Index(f"{name}_public_list", "public_sort", "id", postgresql_where=text("public_view is not null")),
        Index(
            f"{name}_public_news", "public_modified", "id", postgresql_where=text("public_view is not null")
        ),
        Index(f"{name}_full_list", "full_sort", "id"),
        Index(f"{name}_public_facets", "public_facets", postgresql_using="gin"),
        Index(f"{name}_full_facets", "full_facets", postgresql_using="gin"),
    ]


def resource_table(metadata: MetaData, name: str, *columns: Any) -> Table:
    """The table of one noun; `columns` are what the database must guarantee or find."""
    return Table(name, metadata, *view_columns(), *columns, *_indexes(name))


def create_common_tables(op: Any) -> None:
    """Create the common tables and the head of the journal; `op` is `alembic.op` in a first migration."""
    COMMON.create_all(op.get_bind())
    op.execute("insert into journal_head values (1, 0, 0, '-infinity')")


def create_resource(op: Any, name: str, *columns: Any) -> None:
    """Create the table of one noun with its lists and facets indexed."""
    resource_table(MetaData(), name, *columns).create(op.get_bind())
