"""Funding programmes are entered."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.clock import printed
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.amounts import stamped
from ..domain.programmes import FundingProgramme, checked
from ..storage.programmes import PROGRAMMES

NOW = Fact()


async def add_programme(work: Work, programme: FundingProgramme, fact: Fact = NOW) -> UUID:
    """Enter a programme with its conditions."""
    grant = programme.grant_per_participant
    known = grant and stamped(grant, work.source_of(fact), printed(work.clock.now()))
    return work.add(PROGRAMMES, checked(replace(programme, grant_per_participant=known)), fact=fact)
