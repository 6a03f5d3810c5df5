"""Where votes are kept, one for each item."""

from dataclasses import replace

from sqlalchemy import Column, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.votes import Vote
from ..views import votes as views
from .metadata import METADATA

READERS = ("gremiendienst",)

VOTES = Resource(
    noun="vote",
    path="/v1/votes",
    state=Vote,
    view=views.VoteView,
    render=views.render,
    table=resource_table(
        METADATA,
        "vote",
        Column("meeting_id", Uuid, nullable=False, index=True),
        Column("agenda_item_id", Uuid, nullable=False, unique=True),
    ),
    columns=lambda state: {
        "meeting_id": state.meeting_id,
        "agenda_item_id": state.agenda_item_id,
    },
    public=lambda state: state.public,
    as_now=lambda past, now: replace(past, public=now.public),
    filters=("city", "organizationId", "meetingId", "agendaItemId", "outcome", "method"),
    sort="day",
    descending=True,
    full_readers=READERS,
)
