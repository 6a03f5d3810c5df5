"""Where projects are kept."""

from sqlalchemy import Column, ColumnElement, Text, UniqueConstraint, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.projects import Project
from ..views import projects as views
from .metadata import METADATA

PROJECTS = Resource(
    noun="project",
    path="/v1/projects",
    state=Project,
    view=views.ProjectView,
    render=views.render,
    table=resource_table(
        METADATA,
        "project",
        Column("city", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("meeting_id", Uuid, index=True),
        UniqueConstraint("city", "key", name="project_key"),
    ),
    columns=lambda state: {
        "city": state.city,
        "key": state.key,
        "meeting_id": state.agenda and state.agenda.meeting_id,
    },
    filters=("state", "city", "fieldsOfAction.key", "goalContributions.goal", "operation.status", "leadUnit"),
    sort="title",
    unit_facet="leadUnit",
    search=found_by(
        "/v1/projects",
        "title",
        "aliases",
        "problem",
        "solution",
        "digitalTechnology",
        "publicService",
        "partners",
        "fieldsOfAction.title",
        "leadUnit",
        "leadUnitName",
        "goalContributions.statement",
        day="effective",
        city="city",
        kind="state",
    ),
)


def with_facets(*facets: str) -> ColumnElement[bool]:
    """Projects whose full view carries all of these facets; answered from the index of the facets."""
    return PROJECTS.table.c.full_facets.op("@>", is_comparison=True)(list(facets))
