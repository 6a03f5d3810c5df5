"""Reading ahead and marking behind, so that publishing never waits for the database."""

import asyncio
from collections.abc import Sequence

from .cloudevents import Entry
from .outbox import Acknowledged, Outbox


class Pipeline:
    """Around one publisher: the next entries are read and the last ones marked while it publishes."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._ahead: asyncio.Task[list[Entry]] | None = None
        self._from: tuple[int, int] | None = None
        self._marking: asyncio.Task[None] | None = None

    def read_ahead(self, position: int, limit: int) -> None:
        """Begin to read what follows a position."""
        self._from = (position, limit)
        self._ahead = asyncio.create_task(self._outbox.after(position, limit))

    async def entries(self, position: int, limit: int) -> tuple[list[Entry], bool]:
        """The entries after a position, and whether they were read just now (else the newest may lack)."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            read = await ahead
            if self._from == (position, limit):
                return read, False
        return await self._outbox.after(position, limit), True

    async def mark(self, acknowledged: Sequence[Acknowledged]) -> None:
        """Begin to mark; marks are written one after the other."""
        await self.settle()
        self._marking = asyncio.create_task(self._outbox.mark(acknowledged))

    async def settle(self) -> None:
        """Wait for the mark under way, and raise what went wrong with it."""
        marking, self._marking = self._marking, None
        if marking is not None:
            await marking

    async def close(self) -> None:
        """End what is under way; what could not be marked will be told again under the same id."""
        tasks = [task for task in (self._ahead, self._marking) if task is not None]
        self._ahead = self._marking = None
        await asyncio.gather(*tasks, return_exceptions=True)
