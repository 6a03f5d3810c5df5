"""Where the budgets of measures are kept."""

from sqlalchemy import Column, Text, UniqueConstraint, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.budgets import Budget
from ..views import budgets as views
from .metadata import METADATA

BUDGETS = Resource(
    noun="budget",
    path="/v1/budgets",
    state=Budget,
    view=views.BudgetView,
    render=views.render,
    table=resource_table(
        METADATA,
        "budget",
        Column("application_id", Uuid, nullable=False),
        Column("measure", Text, nullable=False),
        UniqueConstraint("application_id", "measure", name="budget_measure"),
    ),
    columns=lambda state: {"application_id": state.application_id, "measure": state.measure},
    filters=("applicationId", "stage"),
    sort="measure",
)
