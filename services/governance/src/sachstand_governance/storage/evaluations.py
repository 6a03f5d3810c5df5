"""Where evaluations are kept, one clock for each strategy."""

from dataclasses import replace

from sqlalchemy import Column, Text, UniqueConstraint

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.evaluations import Evaluation, shown
from ..views import evaluations as views
from .metadata import METADATA

READERS = ("gremiendienst",)

EVALUATIONS = Resource(
    noun="evaluation",
    path="/v1/evaluations",
    state=Evaluation,
    view=views.EvaluationView,
    render=views.render,
    shown=shown,
    as_now=lambda past, now: replace(past, anchoring_public=now.anchoring_public),
    table=resource_table(
        METADATA,
        "evaluation",
        Column("city", Text, nullable=False),
        Column("strategy_key", Text, nullable=False),
        UniqueConstraint("city", "strategy_key", name="evaluation_strategy"),
    ),
    columns=lambda state: {
        "city": state.city,
        "strategy_key": state.strategy_key,
    },
    filters=("city", "state", "strategyKey"),
    sort="strategyKey",
    full_readers=READERS,
)
