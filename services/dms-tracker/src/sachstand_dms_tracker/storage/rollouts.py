"""Rollouts: found by their key and city."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.rollouts import Rollout
from ..views.rollouts import RolloutView, render_rollout
from .metadata import METADATA

ROLLOUTS = Resource(
    noun="rollout",
    path="/v1/rollouts",
    state=Rollout,
    view=RolloutView,
    render=render_rollout,
    table=resource_table(
        METADATA,
        "rollout",
        Column("key", Text, unique=True, nullable=False),
        Column("city", Text, nullable=False, index=True),
    ),
    columns=lambda rollout: {"key": rollout.key, "city": rollout.city},
    filters=("phase", "units.code", "city", "key", "programmeKey"),
    sort="key",
    full_readers=("dms-team",),
    unit_facet="units.code",
)
