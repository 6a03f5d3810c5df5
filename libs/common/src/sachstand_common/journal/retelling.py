"""The past retold: what the public reads of past days is what of them is public now."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from ..db.schema import concealed_source, journal, journal_view
from ..facts import NOT_PUBLIC, Dating, Source
from . import history
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


async def conceal(session: AsyncSession, source: Source) -> None:
    """The public may read a source no more; who calls this retells what cites it."""
    await session.execute(insert(concealed_source).values(key=source.key).on_conflict_do_nothing())


async def reveal(session: AsyncSession, source: Source) -> None:
    """The public may read a source again; who calls this retells what cites it."""
    await session.execute(delete(concealed_source).where(concealed_source.c.key == source.key))


async def concealed_keys(session: AsyncSession) -> frozenset[str]:
    """The sources that the public may not read."""
    return frozenset((await session.execute(select(concealed_source.c.key))).scalars())


@dataclass(frozen=True)
class Past:
    """How past states are shown today: with what is public of them now, citing what may be read."""

    concealed: frozenset[str]
    recorded: datetime

    def row(self, change: Change[Any], document: dict[str, Any], newest: Patch) -> Row:
        """A past state; date and source are those of its newest patch."""
        resource, dated = change.resource, Dated(**newest.meta)
        state = resource.as_now(resource.load(document), change.state)
        if dated.source is not None and dated.source.key in self.concealed:
            dated = replace(dated, source=NOT_PUBLIC)
        shown = {**self.proofs(document), **resource.dump(state)}
        return row_of(change, shown, dated, self.recorded, now=False)

    def proofs(self, document: dict[str, Any]) -> dict[str, Any]:
        """What groups of fields rest on; a concealed source is not named there either."""
        hidden = json.loads(to_json(NOT_PUBLIC))
        return {
            name: {**proof, "source": hidden} if self._conceals(proof.get("source")) else proof
            for name, proof in history.proofs(document).items()
        }

    def _conceals(self, source: dict[str, Any] | None) -> bool:
        known = stored_source(source) if source else None
        return known is not None and known.key in self.concealed


class Retelling:
    """Renders anew what the public could read of one aggregate: its past days, and the events told of it."""

    def __init__(self, session: AsyncSession, change: Change[Any], recorded: datetime) -> None:
        self._session, self._change, self._recorded = session, change, recorded

    async def run(self) -> None:
        """Every row keeps what is inside; only its public side is written anew."""
        noun, id = self._change.resource.noun, self._change.id
        past = Past(await concealed_keys(self._session), self._recorded)
        told = select(journal).where(journal.c.noun == noun, journal.c.subject_id == id)
        rows = (await self._session.execute(told)).mappings().all()
        patches = [patch_of(row) for row in rows]
        shown = (journal_view.c.noun == noun, journal_view.c.subject_id == id)
        query = select(journal_view.c.since, journal_view.c.position)
        for since, position in await self._session.execute(
            query.where(*shown, journal_view.c.full_view.is_not(None))
        ):
            row = self._row(past, patches, position, since)
            values = {name: row.values[name] for name in ("public_view", "public_facets", "public_sort")}
            here = (*shown, journal_view.c.since == since, journal_view.c.position == position)
            await self._session.execute(update(journal_view).where(*here).values(**values))
        for event in rows:
            if event["public_data"] is not None:
                await self._retell(event, self._row(past, patches, event["position"], date.max))

    def _row(self, past: Past, patches: list[Patch], position: int, day: date) -> Row:
        known = [patch for patch in patches if patch.position <= position]
        newest = [patch for patch in in_order(known) if patch.since <= day][-1]
        return past.row(self._change, fold(known, day), newest)

    async def _retell(self, told: Any, row: Row) -> None:
        event, view = json.loads(told["public_data"]), row.values["public_view"]
        if "resource" not in event:
            return
        stamps = {name: value for name, value in event["resource"].items() if name in _STAMPS}
        resource = {**json.loads(view), **stamps} if view else None
        data = to_json({**event, "resource": resource}) if resource else None
        here = journal.c.position == told["position"]
        await self._session.execute(update(journal).where(here).values(public_data=data))
