"""Revise a paper by hand: complete a draft, publish it, or take it back."""

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from sachstand_common.contracts.ratsinfo import PaperWithdrawn
from sachstand_common.journal.changes import Fact, ReasonRequired
from sachstand_common.journal.work import Work

from ..domain.embargoes import embargo
from ..domain.papers import Paper, PaperState, PaperWithdrawnAlready
from ..storage.papers import PAPERS
from .depublish import hidden_paper
from .facts import revise
from .publish_paper import close_paper, publish_paper, with_steps

_SAID = ("reason", "publish", "embargo_until")


@dataclass(frozen=True, kw_only=True)
class PaperRevision:
    """What a clerk changes; None leaves it as it is."""

    name: str | None = None
    reference: str | None = None
    date: datetime.date | None = None
    unit: str | None = None
    file_reference: str | None = None
    publish: bool | None = None
    embargo_until: datetime.date | None = None
    state: PaperState | None = None
    reason: str | None = None


async def revise_paper(work: Work, id: UUID, if_match: str, revision: PaperRevision) -> None:
    """Change a paper; its open steps bear its new name, and end with it when it is withdrawn.

    Raises:
        ReasonRequired: it is taken back from the public without saying why.
        EmbargoNotAhead, EmbargoWhilePublic: the embargo could hold nothing back.
        PaperWithdrawnAlready: it was taken back before.
        StaleVersion: somebody changed it since.
    """
    held = await work.get(PAPERS, id, if_match)
    if held.state.state is PaperState.WITHDRAWN:
        raise PaperWithdrawnAlready(paper=str(id))
    given = {n: v for n, v in vars(revision).items() if v is not None and n not in _SAID}
    paper = replace(held.state, **given)
    if revision.name is not None:
        paper = replace(paper, name_printed=True)
    fact = Fact(reason=revision.reason)
    if revision.publish is False and not revision.reason:
        raise ReasonRequired(fields=["public"])
    taken_back = revision.publish is False and paper.public
    if taken_back:
        paper = await hidden_paper(work, id, paper, revision.reason or "")
        await work.flush()
    paper = await _turned(work, id, paper, revision, fact)
    paper = await with_steps(work, id, paper, fact)
    event = None
    if paper.state is PaperState.WITHDRAWN or taken_back:
        event = PaperWithdrawn(paper_id=id, reason=revision.reason)
    revise(work, held, paper, event, fact)


async def _turned(work: Work, id: UUID, paper: Paper, revision: PaperRevision, fact: Fact) -> Paper:
    """The paper published, or closed until a day; publishing, hiding and withdrawing end an embargo."""
    shall = paper.public or bool(revision.publish)
    until = embargo(revision.embargo_until, work.clock.today(), public=shall)
    if revision.publish and not paper.public:
        return await publish_paper(work, id, paper, fact)
    if until is not None:
        return await close_paper(work, id, paper, until, fact)
    ended = revision.publish is False or paper.state is PaperState.WITHDRAWN
    if paper.public or not ended:
        return paper
    return await close_paper(work, id, paper, None, fact)
