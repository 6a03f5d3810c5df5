"""A gate names paper and motion item; an acknowledgement does not satisfy it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_projects.domain.gates import (
    Gate,
    GateKind,
    GateOpen,
    GateReferenceRequired,
    GateReserved,
    GateState,
    GateSubjectRequired,
    Resolution,
    checked,
    reopen,
    require_passable,
    satisfy_by_hand,
    settle,
)

DAY = date(2021, 3, 24)
GATE = Gate(
    key="council-consent",
    city=City.STUTTGART,
    kind=GateKind.COUNCIL_RESOLUTION,
    required_by="submitted",
    title="Zustimmung",
    application_id=UUID(int=1),
    citation="GRDRs 234/2021, Ziffer 2",
    paper_reference="GRDRs 234/2021",
    motion_item="2",
)


def resolution(*items: tuple[str, str], city: City = City.STUTTGART, paper: str = "234/2021") -> Resolution:
    return Resolution(city, paper, DAY, items, "Verwaltungsausschuss")


def test_the_adopted_item_satisfies_the_gate() -> None:
    settled = settle(GATE, resolution(("1", "noted"), ("2", "adopted"), ("3", "adopted")))

    assert settled.state is GateState.SATISFIED
    assert settled.satisfied_on == DAY


@given(st.sampled_from(["noted", "rejected", "amended", "whatever"]))
def test_nothing_but_adoption_satisfies(outcome: str) -> None:
    assert settle(GATE, resolution(("1", "adopted"), ("2", outcome))).state is not GateState.SATISFIED


@given(st.sampled_from(["adopted", "rejected"]), st.booleans())
def test_a_gate_for_the_whole_paper_waits_until_every_item_has_its_result(
    outcome: str, complete: bool
) -> None:
    told = replace(resolution(("1", outcome), ("2", outcome)), complete=complete)

    settled = settle(replace(GATE, motion_item=None), told)

    assert (settled.state is GateState.OPEN) is not complete
    assert settle(GATE, told).state is not GateState.OPEN


def test_what_was_adopted_with_changes_waits_for_a_human() -> None:
    amended = resolution(("1", "amended"), ("2", "amended"))

    assert settle(GATE, amended) == GATE
    assert settle(replace(GATE, motion_item=None), amended).state is GateState.OPEN


def test_a_rejected_item_refuses_the_gate() -> None:
    assert settle(GATE, resolution(("2", "rejected"))).state is GateState.REFUSED


def test_an_item_that_the_record_does_not_show_concludes_nothing() -> None:
    assert settle(GATE, resolution()) == GATE
    assert settle(GATE, resolution(("1", "adopted"))) == GATE


@pytest.mark.parametrize("paper", ["GRDrs 234/2021", "234/2021", "grdrs  234 / 2021"])
def test_printed_references_are_compared_normalised(paper: str) -> None:
    assert settle(GATE, resolution(("2", "adopted"), paper=paper)).state is GateState.SATISFIED


def test_another_city_or_paper_does_not_count() -> None:
    assert settle(GATE, resolution(("2", "adopted"), city=City.BRAUNSCHWEIG)) == GATE
    assert settle(GATE, resolution(("2", "adopted"), paper="GRDRs 235/2021")) == GATE


def test_an_open_gate_bars_its_step_and_no_other() -> None:
    with pytest.raises(GateOpen) as refused:
        require_passable((GATE,), "submitted")
    require_passable((GATE,), "granted")

    assert refused.value.facts == {"gate": "council-consent", "citation": "GRDRs 234/2021, Ziffer 2"}


def test_a_rescinded_resolution_opens_the_gate_again() -> None:
    assert reopen(settle(GATE, resolution(("2", "adopted")))) == GATE


def test_a_council_gate_cannot_be_satisfied_by_hand() -> None:
    with pytest.raises(GateReserved):
        satisfy_by_hand(GATE, "Zuruf", DAY)


def test_a_council_gate_names_its_paper_and_a_gate_what_it_bars() -> None:
    with pytest.raises(GateReferenceRequired):
        checked(Gate("k", City.STUTTGART, GateKind.COUNCIL_RESOLUTION, "x", "t", project_id=UUID(int=1)))
    with pytest.raises(GateSubjectRequired):
        checked(Gate("k", City.STUTTGART, GateKind.BUDGET, "x", "t"))
