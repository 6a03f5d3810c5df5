"""Set a target, and set it anew."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sachstand_common.facts import Source
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.histories import not_in_future
from ..domain.targets import Due, Target, TargetWithoutSource, revise
from ..storage.targets import TARGETS


async def set_target(work: Work, target: Target, fact: Fact) -> UUID:
    """Enter a target (Ziel) with the document that sets it; a key is used once (409).

    Raises:
        TargetWithoutSource: no document is named.
    """
    if fact.source is None:
        raise TargetWithoutSource(key=target.key)
    return work.add(TARGETS, target, fact=fact)


@dataclass(frozen=True)
class TargetRevision:
    """A target as it is set anew."""

    title: str
    due: Due
    source: Source
    reason: str | None = None
    effective: date | None = None


async def revise_target(work: Work, target_id: UUID, revision: TargetRevision, if_match: str) -> None:
    """Set a target anew, with its document and the reason.

    Raises:
        ReasonRequired: no reason is given.
        FactAhead: it would hold from a day after today.
    """
    held = await work.get(TARGETS, target_id, if_match)
    today = work.clock.today()
    after = revise(held.state, revision.due, revision.title, revision.reason)
    effective = not_in_future(revision.effective or today, today)
    work.change(held, after, None, Fact(effective, source=revision.source, reason=after.reason))
