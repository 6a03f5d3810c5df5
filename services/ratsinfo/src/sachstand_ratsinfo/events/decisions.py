"""Decisions of the bodies, told by governance."""

from sachstand_common.contracts.governance import (
    CouncilPaperRequested,
    DecisionCertified,
    DecisionDepublished,
    DecisionPublished,
    DecisionSuperseded,
)
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..usecases.apply_decision import apply_decision, rescind_resolution
from ..usecases.draft_paper import draft_for_council
from ..usecases.turn_decision import turn_decision

handlers = Handlers()


@handlers.on(DecisionCertified)
async def finish_consultation(work: Work, event: DecisionCertified) -> None:
    """The paper's step is done; if it was the last word, the paper has its resolution."""
    await apply_decision(work, event)


@handlers.on(DecisionSuperseded)
async def rescind(work: Work, event: DecisionSuperseded) -> None:
    """A resolution that rests on a superseded decision no longer holds."""
    await rescind_resolution(work, event)


@handlers.on(DecisionPublished)
async def publish_result(work: Work, event: DecisionPublished) -> None:
    """A decision became public: so does what became of the paper."""
    await turn_decision(work, event.decision_id, public=True)


@handlers.on(DecisionDepublished)
async def hide_result(work: Work, event: DecisionDepublished) -> None:
    """A decision is public no more: nobody outside reads what became of the paper."""
    await turn_decision(work, event.decision_id, public=False)


@handlers.on(CouncilPaperRequested)
async def draft_council_paper(work: Work, event: CouncilPaperRequested) -> None:
    """A decision needs the council: its paper is drafted."""
    await draft_for_council(work, event)
