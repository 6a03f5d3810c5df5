"""Mirrors of other systems: ratsinfo takes papers with their steps and files."""

from collections.abc import Sequence

from sachstand_common.http.mirrors import mirror_job
from sachstand_common.http.runtime import Runtime
from sachstand_common.journal.mirroring import Batch, Crawling, Mirror
from sachstand_common.oparl.crawler import crawl, first_page
from sachstand_common.oparl.forms import Kind
from sachstand_common.oparl.repairs import Found, key_of, line_in
from sachstand_common.oparl.upstream import Upstream

from ..usecases.mirror_papers import mirror_papers, withdraw_papers
from .mirror_files import fetch_files

MOST = 50_000
"""Names of bodies that are kept in memory while a mirror runs."""


class PaperTaker:
    """What ratsinfo takes of a source; of its bodies it only reads how they are called."""

    kinds: tuple[Kind, ...] = (Kind.PAPER,)

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    async def begin(self, mirror: Mirror, upstream: Upstream) -> None:
        """Read the names of the bodies, by which steps and originators are printed."""
        url = mirror.source.list_url(Kind.ORGANIZATION)
        if url is None:
            return
        async for page in crawl(upstream, Kind.ORGANIZATION, first_page(upstream.within(url), None)):
            for one in page.objects:
                name = line_in(one.values.get("name")) or line_in(one.values.get("shortName"))
                if name is not None and len(self._names) < MOST:
                    self._names[one.key] = name

    async def take(self, batch: Batch, found: Sequence[Found]) -> None:
        """Take in papers."""
        await mirror_papers(batch, found, lambda url: self._names.get(key_of(url)))

    async def withdraw(self, batch: Batch, found: Sequence[Found]) -> None:
        """Take known papers back."""
        await withdraw_papers(batch, found)

    async def finish(self, crawl: Crawling) -> None:
        """Fetch the files that are only links, where the order asks for it."""
        if crawl.mirror.files:
            await fetch_files(crawl)


def _taker(_: Runtime) -> PaperTaker:
    return PaperTaker()


work_off_mirrors = mirror_job(_taker)
