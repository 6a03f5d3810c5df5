"""Where strategies are kept."""

from sqlalchemy import Column, Text, UniqueConstraint

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.strategies import Strategy, as_now, shown
from ..views import strategies as views
from .metadata import METADATA

READERS = ("gremiendienst",)

STRATEGIES = Resource(
    noun="strategy",
    path="/v1/strategies",
    state=Strategy,
    view=views.StrategyView,
    render=views.render,
    shown=shown,
    as_now=as_now,
    table=resource_table(
        METADATA,
        "strategy",
        Column("city", Text, nullable=False),
        Column("key", Text, nullable=False),
        UniqueConstraint("city", "key", name="strategy_key"),
    ),
    columns=lambda state: {
        "city": state.city,
        "key": state.key,
    },
    filters=("city", "key"),
    sort="key",
    full_readers=READERS,
    search=found_by(
        "/v1/strategies",
        "title",
        "edition",
        "chronicle.label",
        "paperReference",
        day="documentDate",
        city="city",
    ),
    groups={"strategy": ("city", "key", "title", "edition", "document_date")},
)
