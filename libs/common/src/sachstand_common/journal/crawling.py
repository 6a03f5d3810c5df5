"""A run of a mirror in one service: a page of a list, its effects and the cursor are one transaction."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import structlog

from ..clock import Clock
from ..errors import Problem, Unavailable
from ..oparl.crawler import Page, crawl, first_page
from ..oparl.forms import Kind
from ..oparl.mirrors import (
    MirrorState,
    keep_objects,
    known_objects,
    linked_objects,
    list_row,
    mark_list,
    mark_seen,
    unseen_objects,
)
from ..oparl.repairs import Found, newest, read_object
from ..oparl.upstream import NothingThere, SourceFailed, SourceRefused, Upstream
from ..security.principal import Principal, Role
from .mirroring import Batch, Mirror, Taker, Tally
from .work import Work
from .works import Works

ENOUGH = 200
"""Objects that are taken in together; small pages are put together to so many."""
MISSED = 2000
"""How many objects that a whole crawl did not meet are looked for one by one."""
_log = structlog.get_logger()


class Crawl:
    """The run of one mirror."""

    def __init__(self, works: Works, clock: Clock, upstream: Upstream, mirror: Mirror, taker: Taker) -> None:
        self._works = works
        self._clock = clock
        self.upstream = upstream
        self.mirror = mirror
        self._taker = taker
        self._principal = Principal(mirror.requested_by, frozenset({Role.SYSTEM}))

    async def run(self) -> str | None:
        """Crawl every list that is not done; what kept one from its end, or None.

        A list that fails stays where it is, and the others go on.
        """
        fault = None
        await self._taker.begin(self.mirror, self.upstream)
        for kind in self._taker.kinds:
            try:
                await List(self, kind).run()
            except (SourceFailed, SourceRefused) as error:
                fault = f"{kind}: {error}"
                async with self.open() as work:
                    await mark_list(work.session, self.mirror.id, kind, state=MirrorState.FAILED)
        await self._taker.finish(self)
        return fault

    def open(self) -> AbstractAsyncContextManager[Work]:
        """A unit of work in the name of who asked for the mirror."""
        return self._works.open(self._principal)

    @property
    def parts(self) -> tuple[Upstream, Mirror, Taker, Clock]:
        """What its lists work with."""
        return self.upstream, self.mirror, self._taker, self._clock


class List:
    """One list of a run."""

    def __init__(self, crawl: Crawl, kind: Kind) -> None:
        self._open = crawl.open
        self._kind = kind
        self._upstream, self._mirror, self._taker, self._clock = crawl.parts
        self._tally = Tally()
        self._newest: Any = None

    async def run(self) -> None:
        """Go on where the cursor stands."""
        async with self._open() as work:
            row = await list_row(work.session, self._mirror.id, self._kind)
        url = self._mirror.source.list_url(self._kind)
        if row["state"] == MirrorState.DONE:
            return
        self._tally.counts.update(row["counts"])
        self._tally.notes, self._newest = dict(row["notes"]), row["newest"]
        if url is None:
            self._tally.note("no_such_list")
        else:
            await self._crawl(first_page(self._upstream.within(url), row["since"]), row)
        if url is not None and row["since"] is None:
            await self._look_for_missed()
        now = self._clock.now()
        reached = min(self._newest, now) if self._newest else row["watermark"]
        await self._mark(state=MirrorState.DONE, cursor=None, watermark=reached)

    async def _crawl(self, start: str, row: Any) -> None:
        try:
            await self._pages(row["cursor"] or start, row["since"], anew=row["cursor"] is None)
        except NothingThere:  # where we were is gone: what was seen already changes nothing
            await self._pages(start, row["since"], anew=True)

    async def _pages(self, start: str, since: Any, *, anew: bool) -> None:
        waiting: list[Found] = []
        async for page in crawl(self._upstream, self._kind, start, since, anew=anew):
            waiting += page.objects
            self._read(page)
            if len(waiting) >= ENOUGH or page.following is None:
                await self._take(_once(waiting), page.following)
                waiting = []

    def _read(self, page: Page) -> None:
        self._newest = newest(page.objects, self._newest)
        for code in page.notes:
            self._tally.note(code)

    async def _take(self, found: Sequence[Found], cursor: str | None) -> None:
        """Take objects in; where that fails, in halves, so that a bad one spoils nothing for the others."""
        try:
            await self._transaction(found, cursor)
        except Unavailable:
            raise
        except Exception as error:
            if len(found) > 1:
                half = len(found) // 2
                await self._take(found[:half], None)
                await self._take(found[half:], cursor)
                return
            code = error.code if isinstance(error, Problem) else "internal_fault"
            _log.warning("an object of a mirror was left out", fault=type(error).__name__)
            self._tally.counts["skipped"] += len(found)
            for one in found:
                self._tally.note(code, one.url, type(error).__name__)
            await self._mark(**({"cursor": cursor} if cursor else {}))

    async def _transaction(self, found: Sequence[Found], cursor: str | None) -> None:
        async with self._open() as work:
            known = await known_objects(work.session, [one.key for one in found])
            batch = Batch(work, self._mirror, known, await linked_objects(work.session))
            batch.tally = self._tally.copy()
            batch.tally.counts["read"] += len(found)
            await self._sort(batch, found)
            await keep_objects(work.session, self._mirror.id, list(batch.kept.values()))
            same = [one.key for one in found if one.key in known and one.key not in batch.kept]
            await mark_seen(work.session, same, self._mirror.run)
            await self._note(work, batch.tally, {"cursor": cursor} if cursor else {})
        self._tally = batch.tally

    async def _sort(self, batch: Batch, found: Sequence[Found]) -> None:
        gone, fresh = [], []
        for one in found:
            known = batch.known.get(one.key)
            if one.deleted and (known is None or known.withdrawn):
                batch.tally.counts["unchanged"] += 1
            elif one.deleted:
                gone.append(one)
            elif known is not None and known.digest == one.digest:
                batch.tally.counts["unchanged"] += 1
            else:
                fresh.append(one)
        if fresh:
            await self._taker.take(batch, fresh)
        if gone:
            batch.tally.counts["withdrawn"] += len(gone)
            await self._taker.withdraw(batch, gone)

    async def _look_for_missed(self) -> None:
        """After a whole crawl: what it did not meet is looked for; the source may have taken it back."""
        async with self._open() as work:
            missed = await unseen_objects(work.session, self._mirror.id, self._kind, self._mirror.run, MISSED)
        gone = [
            Found(self._kind, one.url, {}, deleted=True)
            for one in missed.values()
            if await self._gone(one.url)
        ]
        for start in range(0, len(gone), ENOUGH):
            await self._take(gone[start : start + ENOUGH], None)

    async def _gone(self, url: str) -> bool:
        try:
            one = read_object(await self._upstream.json(url), self._kind)
        except NothingThere:
            return True
        except (SourceFailed, SourceRefused):
            return False
        return one is not None and one.deleted

    async def _mark(self, **values: Any) -> None:
        async with self._open() as work:
            await self._note(work, self._tally, values)

    async def _note(self, work: Work, tally: Tally, values: dict[str, Any]) -> None:
        told = {"state": MirrorState.RUNNING, "newest": self._newest, **values}
        counted = {"counts": dict(tally.counts), "notes": tally.notes}
        await mark_list(work.session, self._mirror.id, self._kind, **counted, **told)


def _once(found: Sequence[Found]) -> list[Found]:
    """Each object once, as it was read last."""
    return list({one.key: one for one in found}.values())
