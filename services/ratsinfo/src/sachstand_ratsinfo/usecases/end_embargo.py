"""End an embargo: on its day a paper, or a text that was handed in so, becomes public by itself."""

from sqlalchemy import exists, select

from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.embargoes import ENDED
from ..domain.files import File
from ..domain.papers import Paper
from ..storage.files import FILES
from ..storage.papers import PAPERS
from .facts import revise
from .place_document import file_anew
from .publish_paper import publish_paper, with_steps


async def end_next_embargo(work: Work) -> bool:
    """Publish the next of what its embargo held back; False when there is none.

    What was published is under no embargo any more: a second look, or one after a crash, changes nothing.
    """
    papers, files, today = PAPERS.table, FILES.table, work.clock.today()
    due = select(papers).where(papers.c.embargo_until <= today)
    for paper in await work.select(PAPERS, due.order_by(papers.c.embargo_until, papers.c.id).limit(1)):
        await _publish(work, paper)
        return True
    closed = exists().where(papers.c.id == files.c.paper_id, papers.c.embargo_until.is_not(None))
    due = select(files).where(files.c.embargo_until <= today, ~closed)
    for file in await work.select(FILES, due.order_by(files.c.embargo_until, files.c.id).limit(1)):
        await _open(work, file)
        return True
    return False


async def _publish(work: Work, held: Held[Paper]) -> None:
    fact = Fact(effective=held.state.embargo_until, source=held.source, reason=ENDED)
    paper = await publish_paper(work, held.id, held.state, fact, embargoed=True)
    revise(work, held, await with_steps(work, held.id, paper, fact), None, fact)


async def _open(work: Work, held: Held[File]) -> None:
    """A text that was handed in under embargo counts from now on as one that came in public."""
    await file_anew(work, held.state, reason=ENDED)
