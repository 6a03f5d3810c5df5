"""Funding programmes are entered."""

from uuid import UUID

from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.programmes import FundingProgramme, checked
from ..storage.programmes import PROGRAMMES

NOW = Fact()


async def add_programme(work: Work, programme: FundingProgramme, fact: Fact = NOW) -> UUID:
    """Enter a programme with its conditions."""
    return work.add(PROGRAMMES, checked(programme), fact=fact)
