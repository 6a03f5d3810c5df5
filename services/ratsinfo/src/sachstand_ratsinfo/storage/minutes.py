"""Where minutes are kept."""

from sqlalchemy import Column, Text, Uuid, func, select

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by
from sachstand_common.journal.work import Work

from ..domain.contents import MinutesContent
from ..domain.minutes import Minutes, MinutesState, as_now, key_of, shown
from ..domain.organizations import short_key
from ..views import minutes as views
from .metadata import METADATA

_OF_AN_ITEM = (
    "motionItems.text",
    "resultText",
    "contributions.text",
    "contributions.speaker",
    "paperReference",
)
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
        Column("key", Text, index=True),
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
    shown=shown,
    as_now=as_now,
    filters=(
        "city",
        "number",
        "meetingDate",
        "state",
        "paperId",
        "organizationName",
        "paperAliases",
        "meetingId",
    ),
    sort="meetingDate",
    descending=True,
    full_readers=("gremiendienst",),
    search=found_by(
        "/v1/minutes",
        "subject",
        "number",
        "organizationName",
        "chair",
        *_OF_AN_ITEM,
        *(f"items.{one}" for one in ("subject", *_OF_AN_ITEM)),
        day="meetingDate",
        city="city",
        body="organizationName",
        faction="contributions.faction",
    ),
)


async def find_draft(work: Work, content: MinutesContent) -> Held[Minutes] | None:
    """The draft that was made when this body's sitting was held, as long as nobody wrote on it."""
    table = MINUTES.table
    query = (
        select(table)
        .where(table.c.meeting_id.is_not(None), table.c.city == content.city)
        .where(table.c.state["state"].astext == MinutesState.DRAFT)
        .where(func.jsonb_array_length(table.c.state["writers"]) == 0)
        .where(table.c.state["meeting_date"].astext == str(content.meeting_date))
    )
    name = short_key(content.organization_name or "")
    found = [
        h for h in await work.select(MINUTES, query) if short_key(h.state.organization_name or "") == name
    ]
    return found[0] if found else None
