"""Where meetings are kept."""

from uuid import UUID

from sqlalchemy import Column, Date, Text, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.identifiers import stable_id
from sachstand_common.journal.resource import Resource, told_by_view
from sachstand_common.journal.views import Meta

from ..domain.meetings import Meeting, MeetingState, as_now
from ..views import meetings as views
from ..views.oparl_meetings import meeting_forms
from .metadata import METADATA

READERS = ("gremiendienst",)


def agenda_id_of(meeting_id: UUID) -> UUID:
    """A meeting has one agenda, under an id that follows from its own."""
    return stable_id("agenda", str(meeting_id))


def _render(state: Meeting, meta: Meta) -> views.MeetingView:
    return views.render(state, meta, agenda_id_of(meta.id))


MEETINGS = Resource(
    noun="meeting",
    path="/v1/meetings",
    state=Meeting,
    view=views.MeetingView,
    render=_render,
    table=resource_table(
        METADATA,
        "meeting",
        Column("organization_id", Uuid, nullable=False, index=True),
        Column("start", Date, nullable=False),
        Column("stage", Text, nullable=False),
    ),
    columns=lambda state: {
        "organization_id": state.body.id,
        "start": state.start,
        "stage": state.state,
    },
    public=lambda state: state.public and state.state is not MeetingState.DRAFT,
    as_now=as_now,
    filters=("city", "organizationId", "organizationKey", "organizationKind", "state", "origin", "start"),
    sort="start",
    descending=True,
    full_readers=READERS,
    forms=told_by_view(meeting_forms),
)
