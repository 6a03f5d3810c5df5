"""Dead letters: what a consumer could not take. Listed, shown, replayed in order, or dropped with a reason.

A replay is only asked for here; the running service does it, with its own handlers, in its own database.
Later events of the same subject wait behind a dead letter and follow it.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row, select, update

from ..db.connections import Connection, Pool
from ..db.schema import dead_letter
from ..errors import Unavailable
from ..journal.work import Work
from ..journal.works import Works
from ..waiting import came
from .cloudevents import parse
from .handlers import Handlers
from .inbox import UNREADABLE
from .intake import describe

_log = structlog.get_logger(__name__)
REPLAY = "replay"
_POLL_SECONDS = 2.0
_COLUMNS = (
    "id, consumer, event_id, type, subject, error, deliveries, first_seen, failed_at, resolved_at, resolution"
)
_ASK_SUBJECT = f"""
update dead_letter set resolution = '{REPLAY}'
where resolved_at is null and type <> '{UNREADABLE}'
  and (consumer, subject) in (select consumer, subject from dead_letter where id = $1)
"""  # noqa: S608 - words are ours


@dataclass(frozen=True)
class DeadLetter:
    """One entry of the register."""

    id: UUID
    consumer: str
    event_id: UUID | None
    type: str
    subject: str
    error: str
    deliveries: int
    first_seen: datetime
    failed_at: datetime
    resolved_at: datetime | None
    resolution: str | None

    @property
    def readable(self) -> bool:
        """Whether it is an event, which a service may take after all."""
        return self.type != UNREADABLE


async def list_dead_letters(
    connection: Connection, *, resolved: bool = False, limit: int = 200
) -> list[DeadLetter]:
    """The open dead letters of a service (or also the resolved ones), oldest first."""
    query = (
        f"select {_COLUMNS} from dead_letter where $1 or resolved_at is null "  # noqa: S608 - names are ours
        "order by first_seen, id limit $2"
    )
    return [DeadLetter(**row) for row in await connection.fetch(query, resolved, limit)]


async def count_dead_letters(pool: Pool) -> int:
    """How many are open."""
    return int(await pool.fetchval("select count(*) from dead_letter where resolved_at is null"))


async def show_dead_letter(connection: Connection, id: UUID) -> tuple[DeadLetter, bytes] | None:
    """One dead letter and its event, byte for byte."""
    query = f"select {_COLUMNS}, envelope from dead_letter where id = $1"  # noqa: S608 - names are ours
    row = await connection.fetchrow(query, id)
    if row is None:
        return None
    values = dict(row)
    envelope = values.pop("envelope")
    return DeadLetter(**values), envelope


async def replay_dead_letter(connection: Connection, id: UUID) -> int:
    """Ask the service to take a dead letter, and all that wait on its subject, once more; how many.

    What is unreadable cannot be taken by anybody, and is not asked for.
    """
    return int((await connection.execute(_ASK_SUBJECT, id)).rpartition(" ")[2])


async def drop_dead_letter(connection: Connection, id: UUID, reason: str) -> bool:
    """Give a dead letter up for good; what waited behind it is taken next."""
    async with connection.transaction():
        done = await connection.execute(
            "update dead_letter set resolved_at = now(), resolution = $2"
            " where id = $1 and resolved_at is null",
            id,
            f"dropped: {reason}",
        )
        await connection.execute(_ASK_SUBJECT, id)
    return done != "UPDATE 0"


class Replayer:
    """Takes the dead letters of a consumer again when somebody has asked for it."""

    def __init__(self, consumer: str, handlers: Handlers, works: Works) -> None:
        self._consumer = consumer
        self._handlers = handlers
        self._works = works

    async def run(self, stopping: asyncio.Event) -> None:
        """Look every two seconds, until told to stop."""
        while not stopping.is_set():
            try:
                while not stopping.is_set() and await self.replay_next():
                    pass
            except Exception as error:
                _log.warning("replay_interrupted", consumer=self._consumer, error=repr(error))
            await came(stopping, _POLL_SECONDS)

    async def replay_next(self) -> bool:
        """Take the oldest dead letter that was asked for; whether there was one."""
        async with self._works.open() as work:
            row = (await work.session.execute(self._next())).first()
        if row is None:
            return False
        try:
            await self._replay(row)
        except (Unavailable, OSError):
            raise
        except Exception as error:
            await self._failed_again(row, error)
        return True

    def _next(self) -> Any:
        table = dead_letter
        return (
            select(table.c.id, table.c.subject, table.c.envelope)
            .where(table.c.consumer == self._consumer, table.c.resolved_at.is_(None))
            .where(table.c.resolution == REPLAY)
            .order_by(table.c.first_seen, table.c.event_id)
            .limit(1)
        )

    async def _replay(self, row: Row[Any]) -> None:
        """Run the handlers and close the letter in one transaction; its followers come next."""
        event = parse(row.envelope)
        async with self._works.open(cause=event.cause()) as work:
            locked = select(dead_letter.c.id).where(
                dead_letter.c.id == row.id, dead_letter.c.resolved_at.is_(None)
            )
            if (await work.session.execute(locked.with_for_update())).first() is None:
                return
            for contract, handle in self._handlers.of(event.type):
                await handle(work, contract.model_validate(event.data))
            await self._resolve(work, row, "replayed")
        _log.info("dead_letter_replayed", consumer=self._consumer, event_id=str(event.id))

    async def _resolve(self, work: Work, row: Row[Any], resolution: str) -> None:
        table = dead_letter
        now = work.clock.now()
        await work.session.execute(
            update(table).where(table.c.id == row.id).values(resolved_at=now, resolution=resolution)
        )
        behind = (table.c.consumer == self._consumer, table.c.subject == row.subject)
        await work.session.execute(
            update(table).where(*behind, table.c.resolved_at.is_(None)).values(resolution=REPLAY)
        )

    async def _failed_again(self, row: Row[Any], error: Exception) -> None:
        """The letter stays, and so do its followers, until somebody asks again."""
        table = dead_letter
        async with self._works.open() as work:
            behind = (table.c.consumer == self._consumer, table.c.subject == row.subject)
            await work.session.execute(
                update(table).where(*behind, table.c.resolved_at.is_(None)).values(resolution=None)
            )
            await work.session.execute(
                update(table)
                .where(table.c.id == row.id)
                .values(error=describe(error), deliveries=table.c.deliveries + 1, failed_at=work.clock.now())
            )
