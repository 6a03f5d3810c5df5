"""Resolutions of councils (Beschlüsse der Räte), as ratsinfo reads them off papers and minutes."""

from sachstand_common.contracts.ratsinfo import (
    ResolutionAdopted,
    ResolutionRejected,
    ResolutionRescinded,
    Resolved,
)
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.gates import Resolution
from ..usecases.gates import reopen_gates, settle_gates

handlers = Handlers()


@handlers.on(ResolutionAdopted)
async def satisfy_gates(work: Work, event: ResolutionAdopted) -> None:
    """Gates that wait for an adopted item of the paper are satisfied; a noted item satisfies none."""
    await _settle(work, event)


@handlers.on(ResolutionRejected)
async def refuse_gates(work: Work, event: ResolutionRejected) -> None:
    """Gates that wait for a rejected item of the paper are refused."""
    await _settle(work, event)


@handlers.on(ResolutionRescinded)
async def reopen(work: Work, event: ResolutionRescinded) -> None:
    """Gates that rest on the resolution are open again."""
    if (resolution := _resolution(event)) is not None:
        await reopen_gates(work, resolution)


async def _settle(work: Work, event: Resolved) -> None:
    if (resolution := _resolution(event)) is not None:
        await settle_gates(work, resolution)


def _resolution(event: Resolved) -> Resolution | None:
    """The resolution; none where the paper's city is not known, for references repeat across cities."""
    if event.city is None:
        return None
    return Resolution(
        city=event.city,
        paper_reference=event.reference,
        day=event.date,
        items=tuple((item.number, item.outcome) for item in event.motion_items),
        body=event.organization_name,
        decision_id=event.decision_id,
        complete=event.complete,
    )
