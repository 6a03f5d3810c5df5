"""Decisions of the bodies, told by governance."""

from sachstand_common.contracts.governance import (
    CouncilPaperRequested,
    DecisionCertified,
    DecisionSuperseded,
)
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..usecases.apply_decision import apply_decision, rescind_resolution
from ..usecases.draft_paper import draft_for_council

handlers = Handlers()


@handlers.on(DecisionCertified)
async def finish_consultation(work: Work, event: DecisionCertified) -> None:
    """The paper's step is done; if it was the last word, the paper has its resolution."""
    await apply_decision(work, event)


@handlers.on(DecisionSuperseded)
async def rescind(work: Work, event: DecisionSuperseded) -> None:
    """A resolution that rests on a superseded decision no longer holds."""
    await rescind_resolution(work, event)


@handlers.on(CouncilPaperRequested)
async def draft_council_paper(work: Work, event: CouncilPaperRequested) -> None:
    """A decision needs the council: its paper is drafted."""
    await draft_for_council(work, event)
