"""Where goals are kept."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.goals import Goal
from ..views import goals as views
from .metadata import METADATA

GOALS = Resource(
    noun="goal",
    path="/v1/goals",
    state=Goal,
    view=views.GoalView,
    render=views.render,
    table=resource_table(METADATA, "goal", Column("key", Text, nullable=False, unique=True)),
    columns=lambda state: {"key": state.key},
    filters=("group",),
    sort="number",
    search=found_by("/v1/goals", "title", "description", "group", day="validFrom"),
)
