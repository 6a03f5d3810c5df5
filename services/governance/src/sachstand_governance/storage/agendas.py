"""Where agendas are kept, one for each meeting; a draft is nobody's business outside."""

from uuid import UUID

from sqlalchemy import Column, Index, Uuid, select
from sqlalchemy.dialects.postgresql import ARRAY

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource, told_by_view
from sachstand_common.journal.searching import found_by
from sachstand_common.journal.work import Work

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
        Column("paper_ids", ARRAY(Uuid), nullable=False),
        Index("agenda_papers", "paper_ids", postgresql_using="gin"),
    ),
    columns=lambda state: {
        "meeting_id": state.meeting_id,
        "paper_ids": sorted({id for item in state.items for id in item.paper_ids}),
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


async def agendas_with_paper(work: Work, paper_id: UUID) -> list[Held[Agenda]]:
    """The agendas that have an item with this paper, for change."""
    table = AGENDAS.table
    query = select(table).where(table.c.paper_ids.contains([paper_id])).order_by(table.c.id)
    return await work.select(AGENDAS, query)
