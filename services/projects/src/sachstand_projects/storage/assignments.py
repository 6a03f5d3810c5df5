"""How many projects belonged to which field of action on a day."""

import json

from sachstand_common.db.connections import Pool
from sachstand_common.journal.reads import AsOfPoint

_COUNTED = """
select substr(facet, 20) as field, count(*) as projects
from (select distinct on (subject_id) public_facets, public_view from journal_view
      where noun = 'project' and since <= $1 and position <= $2
      order by subject_id, since desc, position desc) project, unnest(public_facets) facet
where public_view is not null and facet like 'fieldsOfAction.key:%'
group by field
"""


async def count_as_of(pool: Pool, at: AsOfPoint, views: list[bytes]) -> list[bytes]:
    """Views of fields with the number of projects of that day instead of the present one.

    One statement over the history of projects: one that becomes known late belongs to the past days too.
    """
    counted = {row["field"]: row["projects"] for row in await pool.fetch(_COUNTED, at.day, at.position)}
    fields = [json.loads(view) for view in views]
    return [
        json.dumps(
            {**field, "projects": counted.get(field["key"], 0)}, ensure_ascii=False, separators=(",", ":")
        ).encode()
        for field in fields
    ]
