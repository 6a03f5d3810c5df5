"""Funding applications are prepared, recorded from documents, and submitted."""

from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from sachstand_common.clock import printed
from sachstand_common.contracts.projects import ApplicationSubmitted
from sachstand_common.errors import RuleViolated
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.applications import (
    Commitment,
    FundingApplication,
    Measure,
    checked,
    entered,
    submit,
)
from ..domain.programmes import FundingProgramme, own_per_cent
from ..storage.applications import APPLICATIONS
from ..storage.budgets import BUDGETS
from ..storage.programmes import PROGRAMMES

NOW = Fact()


class UnknownProgramme(RuleViolated):
    """An application names a funding programme that does not exist."""


async def prepare_application(work: Work, application: FundingApplication, fact: Fact = NOW) -> UUID:
    """Enter an application; money and measures must keep the programme's conditions unless it is recorded.

    What a document states is recorded as stated, and its check is shown beside it.
    """
    programme = await find_programme(work, application.programme_key)
    told = entered(application, work.source_of(fact), printed(work.clock.now()))
    state = _completed(told, programme)
    id = new_id()
    if not application.recorded:
        checked(state, programme.state)
    return work.add(APPLICATIONS, _with_budgets(work, id, state, fact), fact=fact, id=id)


@dataclass(frozen=True)
class Description:
    """What a document says of an application's measures, and of own money that is spent anyway."""

    measures: tuple[Measure, ...]
    committed: Commitment | None = None
    quota_per_cent: Decimal | None = None


async def describe_measures(
    work: Work, held: Held[FundingApplication], said: Description, fact: Fact = NOW
) -> None:
    """Record what a document says of the measures and of the money that is spent anyway."""
    state = replace(
        held.state,
        measures=said.measures,
        committed=said.committed,
        quota_per_cent=said.quota_per_cent or held.state.quota_per_cent,
    )
    state = entered(state, work.source_of(fact), printed(work.clock.now()))
    if not state.recorded:
        checked(state, (await find_programme(work, state.programme_key)).state)
    work.change(held, _with_budgets(work, held.id, state, fact), fact=fact)


async def submit_application(work: Work, id: UUID, if_match: str) -> None:
    """Hand an application in."""
    held = await work.get(APPLICATIONS, id, if_match)
    after = submit(held.state)
    event = ApplicationSubmitted(
        application_id=id,
        city=after.city,
        key=after.key,
        programme_key=after.programme_key,
        state=after.state,
    )
    work.change(held, after, event)


async def find_programme(work: Work, key: str) -> Held[FundingProgramme]:
    """The programme with this key."""
    programme = await work.find(PROGRAMMES, key=key)
    if programme is None:
        raise UnknownProgramme(programme=key)
    return programme


def _completed(application: FundingApplication, programme: Held[FundingProgramme]) -> FundingApplication:
    """The application with the programme's id, and its quota where it names none itself.

    What a document does not say is not filled in.
    """
    conditions = programme.state
    if application.recorded:
        return replace(application, programme_id=programme.id)
    own = own_per_cent(conditions) if application.own_per_cent is None else application.own_per_cent
    quota = conditions.quota_per_cent if application.quota_per_cent is None else application.quota_per_cent
    return replace(application, programme_id=programme.id, own_per_cent=own, quota_per_cent=quota)


def _with_budgets(work: Work, id: UUID, application: FundingApplication, fact: Fact) -> FundingApplication:
    """Give every measure's budget its application, and a record of its own."""
    measures = tuple(
        replace(one, budget=one.budget and replace(one.budget, application_id=id))
        for one in application.measures
    )
    for budget in (measure.budget for measure in measures):
        if budget is not None:
            work.add(BUDGETS, budget, fact=fact)
    return replace(application, measures=measures)
