"""Opens units of work, and tells the process after each commit what has changed."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from ..clock import Clock
from ..db.connections import LOST
from ..errors import Conflict, Unavailable
from ..security.principal import SYSTEM, Principal
from .cause import Cause
from .work import Work


class AlreadyExists(Conflict):
    """Something with this key exists already."""

    code = "already_exists"


class DatabaseUnavailable(Unavailable):
    """The database of this service does not answer; repeat the request with the same Idempotency-Key."""

    code = "database_unavailable"


class Works:
    """The source of every unit of work in a service process."""

    def __init__(self, service: str, engine: AsyncEngine, clock: Clock) -> None:
        self.service = service
        self._engine = engine
        self._clock = clock
        self._listeners: list[Callable[[set[str]], None]] = []

    def after_commit(self, listener: Callable[[set[str]], None]) -> None:
        """Call `listener` with the paths of the changed resources after every commit that changed any."""
        self._listeners.append(listener)

    @asynccontextmanager
    async def open(self, principal: Principal = SYSTEM, cause: Cause | None = None) -> AsyncIterator[Work]:
        """A unit of work that is committed when the block ends and rolled back when it raises.

        Raises:
            AlreadyExists: the database refused a duplicate (409).
            DatabaseUnavailable: the connection was lost (503); the outcome is "not committed".
        """
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            work = Work(self.service, session, self._clock, principal, cause)
            try:
                yield work
                await work.flush()
                await session.commit()
            except IntegrityError as error:
                raise AlreadyExists(constraint=_constraint(error)) from error
            except LOST as error:
                raise DatabaseUnavailable from error
        if work.changed_nouns:
            for listener in self._listeners:
                listener(work.changed_nouns)


def _constraint(error: DBAPIError) -> str | None:
    cause = getattr(error.orig, "__cause__", None)
    return getattr(cause, "constraint_name", None)
