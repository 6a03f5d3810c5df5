"""Where the submitted versions of profiles are kept."""

from sqlalchemy import Column, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.profiles import ProfileHistory
from ..views import profiles as views
from .metadata import METADATA

PROFILES = Resource(
    noun="profile",
    path="/v1/profiles",
    state=ProfileHistory,
    view=views.ProfileView,
    render=views.render,
    table=resource_table(METADATA, "profile", Column("project_id", Uuid, nullable=False, unique=True)),
    columns=lambda state: {"project_id": state.project_id},
    filters=("projectId", "city"),
    sort="title",
)
