"""Fetches the files of a mirror, one per transaction, from where the last run stopped."""

from collections import Counter
from uuid import UUID

from sachstand_common.errors import Unavailable
from sachstand_common.journal.mirroring import Crawling, Tally
from sachstand_common.journal.work import Work
from sachstand_common.oparl.mirrors import MirrorState, list_row, mark_list
from sachstand_common.oparl.upstream import SourceFailed, SourceRefused

from ..clients.reading import Reading
from ..usecases.mirror_files import linked_files, take_text

NAME = "File"
LARGEST = 20 * 2**20
"""Bytes of a file that is fetched; a larger one stays a link."""
MOST = 5000
"""Files of one run; a further run fetches more."""
BATCH = 50


async def fetch_files(crawl: Crawling) -> None:
    """Fetch what is only a link; what is not fetched or read stays one, and the report says why."""
    async with crawl.open() as work:
        row = await list_row(work.session, crawl.mirror.id, NAME)
    if row["state"] == MirrorState.DONE:
        return
    tally = Tally(Counter(row["counts"]), dict(row["notes"]))
    after = UUID(row["cursor"]) if row["cursor"] else None
    async with Reading() as reading:
        while tally.counts["read"] < MOST:
            async with crawl.open() as work:
                found = await linked_files(work, crawl.mirror.id, after, BATCH)
            for id, url in found:
                tally = await _fetch(crawl, (id, url), reading, tally)
                after = id
            if not found:
                break
    async with crawl.open() as work:
        await mark_list(work.session, crawl.mirror.id, NAME, state=MirrorState.DONE, cursor=None)


async def _fetch(crawl: Crawling, file: tuple[UUID, str], reading: Reading, tally: Tally) -> Tally:
    id, url = file
    tally.counts["read"] += 1
    try:
        data = await crawl.upstream.data(url, LARGEST)
    except (SourceFailed, SourceRefused) as error:
        tally.note(str(error.facts.get("because", "not_there")), url)
        data = b""
    taken = tally.copy()
    try:
        async with crawl.open() as work:
            if data:
                await take_text(work, id, data, reading.read, taken)
            await _mark(work, crawl, id, taken)
    except Unavailable:
        raise
    except Exception as error:
        taken = tally.copy()
        taken.note("internal_fault", url, type(error).__name__)
        async with crawl.open() as work:
            await _mark(work, crawl, id, taken)
    return taken


async def _mark(work: Work, crawl: Crawling, id: UUID, tally: Tally) -> None:
    counted = {"counts": dict(tally.counts), "notes": tally.notes, "cursor": str(id)}
    await mark_list(work.session, crawl.mirror.id, NAME, state=MirrorState.RUNNING, **counted)
