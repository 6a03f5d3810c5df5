"""Where organizations are kept; the database lets a city have one active council, board and forum."""

from sqlalchemy import Column, Text, UniqueConstraint, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource, told_by_view
from sachstand_common.journal.searching import found_by

from ..domain.organizations import Organization, OrganizationState, single_key
from ..views import organizations as views
from ..views.oparl_organizations import organization_forms
from .metadata import METADATA

READERS = ("gremiendienst",)

ORGANIZATIONS = Resource(
    noun="organization",
    path="/v1/organizations",
    state=Organization,
    view=views.OrganizationView,
    render=views.render,
    table=resource_table(
        METADATA,
        "organization",
        Column("city", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("single", Text, unique=True),
        UniqueConstraint("city", "key", name="organization_key"),
    ),
    columns=lambda state: {
        "city": state.city,
        "key": state.key,
        "single": single_key(state),
    },
    public=lambda state: state.state is not OrganizationState.PROVISIONAL or state.public_by_default,
    filters=("city", "key", "kind", "state", "parentId"),
    sort="name",
    full_readers=READERS,
    search=found_by(
        "/v1/organizations",
        "name",
        "aliases.label",
        "chairRole",
        "note",
        day="validFrom",
        city="city",
        kind="kind",
        body="name",
    ),
    forms=told_by_view(organization_forms),
)

_REGISTER = 7_215_101


async def lock_register(session: AsyncSession) -> None:
    """Let founding and entering bodies wait for each other: they look at all bodies of a city."""
    await session.execute(select(func.pg_advisory_xact_lock(_REGISTER)))
