"""Where decisions are kept, and where their numbers come from."""

from uuid import UUID

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.decisions import Decision, as_now, shown
from ..views import decisions as views
from .metadata import METADATA

READERS = ("gremiendienst",)

NUMBERS = Table(
    "decision_number",
    METADATA,
    Column("organization_id", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

DECISIONS = Resource(
    noun="decision",
    path="/v1/decisions",
    state=Decision,
    view=views.DecisionView,
    render=views.render,
    table=resource_table(
        METADATA,
        "decision",
        Column("organization_id", Uuid, nullable=False),
        Column("year", Integer, nullable=False),
        Column("sequence", Integer),
        Column("agenda_item_id", Uuid, nullable=False, unique=True),
        Column("meeting_id", Uuid, nullable=False, index=True),
        Column("stage", Text, nullable=False),
        UniqueConstraint("organization_id", "year", "sequence", name="decision_sequence"),
    ),
    columns=lambda state: {
        "organization_id": state.body.id,
        "year": state.day.year,
        "sequence": state.sequence,
        "agenda_item_id": state.agenda_item_id,
        "meeting_id": state.meeting_id,
        "stage": state.state,
    },
    public=lambda state: state.public,
    shown=shown,
    as_now=as_now,
    filters=(
        "city",
        "organizationId",
        "organizationKey",
        "organizationKind",
        "kind",
        "state",
        "outcome",
        "origin",
        "number",
        "sourceNumber",
        "meetingId",
        "agendaItemId",
        "projectIds",
        "paperId",
        "paperReference",
        "requiresCouncil",
        "day",
    ),
    sort="day",
    descending=True,
    full_readers=READERS,
    search=found_by(
        "/v1/decisions",
        "title",
        "number",
        "sourceNumber",
        "resultText",
        "points.text",
        "paperReference",
        "organizationName",
        day="day",
        city="city",
        kind="kind",
        body="organizationName",
    ),
    groups={
        "decision": ("title", "day", "outcome", "number", "source_number", "item_number", "result_text"),
        "state": ("state",),
    },
)


async def next_number(session: AsyncSession, organization_id: UUID, year: int) -> int:
    """The next number of a body's year.

    The counter's row stays locked until the transaction ends, so that the next one waits for it: a number
    is given when its decision is committed, and given back when it is not. No gaps, no doubles.
    """
    first = insert(NUMBERS).values(organization_id=organization_id, year=year, last=1)
    drawn = first.on_conflict_do_update(
        index_elements=[NUMBERS.c.organization_id, NUMBERS.c.year], set_={"last": NUMBERS.c.last + 1}
    ).returning(NUMBERS.c.last)
    number: int = (await session.execute(drawn)).scalar_one()
    return number
