"""How votes are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_governance.domain.votes import (
    CARRIED,
    PROCEDURAL,
    Counts,
    CountsNotExpected,
    CountsRequired,
    Method,
    Outcome,
    OutcomeMismatch,
    Point,
    PointKind,
    PointResult,
    VotesExceedEntitled,
    establish,
    outcome_of,
    results,
    stated_results,
)

few = st.integers(0, 60)


@given(few, few, few)
def test_abstentions_never_change_the_outcome(yes: int, no: int, abstain: int) -> None:
    with_them = outcome_of(Counts(yes, no, abstain), entitled=1000)

    assert with_them is outcome_of(Counts(yes, no), entitled=1000)


@given(few, few)
def test_a_tie_rejects_the_motion(votes: int, abstain: int) -> None:
    assert outcome_of(Counts(votes, votes, abstain), entitled=1000) is Outcome.REJECTED


@given(few, few, few)
def test_a_motion_carries_exactly_when_more_say_yes_than_no(yes: int, no: int, abstain: int) -> None:
    outcome = outcome_of(Counts(yes, no, abstain), entitled=1000)

    assert (outcome in CARRIED) == (yes > no)
    assert (outcome is Outcome.UNANIMOUS) == (yes > 0 and no == 0)


@given(few, few, few, few)
def test_more_votes_than_entitled_are_refused(yes: int, no: int, abstain: int, entitled: int) -> None:
    cast = yes + no + abstain

    if cast > entitled:
        with pytest.raises(VotesExceedEntitled) as refused:
            outcome_of(Counts(yes, no, abstain), entitled)
        assert refused.value.facts == {"cast": cast, "entitled": entitled}
    else:
        assert outcome_of(Counts(yes, no, abstain), entitled)


@given(few, few, st.sampled_from(Outcome))
def test_a_declared_outcome_is_accepted_only_when_the_votes_say_so(
    yes: int, no: int, declared: Outcome
) -> None:
    counts = Counts(yes, no)
    computed = outcome_of(counts, 1000)
    fits = declared is computed or (declared is Outcome.AMENDED and computed in CARRIED)

    if fits:
        assert establish(Method.OPEN, counts, 1000, declared) is declared
    else:
        with pytest.raises(OutcomeMismatch):
            establish(Method.OPEN, counts, 1000, declared)


def test_a_consensus_needs_no_counts_and_takes_none() -> None:
    assert establish(Method.CONSENSUS, None, None, None) is Outcome.BY_CONSENSUS
    with pytest.raises(CountsNotExpected):
        establish(Method.CONSENSUS, Counts(5, 0), 5, None)


def test_an_acknowledgement_is_noted_and_nothing_else() -> None:
    assert establish(Method.ACKNOWLEDGEMENT, None, None, None) is Outcome.NOTED
    with pytest.raises(OutcomeMismatch):
        establish(Method.ACKNOWLEDGEMENT, None, None, Outcome.UNANIMOUS)


def test_a_counted_vote_needs_its_counts() -> None:
    with pytest.raises(CountsRequired) as refused:
        establish(Method.OPEN, None, 11, Outcome.UNANIMOUS)

    assert refused.value.facts["missing"] == ["counts"]


@pytest.mark.parametrize("outcome", sorted(PROCEDURAL))
def test_an_item_can_be_put_off_without_a_count(outcome: Outcome) -> None:
    assert establish(Method.OPEN, None, None, outcome) is outcome


@given(st.sampled_from(Outcome))
def test_a_point_brought_to_notice_is_never_adopted(outcome: Outcome) -> None:
    points = (Point("1", kind=PointKind.ACKNOWLEDGEMENT), Point("2"))

    noted, decided = results(points, outcome)

    assert noted.outcome not in CARRIED
    assert decided.outcome is outcome


def test_what_a_source_states_of_a_point_goes_before_the_whole() -> None:
    points = (Point("1", kind=PointKind.ACKNOWLEDGEMENT), Point("2", "Bau"), Point("3"))
    stated = (
        PointResult("1", Outcome.UNANIMOUS),
        PointResult("2", Outcome.REJECTED, mode="majority", counts={"no": 9}),
    )

    split = stated_results(points, Outcome.SPLIT, stated)
    whole = stated_results(points, Outcome.MAJORITY, stated[1:])

    assert [(r.number, r.outcome) for r in split] == [("1", Outcome.NOTED), ("2", Outcome.REJECTED)]
    assert split[1] == PointResult("2", Outcome.REJECTED, "Bau", "majority", {"no": 9})
    assert [r.outcome for r in whole] == [Outcome.NOTED, Outcome.REJECTED, Outcome.MAJORITY]
    assert stated_results((), Outcome.SPLIT, stated[1:]) == (
        PointResult("2", Outcome.REJECTED, None, "majority", {"no": 9}),
    )
