"""What ratsinfo says of resolutions and of papers on their way."""

from dataclasses import replace

from sachstand_common.contracts.ratsinfo import (
    ConsultationPlanned,
    ResolutionAdopted,
    ResolutionDepublished,
    ResolutionPublished,
    ResolutionRejected,
    ResolutionRescinded,
    Resolved,
)
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.resolutions import COUNCIL, PaperKey, Resolution, adopt, reject, rescind
from ..usecases.dates import learnt
from ..usecases.resolutions import Step, apply_resolution, expect_decision, turn_decision

handlers = Handlers()


def _resolution(event: Resolved) -> Resolution:
    return Resolution(
        paper=PaperKey(event.city, event.paper_id, event.reference, event.prerequisite_id, event.public),
        organization_kind=event.organization_kind,
        organization_name=event.organization_name,
        outcome=event.outcome,
        item_outcomes=tuple(item.outcome for item in event.motion_items),
        date=event.date,
        decision_id=event.decision_id,
        public=event.public,
    )


@handlers.on(ResolutionAdopted)
async def fulfil_consent(work: Work, event: ResolutionAdopted) -> None:
    """The council consents (Zustimmung des Rates); a committee's recommendation does not count."""
    await apply_resolution(work, _resolution(event), adopt)


@handlers.on(ResolutionRejected)
async def refuse_consent(work: Work, event: ResolutionRejected) -> None:
    """The council does not consent."""
    await apply_resolution(work, _resolution(event), reject)


@handlers.on(ResolutionRescinded)
async def revoke_consent(work: Work, event: ResolutionRescinded) -> None:
    """The council's consent no longer holds; an open stock track is suspended."""
    ended = replace(_resolution(event), date=learnt(work))  # the event's own date is that of the resolution
    await apply_resolution(work, ended, rescind)


@handlers.on(ResolutionPublished)
async def publish_consent(work: Work, event: ResolutionPublished) -> None:
    """What the council said became public."""
    await turn_decision(work, event.decision_id, public=True)


@handlers.on(ResolutionDepublished)
async def hide_consent(work: Work, event: ResolutionDepublished) -> None:
    """What the council said is public no more."""
    await turn_decision(work, event.decision_id, public=False)


@handlers.on(ConsultationPlanned)
async def expect_consent(work: Work, event: ConsultationPlanned) -> None:
    """The paper is on its way (Beratungsfolge); only the council's own step says when it decides."""
    public = event.public or event.paper_public
    paper = PaperKey(event.city, event.paper_id, event.reference, event.prerequisite_id, public)
    decides = event.organization_kind == COUNCIL and event.role == "decision"
    step = Step(event.consultation_id, event.public)
    await expect_decision(work, paper, event.date if decides else None, step)
