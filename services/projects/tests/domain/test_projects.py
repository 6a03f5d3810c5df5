"""The way of a project to the Board and beyond."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City, Source
from sachstand_projects.domain.criteria import CriteriaSet, Criterion
from sachstand_projects.domain.decisions import decide_release, decide_selection, pass_gate, supersede
from sachstand_projects.domain.eligibility import Answer, Eligibility, ReasonRequired
from sachstand_projects.domain.gates import Gate, GateKind, GateOpen, GateState
from sachstand_projects.domain.profiles import (
    Effect,
    FieldAssignment,
    FieldOfActionRequired,
    GoalContribution,
    GoalContributionRequired,
    MitigationRequired,
    PrimaryFieldRequired,
    Profile,
    checked,
    key_of,
)
from sachstand_projects.domain.projects import (
    DecisionReference,
    Operation,
    Project,
    SourceRequired,
    Step,
    assess,
    lacks,
    perform,
    rate,
    revise,
)
from sachstand_projects.domain.scorings import Rating, Scoring, ScoringFrozen, score
from sachstand_projects.domain.states import ProjectState, TransitionIncomplete, TransitionReserved

S = ProjectState
DAY = date(2026, 11, 2)
HELPS = GoalContribution("attraktivitaet", Effect.POSITIVE, "mehr Service")
PROFILE = Profile("Parken", (FieldAssignment("mobilitaet", "Mobilität", True),), contributions=(HELPS,))
IDEA = Project("parken", City.BRAUNSCHWEIG, S.IDEA, PROFILE)
YES = Answer(True, "ja, weil")
SMART = Eligibility(YES, YES, YES, DAY)
SET = CriteriaSet("set", "Satz", (Criterion("nutzen", "Nutzen", 10_000),))
GATE = Gate("council-consent", City.BRAUNSCHWEIG, GateKind.COUNCIL_RESOLUTION, "released", "Rat",
            project_id=UUID(int=1), paper_reference="21-1")  # fmt: skip


def rating(value: str, assessor: str = "a") -> Scoring:
    return score(SET, assessor, (Rating("nutzen", Decimal(value), "weil"),))


def decision(outcome: str) -> DecisionReference:
    return DecisionReference(UUID(int=9), "1/2026", "Smart-City-Board", DAY, outcome)


def step(project: Project, to: ProjectState) -> Project:
    return perform(project, Step(to, DAY))


@pytest.fixture
def scored() -> Project:
    return rate(assess(step(IDEA, S.SUBMITTED), SMART), rating("4"))


@pytest.fixture
def queued(scored: Project) -> Project:
    return step(scored, S.QUEUED)


@pytest.fixture
def selected(queued: Project) -> Project:
    return decide_selection(queued, decision("majority"))


def test_a_project_has_fields_of_action_and_one_of_them_is_primary() -> None:
    with pytest.raises(FieldOfActionRequired):
        checked(replace(PROFILE, fields=()))
    with pytest.raises(PrimaryFieldRequired):
        checked(replace(PROFILE, fields=(FieldAssignment("mobilitaet", "Mobilität"),)))
    two = (FieldAssignment("mobilitaet", "Mobilität", True), FieldAssignment("verwaltung", "V", True))
    with pytest.raises(PrimaryFieldRequired):
        checked(replace(PROFILE, fields=two))


def test_harm_to_a_goal_needs_a_mitigation() -> None:
    harm = GoalContribution("stadtgesellschaft-mitnehmen", Effect.NEGATIVE, "nur mit Telefon")

    with pytest.raises(MitigationRequired):
        checked(replace(PROFILE, contributions=(harm,)))
    checked(replace(PROFILE, contributions=(replace(harm, mitigation="Automat bleibt"),)))


def test_the_way_to_the_board(queued: Project) -> None:
    assert queued.state is S.QUEUED
    assert queued.frozen is not None
    assert queued.frozen.median == "4.0000"


def test_one_no_is_recorded_and_keeps_the_project_where_it_is() -> None:
    unmet = replace(SMART, public_service=Answer(False, "rein privat"))

    assessed = assess(step(IDEA, S.SUBMITTED), unmet)

    assert assessed.state is S.SUBMITTED
    assert assessed.eligibility == unmet
    with pytest.raises(TransitionIncomplete):
        step(assessed, S.ELIGIBLE)


def test_an_answer_without_reason_is_no_assessment() -> None:
    with pytest.raises(ReasonRequired):
        assess(step(IDEA, S.SUBMITTED), replace(SMART, public_service=Answer(True, " ")))


def test_scoring_needs_a_contribution_to_a_goal() -> None:
    useless = replace(IDEA, profile=replace(PROFILE, contributions=()))

    with pytest.raises(GoalContributionRequired):
        rate(assess(step(useless, S.SUBMITTED), SMART), rating("4"))


def test_a_scored_project_keeps_a_contribution(scored: Project) -> None:
    with pytest.raises(GoalContributionRequired):
        revise(scored, replace(PROFILE, contributions=()))


def test_the_scoring_is_frozen_for_the_board(queued: Project) -> None:
    with pytest.raises(ScoringFrozen):
        rate(queued, rating("1"))


def test_a_submitted_profile_changes_by_a_new_version(scored: Project) -> None:
    assert revise(IDEA, replace(PROFILE, title="Anders")).profile_version == 0
    assert revise(scored, replace(PROFILE, title="Anders")).profile_version == 2
    assert revise(scored, PROFILE) == scored


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("unanimous", S.SELECTED),
        ("by_consensus", S.SELECTED),
        ("majority", S.SELECTED),
        ("amended", S.SELECTED),
        ("rejected", S.REJECTED),
        ("postponed", S.DEFERRED),
        ("referred", S.DEFERRED),
        ("noted", S.QUEUED),
        ("withdrawn", S.QUEUED),
    ],
)
def test_what_the_board_decides_is_what_becomes_of_the_candidate(
    queued: Project, outcome: str, state: ProjectState
) -> None:
    assert decide_selection(queued, decision(outcome)).state is state


@given(st.sampled_from(sorted(set(S) - {S.QUEUED})))
def test_a_decision_concerns_candidates_only(state: ProjectState) -> None:
    elsewhere = replace(IDEA, state=state)

    assert decide_selection(elsewhere, decision("majority")) == elsewhere


def test_an_open_gate_keeps_the_decision_waiting(queued: Project) -> None:
    gate = replace(GATE, required_by="selected")
    waiting = decide_selection(replace(queued, gates=(gate,)), decision("majority"))

    assert (waiting.state, waiting.decision) == (S.QUEUED, decision("majority"))
    assert pass_gate(waiting, replace(gate, state=GateState.SATISFIED)).state is S.SELECTED


def test_the_councils_consent_releases_a_selected_project(selected: Project) -> None:
    barred = replace(selected, gates=(GATE,))

    assert pass_gate(barred, replace(GATE, state=GateState.REFUSED)).state is S.SELECTED
    assert pass_gate(barred, replace(GATE, state=GateState.SATISFIED)).state is S.RELEASED


def test_a_release_waits_for_its_gates(selected: Project) -> None:
    assert decide_release(selected, decision("majority")).state is S.RELEASED
    waiting = decide_release(replace(selected, gates=(GATE,)), decision("majority"))

    assert waiting.state is S.SELECTED
    assert waiting.release is not None


def test_a_superseded_decision_is_marked(selected: Project) -> None:
    marked = supersede(selected, decision("majority"))

    assert marked.decision is not None
    assert marked.decision.superseded


def test_a_gate_bars_steps_made_by_hand() -> None:
    barred = replace(IDEA, gates=(replace(GATE, required_by="submitted"),))

    with pytest.raises(GateOpen):
        step(barred, S.SUBMITTED)
    assert lacks(barred, S.SUBMITTED, DAY) == ("gate_open:council-consent",)


def test_a_deferred_project_comes_back_on_its_day(queued: Project) -> None:
    deferred = replace(decide_selection(queued, decision("postponed")), deferred_until=DAY)

    with pytest.raises(TransitionIncomplete):
        perform(deferred, Step(S.SCORED, date(2026, 11, 1)))
    back = step(deferred, S.SCORED)

    assert (back.state, back.frozen) == (S.SCORED, None)
    assert rate(back, rating("5")).scoring_version == 2


def test_a_rejected_project_comes_back_as_a_new_version_only(queued: Project) -> None:
    rejected = decide_selection(queued, decision("rejected"))

    again = revise(rejected, replace(PROFILE, title="Parken, kleiner"))

    assert (again.state, again.profile_version, again.scorings) == (S.SUBMITTED, 2, ())


def test_cancelling_needs_a_reason() -> None:
    with pytest.raises(ReasonRequired):
        step(IDEA, S.CANCELLED)
    assert perform(IDEA, Step(S.CANCELLED, DAY, "kein Geld")).cancel_reason == "kein Geld"


def test_a_project_of_the_strategy_goes_live_with_a_source_only() -> None:
    existing = Project("wlan", City.BRAUNSCHWEIG, S.EXISTING, replace(PROFILE, contributions=()))

    with pytest.raises(SourceRequired):
        step(existing, S.LIVE)
    live = perform(existing, Step(S.LIVE, DAY, source=Source("Bericht")))

    assert live.operation is not None
    assert live.operation.status is Operation.KNOWN
    assert not live.board_selected


@given(st.sampled_from([S.SELECTED, S.DEFERRED, S.REJECTED, S.RELEASED]))
def test_no_hand_moves_what_the_bodies_decide(to: ProjectState) -> None:
    with pytest.raises(TransitionReserved):
        step(replace(IDEA, state=S.QUEUED), to)


def test_keys_are_readable() -> None:
    assert key_of("Einführung Elektronische Akte") == "einfuehrung-elektronische-akte"
    assert key_of("„!“") == "project"
