"""Asking the index: the best of the newest hits, how many there are, and how they divide."""

import json
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
    rows = await pool.fetch(_FOUND, *values, offset, limit)
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    for facet, number in json.loads(rows[0]["counts"] or "{}").items():
        name, _, value = facet.partition(":")
        facets[name][value] = number
    hits = [_hit(row, question) for row in rows if row["id"] is not None]
    return Hits(hits, rows[0]["total"] or 0, dict(facets))


def _hit(row: Any, question: Question) -> Hit:
    values = {name: value for name, value in row.items() if name not in ("total", "counts")}
    text = values.pop("text")
    return Hit(**values, snippet=snippet(text, question))


_MATCHING = """from search_entry where terms @@ $1::tsquery
 and audience = case when noun = any($2::text[]) then 'full' else 'public' end and facets @> $3::text[]
 and ($4::date is null or day >= $4) and ($5::date is null or day <= $5)
 and ($6::text[] = '{}' or noun = any($6))"""

_FOUND = f"""with hits as materialized (select ctid as place, id, day, facets {_MATCHING}),
 alike as (select facets, count(*) as n from hits group by facets),
 divided as (select facet, sum(n) as n from alike, unnest(facets) facet group by facet),
 newest as (select place from hits order by day desc nulls last, id limit {RANKED}),
 page as (
  select e.noun, e.id, e.owner, e.path, e.title, e.day, e.facets, e.text,
   ts_rank(e.terms, $1::tsquery, 1) as rank
  from newest join search_entry e on e.ctid = newest.place
  order by rank desc, day desc nulls last, id offset $7 limit $8)
 select (select sum(n)::bigint from alike) as total,
  (select jsonb_object_agg(facet, n)::text from divided) as counts, page.*
 from (select) always left join page on true order by rank desc, day desc nulls last, id"""  # noqa: S608 - our words
"""One scan of the hits for all: how many there are, how they divide, and the best of the newest."""
