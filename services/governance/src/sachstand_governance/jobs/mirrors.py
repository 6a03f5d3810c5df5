"""Mirrors of other systems: governance takes bodies, persons in them, and meetings with their agendas."""

from collections.abc import Awaitable, Callable, Sequence

from sachstand_common.http.mirrors import mirror_job
from sachstand_common.http.runtime import Runtime
from sachstand_common.journal.mirroring import Batch, Crawling, Mirror
from sachstand_common.oparl.forms import Kind
from sachstand_common.oparl.repairs import Found
from sachstand_common.oparl.upstream import Upstream

from ..usecases.mirror_meetings import mirror_meetings, withdraw_meetings
from ..usecases.mirror_organizations import mirror_organizations, withdraw_organizations
from ..usecases.mirror_people import mirror_people, withdraw_people

Step = Callable[[Batch, Sequence[Found]], Awaitable[None]]
_TAKE: dict[Kind, tuple[Step, Step]] = {
    Kind.ORGANIZATION: (mirror_organizations, withdraw_organizations),
    Kind.PERSON: (mirror_people, withdraw_people),
    Kind.MEETING: (mirror_meetings, withdraw_meetings),
}


class CouncilTaker:
    """What governance takes of a source; bodies first, for seats and meetings are theirs."""

    kinds: tuple[Kind, ...] = tuple(_TAKE)

    async def begin(self, mirror: Mirror, upstream: Upstream) -> None:
        """Nothing is to be prepared."""

    async def take(self, batch: Batch, found: Sequence[Found]) -> None:
        """Take in objects of one kind."""
        await _TAKE[found[0].kind][0](batch, found)

    async def withdraw(self, batch: Batch, found: Sequence[Found]) -> None:
        """Take known objects back."""
        await _TAKE[found[0].kind][1](batch, found)

    async def finish(self, crawl: Crawling) -> None:
        """Nothing is left to be done."""


def _taker(_: Runtime) -> CouncilTaker:
    return CouncilTaker()


work_off_mirrors = mirror_job(_taker)
