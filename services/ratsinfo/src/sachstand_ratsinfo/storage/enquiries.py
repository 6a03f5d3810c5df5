"""Where enquiries are kept, and how the two papers of one are found."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Text, Uuid, or_, select

from sachstand_common.db.schema import resource_table
from sachstand_common.facts import City
from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by
from sachstand_common.journal.work import Work

from ..domain.enquiries import Asked, Enquiry, Given, as_now, shown
from ..domain.enquiry_papers import number_of
from ..domain.organizations import name_key
from ..views import enquiries as views
from .metadata import METADATA


def _columns(state: Enquiry) -> dict[str, Any]:
    asked, given = state.asked, state.given
    return {
        "city": state.city,
        "waits": state.waits,
        "wake": state.wake,
        "paper_id": asked.paper_id if asked else None,
        "answer_paper_id": given.paper_id if given else None,
        **_found_under(asked or given),
    }


def _found_under(side: Asked | Given | None) -> dict[str, str | None]:
    if side is None:
        return {"key": None, "number": None}
    named = not isinstance(side, Given) or side.name_printed
    number = number_of(side.reference, answering=isinstance(side, Given))
    return {"key": name_key(side.name) if named else None, "number": number}


ENQUIRIES = Resource(
    noun="enquiry",
    path="/v1/enquiries",
    state=Enquiry,
    view=views.EnquiryView,
    render=views.render,
    table=resource_table(
        METADATA,
        "enquiry",
        Column("city", Text),
        Column("waits", Boolean, nullable=False),
        Column("wake", Date, index=True),
        Column("key", Text, index=True),
        Column("number", Text, index=True),
        Column("paper_id", Uuid, index=True),
        Column("answer_paper_id", Uuid, index=True),
    ),
    columns=_columns,
    public=lambda state: state.public,
    shown=shown,
    as_now=as_now,
    filters=(
        "city", "state", "askers", "askerIds", "overdue", "carriedOver", "year", "answerPaperId", "paperId",
        "intendedFor", "intendedBody",
    ),
    sort="date",
    descending=True,
    full_readers=("gremiendienst",),
    search=found_by(
        "/v1/enquiries",
        "name",
        "reference",
        "askedBy",
        "facts",
        "claimedState",
        "questions.text",
        "questions.answer",
        day="date",
        city="city",
        faction="askers",
        body="intendedBody",
    ),
)  # fmt: skip


async def find_other_sides(work: Work, city: City | None, side: Asked | Given) -> list[Held[Enquiry]]:
    """The enquiries of a city that lack this side, and bear its number or its name."""
    table, under = ENQUIRIES.table, _found_under(side)
    missing = table.c.answer_paper_id if isinstance(side, Given) else table.c.paper_id
    same = [table.c[name] == value for name, value in under.items() if value is not None]
    if city is None or not same:
        return []
    query = select(table).where(table.c.city == city, missing.is_(None), or_(*same)).order_by(table.c.id)
    return await work.select(ENQUIRIES, query)
