"""Targets: found by their key."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.targets import Target
from ..views.targets import TargetView, render_target
from .metadata import METADATA

TARGETS = Resource(
    noun="target",
    path="/v1/targets",
    state=Target,
    view=TargetView,
    render=render_target,
    table=resource_table(METADATA, "target", Column("key", Text, unique=True, nullable=False)),
    columns=lambda target: {"key": target.key},
    filters=("city", "scope", "programmeKey", "rolloutKey"),
    sort="due",
    full_readers=("dms-team",),
    search=found_by("/v1/targets", "title", "statedDue", day="due", city="city"),
)
