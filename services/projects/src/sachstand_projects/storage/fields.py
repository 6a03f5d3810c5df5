"""Where fields of action are kept."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.fields import FieldOfAction
from ..views import fields as views
from .metadata import METADATA

FIELDS = Resource(
    noun="field",
    path="/v1/fields-of-action",
    state=FieldOfAction,
    view=views.FieldView,
    render=views.render,
    table=resource_table(METADATA, "field", Column("key", Text, nullable=False, unique=True)),
    columns=lambda state: {"key": state.key},
    filters=("state", "focus"),
    sort="title",
    search=found_by("/v1/fields-of-action", "title", "description", day="validFrom"),
    groups={"field": ("key", "title", "description", "focus", "valid_from")},
)
