"""Where indicators are kept."""

from sqlalchemy import Column, Text, UniqueConstraint, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.kpis import Kpi
from ..views import kpis as views
from .metadata import METADATA

KPIS = Resource(
    noun="kpi",
    path="/v1/kpis",
    state=Kpi,
    view=views.KpiView,
    render=views.render,
    table=resource_table(
        METADATA,
        "kpi",
        Column("project_id", Uuid, nullable=False),
        Column("key", Text, nullable=False),
        UniqueConstraint("project_id", "key", name="kpi_key"),
    ),
    columns=lambda state: {"project_id": state.project_id, "key": state.key},
    filters=("projectId", "key"),
    sort="key",
)
