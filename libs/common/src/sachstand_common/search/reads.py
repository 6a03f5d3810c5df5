"""Asking the index: the best of the newest hits, how many there are, and how they divide."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ..db.connections import Pool
from .questions import Question, Snippet, snippet

RANKED = 1_000
"""Only the newest hits are ranked: ranking all of a common word costs more than anybody reads."""


@dataclass(frozen=True)
class Narrowed:
    """What a search is narrowed to; `full` names the nouns of which this reader may see everything."""

    full: tuple[str, ...]
    facets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    noun: str
    id: UUID
    owner: UUID
    path: str
    title: str
    day: date | None
    facets: list[str]
    rank: float
    snippet: Snippet


@dataclass(frozen=True)
class Hits:
    """A page of hits, best first; `total` counts all of them, `facets` how they divide."""

    hits: list[Hit]
    total: int
    facets: dict[str, dict[str, int]]


async def search(pool: Pool, question: Question, narrowed: Narrowed, offset: int, limit: int) -> Hits:
    """What answers a question."""
    if not question.tsquery:
        return Hits([], 0, {})
    values = (question.tsquery, list(narrowed.full), list(narrowed.facets), narrowed.since, narrowed.until,
              list(narrowed.nouns))  # fmt: skip
    counted, rows = await asyncio.gather(
        pool.fetch(_COUNTED, *values), pool.fetch(_FOUND, *values, offset, limit)
    )
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    total = 0
    for row in counted:
        if row["facet"] is None:
            total = row["n"]
        else:
            name, _, value = row["facet"].partition(":")
            facets[name][value] = row["n"]
    return Hits([_hit(row, question) for row in rows], total, dict(facets))


def _hit(row: Any, question: Question) -> Hit:
    values = dict(row)
    text = values.pop("text")
    return Hit(**values, snippet=snippet(text, question))


_MATCHING = """from search_entry where terms @@ $1::tsquery
 and audience = case when noun = any($2::text[]) then 'full' else 'public' end and facets @> $3::text[]
 and ($4::date is null or day >= $4) and ($5::date is null or day <= $5)
 and ($6::text[] = '{}' or noun = any($6))"""

_COUNTED = f"""with hits as (select facets {_MATCHING})
 select null as facet, count(*) as n from hits
 union all select facet, count(*) from hits, unnest(facets) facet group by facet"""  # noqa: S608 - our words

_FOUND = f"""select noun, id, owner, path, title, day, facets, text, ts_rank(terms, $1::tsquery, 1) as rank
 from (select * {_MATCHING} order by day desc nulls last, id limit {RANKED}) newest
 order by rank desc, day desc nulls last, id offset $7 limit $8"""  # noqa: S608 - our words
