"""Goals of the strategy enter the catalogue."""

from uuid import UUID

from sqlalchemy import select

from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.goals import Goal
from ..storage.goals import GOALS

NOW = Fact()


async def add_goal(work: Work, goal: Goal, fact: Fact = NOW) -> UUID:
    """Add a goal to the catalogue."""
    return work.add(GOALS, goal, fact=fact)


async def known_goals(work: Work) -> frozenset[str]:
    """The keys of all goals."""
    return frozenset((await work.session.execute(select(GOALS.table.c.key))).scalars())
