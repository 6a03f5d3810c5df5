"""The totals of rollouts on a day: what was recorded late or corrected counts on its own day too."""

from dataclasses import fields
from typing import Any

from pydantic_core import from_json, to_json

from sachstand_common.clock import day_of, printed
from sachstand_common.db.connections import Pool
from sachstand_common.facts import entered_here
from sachstand_common.journal.reads import AsOfPoint

from ..domain.recordings import Counted, Counts
from ..views.quantities import TotalsPart, totals_part
from ..views.rollouts import with_totals

_TOTALS = """
select r.rollout_id::text as id, count(*) as recordings, max(day) as through, max(recorded) as recorded,
       sum((increments->>'files_digitised')::bigint)::bigint as files_digitised,
       sum((increments->>'pages_digitised')::bigint)::bigint as pages_digitised,
       sum((increments->>'shelf_mm_freed')::bigint)::bigint as shelf_mm_freed,
       sum((increments->>'files_created')::bigint)::bigint as files_created
from recording r, lateral (
       select patch->'increments' as increments, recorded from journal
       where noun = 'progress' and subject_id = r.id and position <= $3 and patch ? 'increments'
       order by position desc limit 1) known
where r.rollout_id = any($1::uuid[]) and r.day <= $2
group by r.rollout_id
"""


async def total_as_of(pool: Pool, at: AsOfPoint, views: list[bytes]) -> list[bytes]:
    """Views of rollouts with the totals of that day, from the revisions that were known; one statement."""
    shown = [from_json(view) for view in views]
    rows = await pool.fetch(_TOTALS, [view["id"] for view in shown], at.day, at.position)
    found = {row["id"]: row for row in rows}
    return [to_json(with_totals(view, _totals(found.get(view["id"])))) for view in shown]


def _totals(row: Any) -> TotalsPart | None:
    if row is None:
        return None
    counts = Counts(**{f.name: row[f.name] for f in fields(Counts)})
    counted = Counted(counts, row["recordings"], row["through"])
    return totals_part(counted, entered_here(day_of(row["recorded"])), printed(row["recorded"]))
