"""Conceal sources that the public may read no more, wherever they are cited, on past days as well."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from sachstand_common.db.schema import journal
from sachstand_common.facts import NOT_PUBLIC, Source
from sachstand_common.journal.changes import stored_source
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.retelling import conceal
from sachstand_common.journal.work import Work

from ..domain.strategies import without_sources
from ..storage.agendas import AGENDAS
from ..storage.candidates import CANDIDATES
from ..storage.decisions import DECISIONS
from ..storage.evaluations import EVALUATIONS
from ..storage.meetings import MEETINGS
from ..storage.organizations import ORGANIZATIONS
from ..storage.strategies import STRATEGIES
from ..storage.tasks import TASKS
from ..storage.votes import VOTES
from .facts import quietly

CITING: tuple[Resource[Any], ...] = (
    AGENDAS, CANDIDATES, DECISIONS, EVALUATIONS, MEETINGS, ORGANIZATIONS, STRATEGIES, TASKS, VOTES,
)  # fmt: skip
BY_NOUN = {resource.noun: resource for resource in CITING}


async def conceal_file(work: Work, file_id: UUID) -> None:
    """A file was taken back: no public source leads to it any more."""
    addressed = journal.c.source["url"].astext.contains(f"/v1/files/{file_id}/")
    rows = await work.session.execute(select(journal.c.source).where(addressed).distinct())
    sources = {source for row in rows if (source := stored_source(row.source))}
    await conceal_sources(work, sources)
    await work.flush()
    keys = {source.key for source in sources}
    for held in await work.find_all(STRATEGIES):
        told = without_sources(held.state, keys)
        if told != held.state:
            work.change(held, told, fact=quietly(held), retell=True)


async def conceal_sources(work: Work, sources: set[Source]) -> None:
    """Whatever rests on one of them says on all days only that there is a source."""
    keys = {source.key for source in sources}
    for source in sources:
        await conceal(work.session, source)
    key = func.coalesce(journal.c.source["url"].astext, journal.c.source["document"].astext)
    query = select(journal.c.noun, journal.c.subject_id).where(journal.c.noun.in_(BY_NOUN), key.in_(keys))
    citing = {(row.noun, row.subject_id) for row in await work.session.execute(query.distinct())}
    for noun, id in sorted(citing):
        held = await work.find(BY_NOUN[noun], id=id)
        if held is not None:
            shown = quietly(held)
            cited = shown.source is not None and shown.source.key in keys
            fact = replace(shown, source=NOT_PUBLIC) if cited else shown
            work.change(held, held.state, fact=fact, retell=True)
