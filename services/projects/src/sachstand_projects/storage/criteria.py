"""Where criteria sets are kept."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.criteria import CriteriaSet
from ..views import criteria as views
from .metadata import METADATA

CRITERIA = Resource(
    noun="criteria",
    path="/v1/criteria-sets",
    state=CriteriaSet,
    view=views.CriteriaView,
    render=views.render,
    table=resource_table(METADATA, "criteria", Column("key", Text, nullable=False, unique=True)),
    columns=lambda state: {"key": state.key},
    filters=("state",),
    sort="title",
)
