"""Funding applications (Förderanträge): what is applied for, who pays, what must be resolved first."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict
from sachstand_common.facts import City, Source

from .amounts import Amount, ShareCheck, check_own_share, remainder_at_maximum, require_balance, stamped
from .amounts import require_own_share as _require_own_share
from .budgets import Budget
from .gates import Gate, GateKind, barring, require_passable
from .programmes import FundingProgramme, own_per_cent


class TooManyMeasures(Conflict):
    """The programme takes fewer measures than the application names."""


class CouncilResolutionMissing(Conflict):
    """The council has not yet agreed to the application."""


class ApplicationStateConflict(Conflict):
    """The application's state does not lead there."""


class DuplicateMeasure(Conflict):
    """The application names a measure twice."""


class ApplicationState(StrEnum):
    """Where an application stands."""

    PREPARED = "prepared"
    SUBMITTED = "submitted"
    GRANTED = "granted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Measure:
    """A measure (Maßnahme) of an application; its title is null where the source gives none."""

    key: str
    title: str | None = None
    units: tuple[str, ...] = ()
    paper_page: int | None = None
    amount: Amount | None = None
    budget: Budget | None = None
    source: Source | None = None
    recorded: datetime | None = None  # when it was entered, set once


@dataclass(frozen=True)
class Commitment:
    """Own money that the city spends on some measures whether or not the grant comes."""

    measures: tuple[str, ...]
    amount: Amount


@dataclass(frozen=True)
class FundingApplication:
    """An application to a programme, with its money as stated and its measures."""

    key: str
    city: City
    title: str
    programme_id: UUID
    programme_key: str
    state: ApplicationState = ApplicationState.PREPARED
    period_from: int | None = None
    period_to: int | None = None
    volume: Amount | None = None
    grant: Amount | None = None
    own_share: Amount | None = None
    third_party: Amount | None = None
    own_per_cent: Decimal | None = None
    quota_per_cent: Decimal | None = None
    measures: tuple[Measure, ...] = ()
    committed: Commitment | None = None
    council_reference: str | None = None
    gates: tuple[Gate, ...] = ()
    recorded: bool = False  # taken from a document, hence shown with its contradictions and not refused


def checked(application: FundingApplication, programme: FundingProgramme) -> FundingApplication:
    """The application, when measures and money keep the programme's conditions."""
    keys = [measure.key for measure in application.measures]
    if len(set(keys)) != len(keys):
        raise DuplicateMeasure(measures=sorted({key for key in keys if keys.count(key) > 1}))
    if programme.max_measures is not None and len(keys) > programme.max_measures:
        raise TooManyMeasures(measures=len(keys), most=programme.max_measures)
    _require_own_share(application.volume, application.own_share, own_share_of(application, programme))
    require_balance(application.volume, application.grant, application.own_share, application.third_party)
    return application


def own_share_of(application: FundingApplication, programme: FundingProgramme) -> Decimal | None:
    """The own share in per cent that the application names, else what the programme's quota leaves."""
    return own_per_cent(programme) if application.own_per_cent is None else application.own_per_cent


def share_check(application: FundingApplication) -> ShareCheck:
    """What the figures of the application say of one another."""
    return check_own_share(application.volume, application.own_share, application.own_per_cent)


def incremental_own_share(application: FundingApplication) -> Amount | None:
    """What the grant asks of the city beyond what it would spend anyway, at the maximum own share."""
    if application.own_share is None or application.committed is None:
        return None
    return remainder_at_maximum(application.own_share, application.committed.amount)


def submit(application: FundingApplication) -> FundingApplication:
    """Hand the application in, once the council has agreed and no other gate bars it."""
    if application.state is not ApplicationState.PREPARED:
        raise ApplicationStateConflict(**{"from": application.state}, to=ApplicationState.SUBMITTED)
    councils = [gate for gate in application.gates if gate.kind is GateKind.COUNCIL_RESOLUTION]
    for gate in barring(tuple(councils), ApplicationState.SUBMITTED):
        raise CouncilResolutionMissing(gate=gate.key, citation=gate.citation)
    if not councils and application.council_reference is None:
        raise CouncilResolutionMissing()
    require_passable(application.gates, ApplicationState.SUBMITTED)
    return replace(application, state=ApplicationState.SUBMITTED)


def with_gate(application: FundingApplication, gate: Gate) -> FundingApplication:
    """The application with a gate as it now stands; a satisfied council gate gives its reference."""
    others = tuple(held for held in application.gates if held.key != gate.key)
    reference = gate.satisfied_by if gate.kind is GateKind.COUNCIL_RESOLUTION else None
    return replace(
        application,
        gates=tuple(sorted((*others, gate), key=lambda held: held.key)),
        council_reference=reference or application.council_reference,
    )


def entered(application: FundingApplication, source: Source | None, now: datetime) -> FundingApplication:
    """The application with the source and instant of each figure and measure that has none of its own yet."""

    def figure(amount: Amount | None) -> Amount | None:
        return amount and stamped(amount, source, now)

    committed = application.committed
    return replace(
        application,
        volume=figure(application.volume),
        grant=figure(application.grant),
        own_share=figure(application.own_share),
        third_party=figure(application.third_party),
        measures=tuple(
            replace(one, amount=figure(one.amount), source=one.source or source, recorded=one.recorded or now)
            for one in application.measures
        ),
        committed=committed and replace(committed, amount=stamped(committed.amount, source, now)),
    )


def with_budget(application: FundingApplication, budget: Budget) -> FundingApplication:
    """The application with a measure's budget as it now stands."""
    return replace(
        application,
        measures=tuple(
            replace(measure, budget=budget) if measure.key == budget.measure else measure
            for measure in application.measures
        ),
    )
