"""Where mandates are kept."""

from sqlalchemy import Column, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource, told_by_view

from ..domain.mandates import Mandate
from ..views import mandates as views
from ..views.oparl_mandates import mandate_forms
from .metadata import METADATA

READERS = ("gremiendienst",)

MANDATES = Resource(
    noun="mandate",
    path="/v1/mandates",
    state=Mandate,
    view=views.MandateView,
    render=views.render,
    table=resource_table(
        METADATA,
        "mandate",
        Column("organization_id", Uuid, nullable=False, index=True),
    ),
    columns=lambda state: {
        "organization_id": state.organization_id,
    },
    filters=("city", "organizationId", "organizationKey", "capacity", "participation", "state"),
    sort="holder",
    full_readers=READERS,
    forms=told_by_view(mandate_forms),
)
