"""Where units are kept."""

from sqlalchemy import Column, Text, UniqueConstraint

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource, told_by_view
from sachstand_common.journal.searching import found_by

from ..domain.units import Unit
from ..views import units as views
from ..views.oparl_organizations import unit_forms
from .metadata import METADATA

READERS = ("gremiendienst",)

UNITS = Resource(
    noun="unit",
    path="/v1/units",
    state=Unit,
    view=views.UnitView,
    render=views.render,
    table=resource_table(
        METADATA,
        "unit",
        Column("city", Text, nullable=False),
        Column("code", Text, nullable=False),
        UniqueConstraint("city", "code", name="unit_code"),
    ),
    columns=lambda state: {
        "city": state.city,
        "code": state.code,
    },
    filters=("city", "code", "kind", "state", "parentCode"),
    sort="code",
    full_readers=READERS,
    search=found_by("/v1/units", "name", "code", "note", day="validFrom", city="city", kind="kind"),
    forms=told_by_view(unit_forms),
)
