"""Following the public changes from a point, or from now, without a gap and without a repetition."""

from collections.abc import AsyncIterator

from ..domain.changes import Change, Wanted
from ..domain.cursors import Positions
from .broadcast import Broadcast

Heard = tuple[Change | None, Positions]


async def follow(broadcast: Broadcast, resume: Positions | None, wanted: Wanted) -> AsyncIterator[Heard]:
    """Yield (change, positions after it), and (None, positions) while nothing happens."""
    with broadcast.listening() as listener:
        read: Positions = dict(broadcast.positions if resume is None else resume)
        behind = resume is not None
        while not broadcast.ended:
            if behind or listener.overflowed:
                listener.overflowed = behind = False
                async for change in broadcast.since(dict(read)):
                    if _is_new(change, read) and change in wanted:
                        yield change, dict(read)
            try:
                heard = await listener.next()
            except TimeoutError:
                yield None, dict(read)
                continue
            if heard is not None and _is_new(heard, read) and heard in wanted:
                yield heard, dict(read)


def _is_new(change: Change, read: Positions) -> bool:
    """Note a change as read, unless it was."""
    if change.position <= read.get(change.service, 0):
        return False
    read[change.service] = change.position
    return True
