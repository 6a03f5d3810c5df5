"""How long a question takes in 50,000 documents, and how fast documents come into the index.

The documents are generated: common words are common (Zipf), a fifth of the nouns are compounds. The questions
go through the whole application, in process, each once: rare and common words, parts of compounds, two words,
with a filter, and later pages. The first answers come from a cold buffer; all of them count.
"""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import uvloop

from sachstand_common.db.connections import make_pool
from sachstand_common.identifiers import new_id
from sachstand_common.search.entries import Entry, Searchable, write_entries
from sachstand_common.testing.notes import NOTES

from .reads import notes_service, request
from .stack import Row, streams, temporary_database

DOCUMENTS, WORDS, BATCH = 50_000, 60, 1_000
COMMONEST = 20
"""So many of the commonest words of a language are stop words, which nobody finds by."""
PARTS = (
    "akte", "antrag", "beschluss", "bürger", "daten", "digitalisierung", "energie", "entwicklung", "gebäude",
    "haushalt", "jugend", "klima", "konzept", "kultur", "netz", "personal", "plan", "projekt", "radweg",
    "schule", "sicherheit", "sozial", "stadt", "strategie", "straße", "umwelt", "verkehr", "verwaltung",
    "wasser", "wohnung",
)  # fmt: skip
QUESTIONS = (
    "Akte", "Strategie", "Digitalisierungsstrategie", "Straße", "Haushalt", "Verkehr Radweg", "Wohnung Klima",
    "Personalakte", "Netz", "Schule Sicherheit Konzept", "Vorgang17", "Vorgang400", "Verwaltung",
)  # fmt: skip


def vocabulary() -> list[str]:
    """Sixteen thousand words, a part of them compounds, always in the same order."""
    compounds = [f"{a}s{b}".capitalize() for a in PARTS for b in PARTS if a != b]
    words = [f"Vorgang{n}" for n in range(15_000)] + [part.capitalize() for part in PARTS] * 3 + compounds
    random.Random(7).shuffle(words)
    return words


def documents() -> Iterator[Entry]:
    """Fifty thousand of them, always the same."""
    chance = random.Random(7)
    words = vocabulary()
    weights = [1 / (rank + COMMONEST) for rank in range(1, len(words) + 1)]
    for number in range(DOCUMENTS):
        text = chance.choices(words, weights, k=WORDS)
        found = Searchable(
            title=" ".join(text[:4]),
            path=f"/v1/notes/{number}",
            text=" ".join(text[4:]),
            day=date(2010, 1, 1) + timedelta(days=number % 5_000),
            facets={"kind": [f"k{number % 40}"]},
        )
        yield Entry(NOTES.noun, new_id(), "public", "public", found)


async def _fill(app: Any) -> float:
    """Index all; documents per second."""
    begun, waiting = time.perf_counter(), list[Entry]()
    for entry in documents():
        waiting.append(entry)
        if len(waiting) == BATCH:
            async with app.state.runtime.works.open() as work:
                await write_entries(work.session, waiting)
            waiting = []
    return DOCUMENTS / (time.perf_counter() - begun)


def _asked() -> Iterator[str]:
    for question in QUESTIONS:
        for more in ({}, {"offset": 20}, {"offset": 180}, {"since": "2015-01-01"}, {"kind": "k7"}):
            yield urlencode({"q": question, "limit": 20, **more})


async def _measure(url: str, nats_url: str) -> list[Row]:
    await streams(nats_url)
    async with notes_service(url, nats_url, 0) as app:
        rate = await _fill(app)
        pool = await make_pool(url, size=1)
        await pool.execute("vacuum analyze search_entry")
        size = await pool.fetchval("select pg_total_relation_size('search_entry')")
        await pool.close()
        times = []
        for query in _asked():
            begun = time.perf_counter()
            await request(app, "/v1/search", query)()
            times.append(1_000 * (time.perf_counter() - begun))
    cuts = statistics.quantiles(times, n=100)
    note = f"{len(times)} questions, {DOCUMENTS:,} documents of {WORDS} words"
    return [
        Row("a question, p50", f"{cuts[49]:.0f} ms", "", note),
        Row("a question, p95", f"{cuts[94]:.0f} ms", "60 ms", ""),
        Row("a question, p99", f"{cuts[98]:.0f} ms", "", ""),
        Row("documents indexed", f"{rate:,.0f}/s", "", f"{size / 2**20:,.0f} MiB table and index"),
    ]


def measure() -> list[Row]:
    """Answers of a large index."""
    with temporary_database() as (url, nats_url):
        return uvloop.run(_measure(url, nats_url))


if __name__ == "__main__":
    for row in measure():
        print(f"{row.name:40} {row.measured:>18} {row.floor:>10}  {row.note}")
