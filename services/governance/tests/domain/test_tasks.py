"""What is owed, and when it counts as done."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_governance.domain.tasks import (
    Change,
    DueRequired,
    EvidenceRequired,
    Task,
    TaskOrigin,
    TaskState,
    advance,
    is_overdue,
    transitions,
)
from sachstand_governance.domain.transitions import ReasonRequired, TransitionNotAllowed

TASK = Task(City.BRAUNSCHWEIG, TaskOrigin.COMMITMENT, UUID(int=1), "Zusage", due=date(2021, 6, 30))
EVERYTHING = Change("Pandemie", date(2021, 9, 30), "Bericht", UUID(int=2))


def test_an_extension_needs_a_reason_and_a_date() -> None:
    with pytest.raises(ReasonRequired):
        advance(TASK, TaskState.OPEN, Change(due=date(2021, 9, 30)))
    with pytest.raises(DueRequired):
        advance(TASK, TaskState.OPEN, Change("Pandemie"))
    extended = advance(TASK, TaskState.OPEN, EVERYTHING)
    assert (extended.due, extended.reason, extended.state) == (date(2021, 9, 30), "Pandemie", "open")


def test_a_task_is_done_when_something_shows_it() -> None:
    with pytest.raises(EvidenceRequired):
        advance(TASK, TaskState.DONE, Change())
    assert advance(TASK, TaskState.DONE, Change(paper_id=UUID(int=2))).evidence_paper_id == UUID(int=2)


def test_what_was_done_is_taken_up_again_with_a_reason_and_without_a_new_date() -> None:
    done = replace(TASK, state=TaskState.DONE)

    with pytest.raises(ReasonRequired):
        advance(done, TaskState.OPEN, Change())
    again = advance(done, TaskState.OPEN, Change("unvollständig"))

    assert (again.state, again.due) == ("open", TASK.due)


@given(st.sampled_from(TaskState), st.sampled_from(TaskState))
def test_every_listed_step_is_possible_and_no_other(state: TaskState, to: TaskState) -> None:
    task = replace(TASK, state=state)

    if to in {o.to for o in transitions(task)}:
        assert advance(task, to, EVERYTHING).state is to
    else:
        with pytest.raises(TransitionNotAllowed):
            advance(task, to, EVERYTHING)


@given(st.dates(), st.sampled_from(TaskState))
def test_only_an_open_task_past_its_day_is_overdue(today: date, state: TaskState) -> None:
    task = replace(TASK, state=state)

    assert is_overdue(task, today) == (state == "open" and today > date(2021, 6, 30))
    assert not is_overdue(replace(task, due=None), today)
