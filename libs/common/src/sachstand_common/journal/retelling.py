"""The past retold: what the public reads of past days is what of them is public now."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ..db.schema import journal, journal_view
from ..facts import Dating
from .changes import Change, stored_source
from .history import Patch, fold, in_order
from .rendering import Dated, Row, row_of
from .views import META_FIELDS

_STAMPS = META_FIELDS - {"source"}


def patch_of(row: Any) -> Patch:
    """A patch as its journal row keeps it."""
    meta = {
        "effective": row["effective"],
        "dating": Dating(row["dating"]),
        "since": row["since"],
        "source": stored_source(row["source"]),
    }
    return Patch(row["since"], row["position"], row["patch"], meta)


def row_on(change: Change[Any], document: dict[str, Any], newest: Patch, recorded: datetime) -> Row:
    """How a past state is shown with this change: the date and the source are those of its newest patch."""
    dated = Dated(**newest.meta)
    if change.past is not None:
        document = change.resource.dump(change.past.state(change.resource.load(document)))
        dated = replace(dated, source=change.past.source(dated.source))
    return row_of(change, document, dated, recorded, now=False)


class Retelling:
    """Renders anew what the public could read of one aggregate: its past days, and the events told of it."""

    def __init__(self, session: AsyncSession, change: Change[Any], recorded: datetime) -> None:
        self._session, self._change, self._recorded = session, change, recorded

    async def run(self) -> None:
        """Every row keeps what is inside; only its public side is written anew."""
        noun, id = self._change.resource.noun, self._change.id
        mine = (journal.c.noun == noun, journal.c.subject_id == id)
        rows = (await self._session.execute(select(journal).where(*mine))).mappings().all()
        patches = [patch_of(row) for row in rows]
        query = select(journal_view.c.since, journal_view.c.position)
        shown = (journal_view.c.noun == noun, journal_view.c.subject_id == id)
        query = query.where(*shown, journal_view.c.full_view.is_not(None))
        for since, position in (await self._session.execute(query)).all():
            row = self._row(patches, position, since)
            names = ("public_view", "public_facets", "public_sort")
            here = (*shown, journal_view.c.since == since, journal_view.c.position == position)
            values = {name: row.values[name] for name in names}
            await self._session.execute(update(journal_view).where(*here).values(**values))
        for told in rows:
            if told["public_data"] is not None:
                await self._retell(told, self._row(patches, told["position"], date.max))

    def _row(self, patches: list[Patch], position: int, day: date) -> Row:
        known = [patch for patch in patches if patch.position <= position]
        newest = [patch for patch in in_order(known) if patch.since <= day][-1]
        return row_on(self._change, fold(known, day), newest, self._recorded)

    async def _retell(self, told: Any, row: Row) -> None:
        event, view = json.loads(told["public_data"]), row.values["public_view"]
        if "resource" not in event:
            return
        stamps = {name: value for name, value in event["resource"].items() if name in _STAMPS}
        resource = {**json.loads(view), **stamps} if view else None
        data = to_json({**event, "resource": resource}) if resource else None
        here = journal.c.position == told["position"]
        await self._session.execute(update(journal).where(here).values(public_data=data))
