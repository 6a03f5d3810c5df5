"""Where rule profiles are kept."""

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.rule_profiles import RuleProfile
from ..views import rule_profiles as views
from .metadata import METADATA

READERS = ("gremiendienst",)

RULE_PROFILES = Resource(
    noun="rule-profile",
    path="/v1/rule-profiles",
    state=RuleProfile,
    view=views.RuleProfileView,
    render=views.render,
    table=resource_table(
        METADATA,
        "rule_profile",
        Column("city", Text, nullable=False),
        Column("organization_key", Text, nullable=False),
    ),
    columns=lambda state: {
        "city": state.city,
        "organization_key": state.organization_key,
    },
    filters=("city", "organizationKey", "regulated"),
    sort="organizationKey",
    full_readers=READERS,
)
