"""One reader of the public stream per process, and any number of listeners.

The newest changes are kept in a ring, so that a listener who lost its connection for a moment catches up
without asking the services. A listener who is too slow for its bounded queue is not cut off: it goes on
from the journals at its own pace.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress

from sachstand_common.errors import Problem
from sachstand_common.messaging.tail import Tail

from ..clients.services import Services
from ..domain.changes import Change
from ..domain.cursors import Positions
from .changes import every_change

RING = 2000
QUEUE = 500
HEARTBEAT = 15.0
_LISTS = {
    "projects": "/v1/goals",
    "governance": "/v1/units",
    "ratsinfo": "/v1/papers",
    "dms-tracker": "/v1/rollouts",
}


class Listener:
    """A bounded queue; when it overflows the listener must catch up from the journals."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[Change | None] = asyncio.Queue(QUEUE)
        self.overflowed = False

    def tell(self, change: Change | None) -> None:
        """Hand over a change (None: the end), or note that there was no room."""
        if self.queue.full():
            self.overflowed = True
        else:
            self.queue.put_nowait(change)

    async def next(self) -> Change | None:
        """The next change; raises ``TimeoutError`` when nothing comes for a heartbeat."""
        async with asyncio.timeout(HEARTBEAT):
            return await self.queue.get()


class Broadcast:
    """The shared reader."""

    def __init__(self, services: Services, names: list[str]) -> None:
        self._services, self.names = services, names
        self._listeners: set[Listener] = set()
        self._ring: deque[Change] = deque(maxlen=RING)
        self._floor: Positions = {}
        self.positions: Positions = {}
        self.ended = False

    async def run(self, tail: Tail) -> None:
        """Read the stream for ever."""
        async for told in tail.events():
            event = told.event
            self.tell(Change(event.service, event.name[0], event.position, event.time.isoformat(), told.raw))

    async def learn(self) -> None:
        """Learn where each service's journal stands, so that a listener's first id names every service."""
        while unknown := [name for name in self.names if name not in self.positions]:
            for name in unknown:
                with suppress(Problem):
                    position = await self._services.position(name, _LISTS[name])
                    self.positions[name] = max(position, self.positions.get(name, 0))
                    self._floor.setdefault(name, position)
            await asyncio.sleep(1)

    def tell(self, change: Change) -> None:
        """Tell every listener; what was told before (a rebuilt stream) is not told again."""
        known = self.positions.get(change.service)
        if known is not None and change.position <= known:
            return
        if len(self._ring) == RING:
            lost = self._ring[0]
            self._floor[lost.service] = lost.position
        self._floor.setdefault(change.service, change.position - 1)
        self._ring.append(change)
        self.positions[change.service] = change.position
        for listener in self._listeners:
            listener.tell(change)

    def end(self) -> None:
        """Let every listener finish: the process is about to stop."""
        self.ended = True
        for listener in self._listeners:
            listener.tell(None)

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        """Listen from now on."""
        listener = Listener()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    async def since(self, positions: Positions) -> AsyncIterator[Change]:
        """Yield what changed after these positions: from the ring if it reaches, else from the journals."""
        if all(positions.get(name, 0) >= floor for name, floor in self._floor.items()):
            for change in list(self._ring):
                if change.position > positions.get(change.service, 0):
                    yield change
        else:
            async for change in every_change(self._services, self.names, dict(positions)):
                yield change
