"""Where projects are kept."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Text, UniqueConstraint, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.projects import Project
from ..views import projects as views
from .metadata import METADATA

_PROFILE = "profile"


class ProjectResource(Resource[Project]):
    """Stores each field of the profile under a key of its own: ``profile/<field>``.

    History dates what lies under one key, and a source states it: a lead unit that is entered later is no
    new title, and one that becomes known late changes nothing but itself in the days between.
    """

    def dump(self, state: Project) -> dict[str, Any]:
        """The state as a document, the profile laid flat."""
        document = super().dump(state)
        profile = document.pop(_PROFILE)
        return document | {f"{_PROFILE}/{name}": value for name, value in profile.items()}

    def load(self, document: dict[str, Any]) -> Project:
        """The state from its document."""
        flat = {name.partition("/")[2]: value for name, value in document.items() if "/" in name}
        return super().load({**document, _PROFILE: flat})


PROJECTS = ProjectResource(
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
    groups={
        "project": ("city", "key", "state", "profile/title", "profile/fields"),
        "lead_unit": ("profile/lead_unit",),
    },
)


def with_facets(*facets: str) -> ColumnElement[bool]:
    """Projects whose full view carries all of these facets; answered from the index of the facets."""
    return PROJECTS.table.c.full_facets.op("@>", is_comparison=True)(list(facets))
