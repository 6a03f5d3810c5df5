from datetime import date, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import FactAhead
from sachstand_dms_tracker.domain.histories import (
    BeforeHistory,
    begin,
    follow,
    is_gapless,
    not_in_future,
)
from sachstand_dms_tracker.domain.intro_tracks import (
    LADDER,
    IntroState,
    IntroTrack,
    begin_intro,
    intro_steps,
    move_intro,
)
from sachstand_dms_tracker.domain.phases import phase, phase_history
from sachstand_dms_tracker.domain.prerequisites import Citation, Kind, PaperRef, PrerequisiteSummary, Status
from sachstand_dms_tracker.domain.stock_tracks import (
    OPEN_FOR_HAND_OVER,
    PrerequisiteUnmet,
    StockState,
    begin_stock,
    move_stock,
    stock_steps,
    suspend_stock,
)
from sachstand_dms_tracker.domain.transitions import ReasonRequired, TransitionNotAllowed

FIRST = date(2020, 1, 1)
days = st.dates(FIRST, date(2026, 11, 2))
moves = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 400)), max_size=12)


def consent(status):
    citation = Citation("Niedersächsisches Beamtengesetz (NBG)", "§ 92a Abs. 2")
    paper = PaperRef(planned_on=date(2021, 5, 11))
    return PrerequisiteSummary(
        uuid4(), "consent", Kind.COUNCIL_CONSENT, "Zustimmung", citation, status, None, paper, None
    )


def walk_intro(choices):
    track, day = begin_intro(IntroState.PLANNED, FIRST), FIRST
    for choice, gap in choices:
        steps = intro_steps(track)
        if not steps:
            break
        day += timedelta(days=gap)
        track = move_intro(track, IntroState(steps[choice % len(steps)].to), day, "because")
    return track


def walk_stock(choices):
    track, day = begin_stock(StockState.PREPARING, FIRST), FIRST
    for choice, gap in choices:
        steps = stock_steps(track, ())
        if not steps:
            break
        day += timedelta(days=gap)
        track = move_stock(track, StockState(steps[choice % len(steps)].to), day, (), "because")
    return track


@given(moves, moves)
def test_the_history_of_both_tracks_and_of_the_phase_is_gapless(intro_moves, stock_moves):
    intro, stock = walk_intro(intro_moves), walk_stock(stock_moves)

    phases = phase_history(intro.history, stock.history)

    assert is_gapless(intro.history)
    assert is_gapless(stock.history)
    assert is_gapless(phases)
    assert phases[-1].state == phase(intro.state, stock.state)
    assert all(a.state != b.state for a, b in pairwise(phases))


@given(moves)
def test_every_step_the_diagram_names_can_be_taken_and_no_other(choices):
    track = walk_intro(choices)
    allowed = {step.to for step in intro_steps(track)}

    for state in IntroState:
        if state in allowed:
            assert move_intro(track, state, date(2040, 1, 1), "because").state is state
        else:
            with pytest.raises(TransitionNotAllowed):
                move_intro(track, state, date(2040, 1, 1), "because")


@pytest.mark.parametrize("state", LADDER[1:])
def test_one_step_back_needs_a_reason(state):
    track = IntroTrack(state, begin(state, FIRST))
    back = LADDER[LADDER.index(state) - 1]

    with pytest.raises(ReasonRequired):
        move_intro(track, back, FIRST, "  ")

    assert move_intro(track, back, FIRST, "the test failed").state is back


@pytest.mark.parametrize("state", LADDER[:-1])
def test_a_pause_goes_on_where_it_began(state):
    track = IntroTrack(state, begin(state, FIRST))

    paused = move_intro(track, IntroState.PAUSED, FIRST, "no staff")

    assert {step.to for step in intro_steps(paused)} == {state, IntroState.ABORTED}
    assert move_intro(paused, state, FIRST).paused_from is None


