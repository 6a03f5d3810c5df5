"""Where agendas are kept, one for each meeting; a draft is nobody's business outside."""

from sqlalchemy import Column, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource, told_by_view
from sachstand_common.journal.searching import found_by

from ..domain.agendas import Agenda
from ..domain.publicity import as_now, shown
from ..views import agendas as views
from ..views.oparl_agendas import agenda_forms
from .metadata import METADATA

READERS = ("gremiendienst",)

AGENDAS = Resource(
    noun="agenda",
    path="/v1/agendas",
    state=Agenda,
    view=views.AgendaView,
    render=views.render,
    table=resource_table(
        METADATA,
        "agenda",
        Column("meeting_id", Uuid, nullable=False, unique=True),
    ),
    columns=lambda state: {
        "meeting_id": state.meeting_id,
    },
    public=lambda state: state.public and state.published,
    shown=shown,
    as_now=as_now,
    filters=("city", "organizationId", "organizationKind", "meetingId", "day", "items.paperReferences"),
    sort="day",
    descending=True,
    full_readers=READERS,
    search=found_by(
        "/v1/agendas",
        "organizationName",
        "items.title",
        "items.points.text",
        "items.paperReferences",
        "items.resultText",
        "nonPublicItems.title",
        "nonPublicItems.points.text",
        day="day",
        city="city",
        body="organizationName",
    ),
    forms=told_by_view(agenda_forms),
)
