"""Where funding programmes are kept."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.programmes import FundingProgramme
from ..views import programmes as views
from .metadata import METADATA

PROGRAMMES = Resource(
    noun="programme",
    path="/v1/funding-programmes",
    state=FundingProgramme,
    view=views.ProgrammeView,
    render=views.render,
    table=resource_table(METADATA, "programme", Column("key", Text, nullable=False, unique=True)),
    columns=lambda state: {"key": state.key},
    filters=("funder",),
    sort="title",
)
