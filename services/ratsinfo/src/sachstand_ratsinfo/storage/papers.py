"""Where papers are kept."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.db.connections import Pool
from sachstand_common.db.schema import resource_table
from sachstand_common.facts import City
from sachstand_common.identifiers import bare_reference, normalise_reference, same_reference
from sachstand_common.journal.changes import Held
from sachstand_common.journal.reads import Reader
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by
from sachstand_common.journal.work import Work
from sachstand_common.oparl.forms import Form

from ..domain.papers import Paper, as_now, shown
from ..views import oparl
from ..views import papers as views
from .metadata import METADATA


async def _forms(_: AsyncSession, id: UUID, view: dict[str, Any], __: Paper) -> Sequence[Form]:
    return [oparl.paper(id, view)]


PAPERS = Resource(
    noun="paper",
    path="/v1/papers",
    state=Paper,
    view=views.PaperView,
    render=views.render,
    table=resource_table(
        METADATA,
        "paper",
        Column("city", Text),
        Column("bare_reference", Text, index=True),
        Column("prerequisite_id", Uuid, unique=True),
        Column("embargo_until", Date, index=True),
    ),
    columns=lambda state: {
        "city": state.city,
        "bare_reference": bare_reference(state.reference) if state.reference else None,
        "prerequisite_id": state.prerequisite_id,
        "embargo_until": state.embargo_until,
    },
    public=lambda state: state.public,
    shown=shown,
    as_now=as_now,
    filters=(
        "kind",
        "city",
        "aliases",
        "date",
        "state",
        "files.id",
        "resolution.state",
        "consultations.organizationId",
    ),
    sort="date",
    descending=True,
    full_readers=("gremiendienst",),
    search=found_by(
        "/v1/papers",
        "name",
        "reference",
        "aliases",
        "facts",
        "claimedState",
        "questions.text",
        "answers.text",
        "motionItems.text",
        "originators",
        "unit",
        "internalConsultations.organizationName",
        "consultations.organizationName",
        day="date",
        kind="kind",
        city="city",
        body="consultations.organizationName",
    ),
    forms=_forms,
)


async def find_by_reference(work: Work, city: City | None, reference: str) -> Held[Paper] | None:
    """The one paper a printed reference speaks of; None when there is none, or more than one."""
    table = PAPERS.table
    query = select(table).where(table.c.bare_reference == bare_reference(reference)).order_by(table.c.id)
    if city is not None:
        query = query.where(table.c.city == city)
    found = [
        held
        for held in await work.select(PAPERS, query)
        if held.state.reference and same_reference(held.state.reference, reference)
    ]
    exact = [
        h for h in found if normalise_reference(h.state.reference or "") == normalise_reference(reference)
    ]
    chosen = exact or found
    return chosen[0] if len(chosen) == 1 else None


async def ids_by_alias(pool: Pool, reader: Reader, reference: str, city: City | None) -> list[UUID]:
    """The papers that a reader finds under a printed reference; a hundred are more than bear one."""
    wanted = [f"aliases:{normalise_reference(reference)}", *([f"city:{city}"] if city else [])]
    audience = reader.audience
    query = f"select id from paper where {audience}_facets @> $1::text[] and {audience}_view is not null"  # noqa: S608
    return [row["id"] for row in await pool.fetch(f"{query} order by id limit 100", wanted)]
