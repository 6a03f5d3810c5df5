"""Where funding applications are kept."""

from sqlalchemy import Column, Text, UniqueConstraint

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.applications import FundingApplication
from ..views import applications as views
from .metadata import METADATA

APPLICATIONS = Resource(
    noun="application",
    path="/v1/funding-applications",
    state=FundingApplication,
    view=views.ApplicationView,
    render=views.render,
    table=resource_table(
        METADATA,
        "application",
        Column("city", Text, nullable=False),
        Column("key", Text, nullable=False),
        UniqueConstraint("city", "key", name="application_key"),
    ),
    columns=lambda state: {"city": state.city, "key": state.key},
    filters=("state", "city", "programmeKey"),
    sort="title",
    search=found_by(
        "/v1/funding-applications",
        "title",
        "programmeKey",
        "measures.title",
        "measures.key",
        "councilReference",
        "gates.title",
        day="effective",
        city="city",
        kind="state",
    ),
    groups={
        "application": (
            "city",
            "key",
            "title",
            "state",
            "programme_key",
            "period_from",
            "period_to",
            "own_per_cent",
            "quota_per_cent",
        ),
    },
)