def test_an_aborted_introduction_stays_aborted():
    track = move_intro(begin_intro(IntroState.PLANNED, FIRST), IntroState.ABORTED, FIRST, "no need")

    assert intro_steps(track) == ()


def test_what_came_before_may_have_no_date():
    track = begin_intro(IntroState.PRODUCTIVE, date(2020, 6, 1), after=IntroState.TEST)

    assert [(s.state, s.since, s.until) for s in track.history] == [
        ("test", None, date(2020, 6, 1)),
        ("productive", date(2020, 6, 1), None),
    ]
    assert is_gapless(phase_history(track.history, ()))


@given(days, days)
def test_no_state_begins_before_the_one_it_follows(first, second):
    history = begin("planned", first)

    if second < first:
        with pytest.raises(BeforeHistory):
            follow(history, "pilot", second)
    else:
        assert is_gapless(follow(history, "pilot", second))


def test_what_has_not_happened_yet_is_not_recorded():
    with pytest.raises(FactAhead):
        not_in_future(date(2026, 11, 3), date(2026, 11, 2))


@given(st.lists(st.sampled_from(list(Status)), max_size=5))
def test_old_files_are_released_only_when_every_prerequisite_is_met(statuses):
    track = begin_stock(StockState.PREPARING, FIRST)
    prerequisites = [consent(status) for status in statuses]
    unmet = [p for p in prerequisites if p.status not in (Status.FULFILLED, Status.NOT_REQUIRED)]

    if unmet:
        with pytest.raises(PrerequisiteUnmet) as refusal:
            move_stock(track, StockState.RELEASED, FIRST, prerequisites)
        missing = refusal.value.facts["missing"]
        assert [m["prerequisiteId"] for m in missing] == [str(p.id) for p in unmet]
        assert {m["citation"] for m in missing} == {"§ 92a Abs. 2 NBG"}
        assert {m["plannedOn"] for m in missing} == {"2021-05-11"}
    else:
        assert move_stock(track, StockState.RELEASED, FIRST, prerequisites).state is StockState.RELEASED


@given(moves, st.dates(date(2015, 1, 1), date(2040, 1, 1)))
def test_losing_a_prerequisite_stops_hand_overs_and_keeps_history(choices, day):
    track, lost = walk_stock(choices), uuid4()

    after = suspend_stock(track, day, lost, "revoked")

    assert after.state not in OPEN_FOR_HAND_OVER
    assert [s.state for s in after.history[: len(track.history)]] == [s.state for s in track.history]
    assert is_gapless(after.history)
    assert suspend_stock(after, day, lost, "revoked") == after


def test_a_suspended_stock_track_resumes_only_with_all_prerequisites():
    running = walk_stock([(0, 0), (0, 0)])
    suspended = suspend_stock(running, FIRST, uuid4(), "revoked")

    with pytest.raises(PrerequisiteUnmet):
        move_stock(suspended, StockState.RUNNING, FIRST, [consent(Status.REVOKED)])

    resumed = move_stock(suspended, StockState.RUNNING, FIRST, [consent(Status.FULFILLED)])
    assert running.state is StockState.RUNNING
    assert (resumed.state, resumed.suspended_by) == (StockState.RUNNING, ())


@pytest.mark.parametrize(
    ("intro", "stock", "line"),
    [
        (IntroState.PILOT, StockState.RUNNING, "pilot"),
        (IntroState.PRODUCTIVE, None, "productive"),
        (IntroState.PRODUCTIVE, StockState.PREPARING, "productive_stock_preparing"),
        (IntroState.PRODUCTIVE, StockState.ORIGINALS_SETTLED, "productive"),
        (IntroState.COMPLETED, StockState.RUNNING, "productive_stock_running"),
        (IntroState.COMPLETED, StockState.ORIGINALS_SETTLED, "completed"),
        (IntroState.PAUSED, StockState.RUNNING, "paused"),
    ],
)
def test_both_tracks_make_one_line(intro, stock, line):
    assert phase(intro, stock) == line
