"""Where the steps of the papers' ways are kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Text, Uuid
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.db.schema import resource_table
from sachstand_common.facts import City
from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work
from sachstand_common.oparl.forms import Form

from ..domain.consultations import Consultation, as_now, is_public, shown
from ..views import consultations as views
from ..views import oparl
from .metadata import METADATA


async def _forms(_: AsyncSession, id: UUID, view: dict[str, Any], __: Consultation) -> Sequence[Form]:
    return [oparl.consultation(id, view)]


CONSULTATIONS = Resource(
    noun="consultation",
    path="/v1/consultations",
    state=Consultation,
    view=views.ConsultationView,
    render=views.render,
    table=resource_table(
        METADATA,
        "consultation",
        Column("city", Text),
        Column("date", Date, index=True),
        Column("paper_id", Uuid, nullable=False, index=True),
        Column("meeting_id", Uuid, index=True),
        Column("decision_id", Uuid, index=True),
    ),
    columns=lambda state: {
        "city": state.city,
        "date": state.date,
        "paper_id": state.paper_id,
        "meeting_id": state.meeting_id,
        "decision_id": state.decision_id,
    },
    public=is_public,
    shown=shown,
    as_now=as_now,
    filters=("paperId", "city", "state", "role", "date", "organizationName", "organizationKind", "meetingId"),
    sort="date",
    full_readers=("gremiendienst",),
    forms=_forms,
)


async def on_the_day(work: Work, city: City, day: date) -> list[Held[Consultation]]:
    """The steps of a city that are planned for a day."""
    return await work.find_all(CONSULTATIONS, city=city, date=day)
