"""The tables of OParl: objects as they are sent, who said so, and what belongs where."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

OPARL = MetaData()
_INSTANT = DateTime(timezone=True)

oparl_object = Table(
    "oparl_object",
    OPARL,
    Column("kind", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("body", Uuid),
    Column("created", _INSTANT, nullable=False),
    Column("modified", _INSTANT, nullable=False),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
    Column("own", JSONB, nullable=False),
    Column("facets", ARRAY(Text), nullable=False),
    Column("digest", Text),
    Column("whole", LargeBinary),
    Column("brief", LargeBinary),
    PrimaryKeyConstraint("kind", "id"),
    Index("oparl_object_list", "kind", "body", "created", "id"),
    Index("oparl_object_modified", "kind", "modified"),
    Index("oparl_object_facets", "facets", postgresql_using="gin"),
)

# Several resources can contribute one object, a place where two meetings are held: it is gone with the last.
oparl_emission = Table(
    "oparl_emission",
    OPARL,
    Column("emitter", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    PrimaryKeyConstraint("emitter", "kind", "id"),
    Index("oparl_emission_object", "kind", "id"),
)

oparl_place = Table(
    "oparl_place",
    OPARL,
    Column("emitter", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("parent_kind", Text, nullable=False),
    Column("parent_id", Uuid, nullable=False),
    Column("slot", Text, nullable=False),
    Column("ord", Integer, nullable=False),
    PrimaryKeyConstraint("emitter", "kind", "id", "parent_kind", "parent_id", "slot"),
    Index("oparl_place_child", "kind", "id"),
    Index("oparl_place_parent", "parent_kind", "parent_id"),
)


def with_oparl(metadata: MetaData) -> MetaData:
    """The metadata of a service that serves OParl objects."""
    for table in OPARL.sorted_tables:
        table.to_metadata(metadata)
    return metadata


def create_oparl_tables(op: Any) -> None:
    """Create the tables; `op` is `alembic.op` in a migration."""
    OPARL.create_all(op.get_bind())
