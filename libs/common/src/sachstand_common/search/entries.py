"""The index: one entry for each audience of a resource, written in the transaction that changed it.

An entry of the public is made from the public view alone, so a public search cannot count or hint at more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Column, Date, Index, MetaData, PrimaryKeyConstraint, Table, Text, Uuid, delete
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR, insert
from sqlalchemy.ext.asyncio import AsyncSession

from .analyser import terms

Audience = Literal["public", "full"]
AUDIENCES: tuple[Audience, ...] = ("public", "full")
LONGEST = 1_000_000  # characters of a text that are indexed
_TERMS, _PLACES, _LAST = 30_000, 60, 16_383  # what a tsvector holds without being refused

SEARCH = MetaData()
search_entry = Table(
    "search_entry",
    SEARCH,
    Column("noun", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("audience", Text, nullable=False),
    Column("owner", Uuid, nullable=False),
    Column("path", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("day", Date),
    Column("text", Text, nullable=False),
    Column("facets", ARRAY(Text), nullable=False),
    Column("terms", TSVECTOR, nullable=False),
    PrimaryKeyConstraint("noun", "id", "audience"),
    Index("search_entry_terms", "terms", postgresql_using="gin"),
    Index("search_entry_day", "audience", "day"),
)


@dataclass(frozen=True)
class Searchable:
    """What of a resource can be found: by its title and text, narrowed by facets and day.

    `owner` is the resource that a list shows for it: the paper of a file.
    """

    title: str
    path: str
    text: str = ""
    day: date | None = None
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    owner: UUID | None = None


@dataclass(frozen=True)
class Entry:
    """What one audience finds of one resource; None: nothing any more."""

    noun: str
    id: UUID
    audience: Audience
    publicity: str
    found: Searchable | None


async def write_entries(session: AsyncSession, entries: Sequence[Entry]) -> None:
    """Replace the entries of some resources."""
    replaced: dict[tuple[str, Audience], set[UUID]] = defaultdict(set)
    for entry in entries:
        replaced[entry.noun, entry.audience].add(entry.id)
    for (noun, audience), ids in replaced.items():
        mine = (search_entry.c.noun == noun, search_entry.c.audience == audience)
        await session.execute(delete(search_entry).where(*mine, search_entry.c.id.in_(sorted(ids))))
    rows = [_row(entry, entry.found) for entry in entries if entry.found is not None]
    if rows:
        await session.execute(insert(search_entry), rows)


def _row(entry: Entry, found: Searchable) -> dict[str, Any]:
    text = found.text[:LONGEST]
    facets = {**found.facets, "publicity": [entry.publicity]}
    return {
        "noun": entry.noun,
        "id": entry.id,
        "audience": entry.audience,
        "owner": found.owner or entry.id,
        "path": found.path,
        "title": found.title,
        "day": found.day,
        "text": text,
        "facets": sorted(f"{name}:{value}" for name, values in facets.items() for value in values),
        "terms": vector(found.title, text),
    }


def vector(title: str, text: str) -> str:
    """The terms of title (weight A) and text, with their places, as PostgreSQL reads a tsvector."""
    places: dict[str, list[str]] = defaultdict(list)
    for number, stems in enumerate(_stems(title), 1):
        _add(places, stems, f"{min(number, _LAST)}A")
    for number, stems in enumerate(_stems(text), 1_000):
        _add(places, stems, str(min(number, _LAST)))
    return " ".join(f"{stem}:{','.join(where)}" for stem, where in sorted(places.items()))


def _stems(text: str) -> Iterable[tuple[str, ...]]:
    return ((term.stem, *term.parts) for term in terms(text))


def _add(places: dict[str, list[str]], stems: tuple[str, ...], place: str) -> None:
    for stem in stems:
        where = places[stem] if stem in places or len(places) < _TERMS else []
        if len(where) < _PLACES and (not where or where[-1] != place):
            where.append(place)


def with_search(metadata: MetaData) -> MetaData:
    """The metadata of a service whose resources can be searched."""
    for table in SEARCH.sorted_tables:
        table.to_metadata(metadata)
    return metadata


def create_search_table(op: Any) -> None:
    """Create the index; `op` is `alembic.op` in a migration."""
    SEARCH.create_all(op.get_bind())
