"""Legal prerequisites of the electronic file, told by dms-tracker."""

from sachstand_common.contracts.dms_tracker_rollouts import PrerequisiteRequested
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..usecases.draft_paper import draft_for_prerequisite

handlers = Handlers()


@handlers.on(PrerequisiteRequested)
async def link_or_draft_paper(work: Work, event: PrerequisiteRequested) -> None:
    """The paper that asks for a consent is linked, or drafted with its planned step."""
    await draft_for_prerequisite(work, event)
