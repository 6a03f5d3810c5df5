"""Where minutes are kept."""

from sqlalchemy import Column, Text, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.minutes import Minutes, key_of
from ..views import minutes as views
from .metadata import METADATA

MINUTES = Resource(
    noun="minutes",
    path="/v1/minutes",
    state=Minutes,
    view=views.MinutesView,
    render=views.render,
    table=resource_table(
        METADATA,
        "minutes",
        Column("city", Text),
        Column("key", Text, unique=True),
        Column("paper_id", Uuid, index=True),
        Column("meeting_id", Uuid, index=True),
    ),
    columns=lambda state: {
        "city": state.city,
        "key": key_of(state) if state.number or state.item_number else None,
        "paper_id": state.paper_id,
        "meeting_id": state.meeting_id,
    },
    public=lambda state: state.public,
    filters=("city", "number", "meetingDate", "state", "paperId", "organizationName", "paperAliases"),
    sort="meetingDate",
    descending=True,
    full_readers=("gremiendienst",),
)
