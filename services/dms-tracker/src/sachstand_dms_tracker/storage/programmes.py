"""Programmes: found by their key."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.programmes import Programme
from ..views.programmes import ProgrammeView, render_programme
from .metadata import METADATA

PROGRAMMES = Resource(
    noun="programme",
    path="/v1/programmes",
    state=Programme,
    view=ProgrammeView,
    render=render_programme,
    table=resource_table(METADATA, "programme", Column("key", Text, unique=True, nullable=False)),
    columns=lambda programme: {"key": programme.key},
    filters=("city", "key"),
    sort="key",
    full_readers=("dms-team",),
)
