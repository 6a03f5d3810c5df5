"""Follow which of the council's decisions are public: links to them come into the public views, and go."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.journal.work import Work

from ..storage.decisions import DECISIONS
from ..storage.evaluations import EVALUATIONS
from ..storage.mentions import mentioning
from .facts import quietly


async def turn_resolution(work: Work, decision_id: UUID, *, public: bool) -> None:
    """What waited for the council links to its decision while that is public, and so does the clock."""
    for held in await mentioning(work, DECISIONS, decision_id):
        if held.state.council_decision_id == decision_id:
            heard = replace(held.state, council_decision_public=public)
            work.change(held, heard, fact=quietly(held), retell=True)
    for clock in await mentioning(work, EVALUATIONS, decision_id):
        started = replace(clock.state, anchoring_public=public)
        work.change(clock, started, fact=quietly(clock), retell=True)
