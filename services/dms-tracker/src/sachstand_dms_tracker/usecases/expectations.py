"""What is known already of a consent that is asked for: the sitting it waits for, or the resolution."""

from uuid import UUID

from sachstand_common.journal.work import Work

from ..domain.meetings import expected_after
from ..domain.prerequisites import Prerequisite
from ..domain.resolutions import adopt_known
from ..storage.meetings import council_meetings
from ..storage.resolutions import council_resolutions
from .dates import learnt


async def with_known_sitting(work: Work, prerequisite: Prerequisite) -> Prerequisite:
    """The prerequisite as a sitting makes it that was heard of before."""
    if not prerequisite.by_council:
        return prerequisite
    meetings = await council_meetings(work.session, prerequisite.city)
    return prerequisite.expecting(expected_after(prerequisite, meetings, learnt(work)))


async def with_what_is_known(work: Work, id: UUID, prerequisite: Prerequisite) -> Prerequisite:
    """The prerequisite as a sitting or a resolution makes it that was heard of before it was asked for."""
    if not prerequisite.by_council:
        return prerequisite
    resolutions = await council_resolutions(work.session, prerequisite.city)
    return adopt_known(id, await with_known_sitting(work, prerequisite), resolutions)
