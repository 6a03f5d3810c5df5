"""Where gates are kept."""

from sqlalchemy import Column, Text, UniqueConstraint, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.identifiers import bare_reference
from sachstand_common.journal.resource import Resource

from ..domain.gates import Gate
from ..views import gates as views
from .metadata import METADATA

GATES = Resource(
    noun="gate",
    path="/v1/gates",
    state=Gate,
    view=views.GateView,
    render=views.render,
    table=resource_table(
        METADATA,
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
    ),
    columns=lambda state: {
        **{name: getattr(state, name) for name in ("city", "kind", "project_id", "application_id", "key")},
        "paper": state.paper_reference and bare_reference(state.paper_reference),
    },
    filters=("state", "kind", "city", "projectId", "applicationId"),
    sort="key",
)
