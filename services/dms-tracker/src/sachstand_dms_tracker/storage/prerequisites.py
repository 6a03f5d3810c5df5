"""Prerequisites: found by rollout, and by city for what the council decides."""

from sqlalchemy import Column, Text, UniqueConstraint, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.prerequisites import Prerequisite, as_now, shown
from ..views.prerequisites import PrerequisiteView, render_prerequisite
from .metadata import METADATA

PREREQUISITES = Resource(
    noun="prerequisite",
    path="/v1/prerequisites",
    state=Prerequisite,
    view=PrerequisiteView,
    render=render_prerequisite,
    table=resource_table(
        METADATA,
        "prerequisite",
        Column("rollout_id", Uuid, nullable=False),
        Column("key", Text, nullable=False),
        Column("city", Text, nullable=False),
        Column("kind", Text, nullable=False),
        UniqueConstraint("rollout_id", "key", name="prerequisite_of_rollout"),
    ),
    shown=shown,
    as_now=as_now,
    columns=lambda p: {"rollout_id": p.rollout_id, "key": p.key, "city": p.city, "kind": p.kind},
    filters=("state", "kind", "city", "rolloutId", "rolloutKey", "unitCodes", "met"),
    sort="key",
    full_readers=("dms-team",),
    unit_facet="unitCodes",
)
