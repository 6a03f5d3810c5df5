"""The end of a transaction: under the journal's lock, positions are drawn and everything is written."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json
from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ..clock import printed
from ..contracts.base import revised
from ..db.schema import journal, journal_head, journal_view
from ..facts import OLDEST, Dating, FactAhead, FactTooOld
from ..identifiers import new_id
from ..oparl.forms import PREFIX
from ..oparl.store import Emission, write_forms
from ..search.entries import AUDIENCES, Audience, Entry, write_entries
from ..security.principal import Role
from .changes import Change, ReasonRequired, Tombstone
from .history import Patch, fold, in_order, overwritten, patch_between, proofs, stated
from .rendering import Dated, Row, public_event, row_of
from .retelling import Past, Retelling, concealed_keys, patch_of
from .views import Stated

if TYPE_CHECKING:
    from .work import Work

JOURNAL_LOCK = 7_215_001
HIDING = (Tombstone.DEPUBLISHED, Tombstone.ERROR)


async def locked_head(session: AsyncSession, now: datetime) -> tuple[int, int, datetime]:
    """Take the journal's lock; its last positions, and the instant that may be stamped next.

    A clock that was set back stamps nothing before what is stamped already.
    """
    await session.execute(select(func.pg_advisory_xact_lock(JOURNAL_LOCK)))
    head = (await session.execute(select(journal_head))).one()
    return head.position, head.public_position, max(now, head.recorded) if head.position else now


class Flush:
    """Writes the pending changes of one unit of work."""

    def __init__(self, work: Work, pending: list[Change[Any]]) -> None:
        self._work = work
        self._session = work.session
        self._pending = pending
        self._new: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._changed: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._journal: list[dict[str, Any]] = []
        self._views: list[dict[str, Any]] = []
        self._emissions: list[Emission] = []
        self._entries: list[Entry] = []
        self._position = 0
        self._public_position = 0
        self._recorded = work.clock.now()

    async def run(self) -> None:
        """Take the lock, stamp, write, in the order in which the use case decided."""
        head = await locked_head(self._session, self._recorded)
        self._position, self._public_position, self._recorded = head
        for change in self._pending:
            await self._write(change)
        await self._store_rows()
        await self._session.execute(insert(journal), self._journal)
        await self._session.execute(insert(journal_view), self._views)
        await write_forms(self._session, self._emissions, self._recorded)
        await write_entries(self._session, self._entries)
        await self._session.execute(
            update(journal_head).values(
                position=self._position, public_position=self._public_position, recorded=self._recorded
            )
        )

    async def _write(self, change: Change[Any]) -> None:
        self._position += 1
        dated = self._dated(change)
        document = change.resource.dump(change.state)
        before = change.held.row["state"] if change.held else {}
        told = self._told(change, patch_between(before, document), dated)
        document = {**proofs(before), **document, **told}
        patch = Patch(dated.since, self._position, told, dict(vars(dated)))
        if change.held and dated.since < change.held.row["since"]:
            document, dated = await self._insert_into_history(change, patch)
        if change.retell:
            document |= Past(await concealed_keys(self._session), self._recorded).proofs(document)
        row = row_of(change, document, dated, self._recorded)
        if not change.held or patch.since == dated.since:
            self._views.append(self._view(change, row, dated.since))
        if change.held and change.fact.redates:
            await self._blank_before(change, patch.since)
        if change.retell and row.values["public_view"] is not None:
            await Retelling(self._session, change, self._recorded).run()
        self._store(change, row)
        await self._emit(change, row)
        tombstone = change.tombstone or (Tombstone.DEPUBLISHED if row.withdrawn else None)
        self._journal.append({**self._entry(change, patch, row), "tombstone": tombstone})
        if row.values["public_view"] is None and tombstone in (None, *HIDING):
            self._hide_new(change)
        if tombstone in HIDING:
            await self._hide(change)

    def _told(self, change: Change[Any], fields: dict[str, Any], dated: Dated) -> dict[str, Any]:
        """The fields that a change tells, and with them who states each group of which it tells one."""
        recorded = printed(self._recorded)
        proof = Stated(effective=dated.effective, dating=dated.dating, source=dated.source, recorded=recorded)
        anew = change.held is None or change.fact.redates
        return fields | stated(change.resource.groups, fields, proof.model_dump(mode="json"), anew=anew)

    def _dated(self, change: Change[Any]) -> Dated:
        cause, fact, today = self._work.cause, change.fact, self._work.clock.today()
        dating = fact.dating
        effective = fact.effective
        if effective is None and dating is Dating.EXACT and cause is not None:
            effective, dating = cause.effective, cause.dating
        if effective is None and dating is not Dating.UNDATED:
            effective = today
        if effective is not None and not OLDEST <= effective <= today:
            effective, dating = self._astray(effective, today)
        source = self._work.source_of(fact, change.held)
        first: date = change.held.row["first_since"] if change.held else date.min
        since = effective or first
        return Dated(effective, dating, since, source)

    def _astray(self, day: date, today: date) -> tuple[date | None, Dating]:
        """Nobody may say what will hold, nor what held before there were records.

        A document that is dated ahead is known by now; where others name no likely day, none is known.
        """
        if self._work.cause is None and not self._work.principal.has(Role.SYSTEM):
            if day > today:
                raise FactAhead(effective=day.isoformat(), today=today.isoformat())
            raise FactTooOld(effective=day.isoformat(), oldest=OLDEST.isoformat())
        return (today, Dating.KNOWN_BY) if day > today else (None, Dating.UNDATED)

    async def _insert_into_history(self, change: Change[Any], late: Patch) -> tuple[dict[str, Any], Dated]:
        """Fold a late patch into every later day; the newest day is what holds now."""
        query = select(journal).where(
            journal.c.noun == change.resource.noun, journal.c.subject_id == change.id
        )
        rows = (await self._session.execute(query)).mappings().all()
        known = [patch_of(row) for row in rows]
        if overwritten(known, late) and not change.fact.reason:
            raise ReasonRequired(fields=sorted(overwritten(known, late)), effective=late.since.isoformat())
        patches = [*known, late]
        days = {p.since: p for p in in_order(patches) if p.since >= late.since}
        past = Past(await concealed_keys(self._session), self._recorded)
        for day, newest in days.items():
            row = past.row(change, fold(patches, day), newest)
            self._views.append(self._view(change, row, day))
        return fold(patches, date.max), Dated(**in_order(patches)[-1].meta)

    def _view(self, change: Change[Any], row: Row, since: date) -> dict[str, Any]:
        values = row.values
        return {
            "noun": change.resource.noun,
            "subject_id": change.id,
            "since": since,
            "position": self._position,
            "full_view": values["full_view"],
            "public_view": values["public_view"],
            "full_facets": values["full_facets"],
            "public_facets": values["public_facets"],
            "full_sort": values["full_sort"],
            "public_sort": values["public_sort"],
        }

    def _store(self, change: Change[Any], row: Row) -> None:
        if change.held is None:
            self._new[change.resource.table].append({"id": change.id, **row.values})
        else:
            self._changed[change.resource.table].append({"_id": change.id, **row.values})

    async def _store_rows(self) -> None:
        """One statement per table; changes go first, for a new row may take what one of them leaves free."""
        for table, rows in self._changed.items():
            await self._session.execute(update(table).where(table.c.id == bindparam("_id")), rows)
        for table, rows in self._new.items():
            await self._session.execute(insert(table), rows)

    async def _emit(self, change: Change[Any], row: Row) -> None:
        """What outsiders see of the resource in OParl now, and under which words each audience finds it."""
        resource, state = change.resource, change.resource.load(row.values["state"])
        views: dict[Audience, Any] = {
            audience: json.loads(row.values[f"{audience}_view"] or "null") for audience in AUDIENCES
        }
        if resource.forms is not None and row.public_changed:
            public = views["public"]
            found = await resource.forms(self._session, change.id, public, state) if public else ()
            self._emissions.append((change.id, found))
            self._work.changed_nouns.add(PREFIX)
        if resource.search is None:
            return
        publicity = "public" if views["public"] else "internal"
        for audience, view in views.items():
            words = await resource.search(self._session, change.id, view, state, audience) if view else None
            self._entries.append(Entry(resource.noun, change.id, audience, publicity, words))

    def _entry(self, change: Change[Any], patch: Patch, row: Row) -> dict[str, Any]:
        work = self._work
        told = patch.fields.keys() - proofs(patch.fields).keys()
        event = change.event or revised(work.service, change.resource.noun)(
            id=change.id, changed=sorted({name.partition("/")[0] for name in told})
        )
        public = public_event(change, row)
        self._public_position += public is not None
        return {
            "position": self._position,
            "event_id": new_id(),
            "type": event.type,
            "noun": change.resource.noun,
            "subject_id": change.id,
            "version": row.values["version"],
            "effective": patch.meta["effective"],
            "dating": patch.meta["dating"],
            "since": patch.since,
            "recorded": self._recorded,
            "actor": work.principal.subject,
            "reason": change.fact.reason,
            "correlation": work.correlation,
            "causation": work.cause.event_id if work.cause else None,
            "traceparent": work.traceparent,
            "source": json.loads(to_json(patch.meta["source"])),
            "patch": patch.fields,
            "data": event.model_dump_json(by_alias=True).encode(),
            "public_position": self._public_position if public else None,
            "public_event_id": new_id() if public else None,
            "public_version": row.values["public_version"] if public else None,
            "public_data": public,
        }

    async def _blank_before(self, change: Change[Any], since: date) -> None:
        """As far as is known now nothing held before that day; what was known till now can be asked."""
        query = select(journal_view.c.since).distinct()
        query = query.where(
            journal_view.c.noun == change.resource.noun,
            journal_view.c.subject_id == change.id,
            journal_view.c.since < since,
        )
        views = dict.fromkeys(("full_view", "public_view", "full_sort", "public_sort"))
        blank: dict[str, Any] = {**views, "full_facets": [], "public_facets": []}
        key = {"noun": change.resource.noun, "subject_id": change.id, "position": self._position}
        for day in (await self._session.execute(query)).scalars().all():
            self._views.append({**key, "since": day, **blank})

    def _hide_new(self, change: Change[Any]) -> None:
        """A past day is public only for what is public now, also when it is told late."""
        for view in self._views:
            if (view["noun"], view["subject_id"]) == (change.resource.noun, change.id):
                view.update(public_view=None, public_facets=[], public_sort=None)

    async def _hide(self, change: Change[Any]) -> None:
        """Depublication reaches into the past: public views and contents go, rows and tombstones stay."""
        await self._session.execute(
            update(journal_view)
            .where(journal_view.c.noun == change.resource.noun, journal_view.c.subject_id == change.id)
            .values(public_view=None, public_facets=[], public_sort=None)
        )
        await self._session.execute(
            update(journal)
            .where(journal.c.noun == change.resource.noun, journal.c.subject_id == change.id)
            .where(journal.c.tombstone.is_(None))
            .values(public_data=None)
        )
