"""Names of the bodies, told by governance."""

from sachstand_common.contracts.governance_meetings import OrganizationClosed, OrganizationFounded
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..usecases.follow_meeting import keep_body_names

handlers = Handlers()


@handlers.on(OrganizationFounded)
async def learn_names(work: Work, event: OrganizationFounded) -> None:
    """Keep the names under which documents print a body."""
    await keep_body_names(work, event)


@handlers.on(OrganizationClosed)
async def end_names(work: Work, event: OrganizationClosed) -> None:
    """Its names stay known, with the day they ended."""
    await keep_body_names(work, event)
