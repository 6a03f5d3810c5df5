"""What a decision is bound to."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_governance.domain.candidates import (
    Candidate,
    CandidateKind,
    CandidateNotWaiting,
    CandidateState,
    decide,
    drop,
    put_on_agenda,
    release,
)
from sachstand_governance.domain.decisions import (
    CompetenceRulingReserved,
    Decision,
    DecisionImmutable,
    DecisionKind,
    DecisionState,
    Scoring,
    ScoringRequired,
    SupersedesOtherBody,
    advance,
    certify,
    check_mutable,
    check_ruling,
    hear_council,
    supersede,
    transitions,
)
from sachstand_governance.domain.meetings import Body, Origin
from sachstand_governance.domain.organizations import OrganizationKind
from sachstand_governance.domain.transitions import TransitionNotAllowed, TransitionReserved
from sachstand_governance.domain.votes import CARRIED, Outcome

BODY = Body(UUID(int=1), City.BRAUNSCHWEIG, "smart-city-board", "Smart-City-Board", OrganizationKind.BOARD)
PROJECT = UUID(int=7)
SCORING = Scoring(PROJECT, 3, "abc")
SELECTION = Decision(
    BODY,
    UUID(int=2),
    UUID(int=3),
    "4",
    "Auswahl",
    date(2026, 11, 9),
    Origin.SESSION,
    DecisionKind.PROJECT_SELECTION,
    Outcome.MAJORITY,
    project_ids=(PROJECT,),
    scorings=(SCORING,),
)
RELEASE = replace(SELECTION, kind=DecisionKind.RELEASE, project_ids=(), scorings=())


def test_a_decision_is_numbered_by_its_year() -> None:
    assert certify(SELECTION, 12).number == "12/2026"


@pytest.mark.parametrize(
    ("projects", "scorings"), [((PROJECT,), ()), ((), ()), ((PROJECT, UUID(int=8)), (SCORING,))]
)
def test_no_project_is_selected_without_a_frozen_scoring(
    projects: tuple[UUID, ...], scorings: tuple[Scoring, ...]
) -> None:
    with pytest.raises(ScoringRequired):
        certify(replace(SELECTION, project_ids=projects, scorings=scorings), 1)


@given(st.sampled_from(Outcome), st.booleans())
def test_only_a_carried_decision_waits_for_the_council(outcome: Outcome, requires: bool) -> None:
    certified = certify(replace(RELEASE, outcome=outcome, requires_council=requires), 1)

    assert (certified.state is DecisionState.AWAITING_COUNCIL) == (requires and outcome in CARRIED)


def test_who_is_responsible_is_ruled_by_the_cdo_alone() -> None:
    check_ruling(DecisionKind.COMPETENCE_RULING, is_cdo=True)
    check_ruling(DecisionKind.RELEASE, is_cdo=False)
    with pytest.raises(CompetenceRulingReserved):
        check_ruling(DecisionKind.COMPETENCE_RULING, is_cdo=False)


def test_a_certified_decision_is_superseded_and_never_changed() -> None:
    older = certify(RELEASE, 1)

    with pytest.raises(DecisionImmutable):
        check_mutable(older)
    superseded = supersede(older, BODY, UUID(int=20))
    assert (superseded.state, superseded.superseded_by) == ("superseded", UUID(int=20))
    with pytest.raises(DecisionImmutable):
        supersede(superseded, BODY, UUID(int=21))


def test_another_body_does_not_supersede_it() -> None:
    with pytest.raises(SupersedesOtherBody):
        supersede(certify(RELEASE, 1), replace(BODY, id=UUID(int=9)), UUID(int=20))


@pytest.mark.parametrize(("adopted", "state"), [(True, "council_approved"), (False, "council_rejected")])
def test_the_council_ends_the_waiting(adopted: bool, state: str) -> None:
    waiting = certify(replace(RELEASE, requires_council=True), 1)

    assert {(o.to, o.reserved) for o in transitions(waiting)} == {
        ("council_approved", True),
        ("council_rejected", True),
    }
    with pytest.raises(TransitionReserved):
        advance(waiting, DecisionState(state))
    heard = hear_council(waiting, UUID(int=30), adopted=adopted, public=True)
    assert (heard.state, heard.council_decision_id) == (state, UUID(int=30))
    with pytest.raises(TransitionNotAllowed):
        hear_council(heard, UUID(int=31), adopted=adopted, public=True)


def test_a_decision_is_executed_and_closed() -> None:
    decision = certify(RELEASE, 1)
    for state in ("in_execution", "executed", "closed"):
        decision = advance(decision, DecisionState(state))

    assert decision.state is DecisionState.CLOSED


CANDIDATE = Candidate(
    City.BRAUNSCHWEIG,
    CandidateKind.PROJECT,
    "e-Akte",
    project_id=PROJECT,
    scoring_version=3,
    scoring_hash="abc",
)


def test_a_candidate_carries_the_scoring_it_was_queued_with() -> None:
    assert CANDIDATE.scoring == SCORING
    assert replace(CANDIDATE, scoring_hash=None).scoring is None


def test_a_candidate_is_on_one_agenda_at_a_time() -> None:
    listed = put_on_agenda(CANDIDATE, UUID(int=2), date(2026, 11, 9))

    with pytest.raises(CandidateNotWaiting):
        put_on_agenda(listed, UUID(int=3), date(2026, 11, 9))
    assert release(listed).state is CandidateState.WAITING
    assert release(CANDIDATE) is CANDIDATE


def test_what_was_decided_on_is_not_dropped() -> None:
    assert drop(CANDIDATE).state is CandidateState.DROPPED
    assert drop(decide(CANDIDATE, Outcome.MAJORITY)).state is CandidateState.DECIDED


def test_a_paper_that_was_put_off_waits_again_and_a_project_is_queued_anew() -> None:
    listed = put_on_agenda(CANDIDATE, UUID(int=2), date(2026, 11, 9))
    paper = replace(listed, kind=CandidateKind.PAPER)

    assert decide(paper, Outcome.POSTPONED).state is CandidateState.WAITING
    assert decide(paper, Outcome.REJECTED).state is CandidateState.DECIDED
    assert decide(listed, Outcome.POSTPONED).state is CandidateState.DECIDED
