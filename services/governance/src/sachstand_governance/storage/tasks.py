"""Where tasks are kept, one for each thing they come from."""

from dataclasses import replace

from sqlalchemy import Column, Text, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.tasks import Task
from ..views import tasks as views
from .metadata import METADATA

READERS = ("gremiendienst",)

TASKS = Resource(
    noun="task",
    path="/v1/tasks",
    state=Task,
    view=views.TaskView,
    render=views.render,
    table=resource_table(
        METADATA,
        "task",
        Column("origin_id", Uuid, nullable=False, unique=True),
        Column("stage", Text, nullable=False),
    ),
    columns=lambda state: {"origin_id": state.origin_id, "stage": state.state},
    public=lambda state: state.public,
    as_now=lambda past, now: replace(past, public=now.public, public_papers=now.public_papers),
    filters=("city", "origin", "state", "unit", "paperId", "originId"),
    sort="due",
    full_readers=READERS,
    unit_facet="unit",
    search=found_by("/v1/tasks", "title", "unit", "reason", "origin", day="due", city="city", kind="state"),
)
