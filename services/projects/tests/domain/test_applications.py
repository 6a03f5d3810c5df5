"""What a funding application must keep."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City, Hedge
from sachstand_projects.domain.amounts import Amount, OwnShareTooLow
from sachstand_projects.domain.applications import (
    ApplicationState,
    Commitment,
    CouncilResolutionMissing,
    DuplicateMeasure,
    FundingApplication,
    Measure,
    TooManyMeasures,
    checked,
    incremental_own_share,
    submit,
    with_gate,
)
from sachstand_projects.domain.budgets import (
    Budget,
    BudgetStage,
    CouncilReferenceRequired,
    StageBackward,
    move,
)
from sachstand_projects.domain.gates import Gate, GateKind, GateOpen, GateState
from sachstand_projects.domain.programmes import FundingProgramme, QuotaOutOfRange
from sachstand_projects.domain.programmes import checked as checked_programme

PROGRAMME = FundingProgramme("mpsc", "Modellprojekte", "Bund", quota_per_cent=Decimal(65), max_measures=7)
APPLICATION = FundingApplication("a", City.STUTTGART, "Bewerbung", UUID(int=1), "mpsc")
GATE = Gate("council-consent", City.STUTTGART, GateKind.COUNCIL_RESOLUTION, "submitted", "Rat",
            application_id=UUID(int=2), citation="Ziffer 2", paper_reference="GRDRs 234/2021")  # fmt: skip
BUDGET = Budget(UUID(int=2), "M1")


def measures(count: int) -> tuple[Measure, ...]:
    return tuple(Measure(f"M{number}") for number in range(1, count + 1))


@given(st.integers(0, 12))
def test_an_eighth_measure_is_one_too_many(count: int) -> None:
    application = replace(APPLICATION, measures=measures(count))

    if count <= 7:
        checked(application, PROGRAMME)
    else:
        with pytest.raises(TooManyMeasures):
            checked(application, PROGRAMME)


def test_a_measure_is_named_once() -> None:
    with pytest.raises(DuplicateMeasure):
        checked(replace(APPLICATION, measures=measures(1) * 2), PROGRAMME)


def test_the_own_share_is_measured_by_the_quota_where_none_is_named() -> None:
    short = replace(APPLICATION, volume=Amount(Decimal(100)), own_share=Amount(Decimal("34.99")))

    with pytest.raises(OwnShareTooLow):
        checked(short, PROGRAMME)


def test_without_the_council_nothing_is_submitted() -> None:
    with pytest.raises(CouncilResolutionMissing):
        submit(APPLICATION)
    with pytest.raises(CouncilResolutionMissing) as refused:
        submit(with_gate(APPLICATION, GATE))

    assert refused.value.facts["citation"] == "Ziffer 2"


def test_with_the_councils_consent_the_application_is_submitted() -> None:
    consent = replace(
        GATE, state=GateState.SATISFIED, satisfied_by="GRDRs 234/2021", satisfied_on=date(2021, 3, 24)
    )

    submitted = submit(with_gate(APPLICATION, consent))

    assert submitted.state is ApplicationState.SUBMITTED
    assert submitted.council_reference == "GRDRs 234/2021"


def test_another_open_gate_bars_the_submission_too() -> None:
    money = replace(GATE, key="money", kind=GateKind.BUDGET)

    with pytest.raises(GateOpen):
        submit(with_gate(replace(APPLICATION, council_reference="GRDRs 234/2021"), money))


def test_what_is_spent_anyway_is_taken_off_the_maximum() -> None:
    application = replace(
        APPLICATION,
        own_share=Amount(Decimal(5_710_000), Decimal(10_000), Hedge.UP_TO),
        committed=Commitment(("M1", "M6", "M7"), Amount(Decimal(5_000_000), hedge=Hedge.NEARLY)),
    )

    incremental = incremental_own_share(application)

    assert incremental is not None
    assert (incremental.amount, incremental.hedge) == (Decimal(710_000), Hedge.MORE_THAN)
    assert incremental_own_share(APPLICATION) is None


@given(st.lists(st.sampled_from(BudgetStage), min_size=1, max_size=5))
def test_a_budget_never_moves_back(stages: list[BudgetStage]) -> None:
    order, budget = list(BudgetStage), BUDGET
    for stage in stages:
        reached = -1 if budget.stage is None else order.index(budget.stage)
        if order.index(stage) > reached:
            budget = move(budget, stage, "GRDRs 556/2019")
            assert budget.stage is stage
        else:
            with pytest.raises(StageBackward):
                move(budget, stage, "GRDRs 556/2019")


def test_an_adopted_budget_names_the_councils_decision() -> None:
    with pytest.raises(CouncilReferenceRequired):
        move(BUDGET, BudgetStage.ADOPTED)


def test_a_quota_is_a_share() -> None:
    with pytest.raises(QuotaOutOfRange):
        checked_programme(replace(PROGRAMME, quota_per_cent=Decimal(101)))
