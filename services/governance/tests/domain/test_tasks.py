"""What is owed, and when it counts as done."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_governance.domain.tasks import (
    MACHINE,
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
        advance(TASK, "extend", Change(due=date(2021, 9, 30)))
    with pytest.raises(DueRequired):
        advance(TASK, "extend", Change("Pandemie"))
    extended = advance(TASK, "extend", EVERYTHING)
    assert (extended.due, extended.reason, extended.state) == (date(2021, 9, 30), "Pandemie", "open")


def test_a_task_is_done_when_something_shows_it() -> None:
    with pytest.raises(EvidenceRequired):
        advance(TASK, "finish", Change())
    assert advance(TASK, "finish", Change(paper_id=UUID(int=2))).evidence_paper_id == UUID(int=2)


@given(st.sampled_from(TaskState), st.sampled_from(sorted(MACHINE)))
def test_every_listed_transition_is_possible_and_no_other(state: TaskState, name: str) -> None:
    task = replace(TASK, state=state)

    if name in {o.name for o in transitions(task)}:
        assert advance(task, name, EVERYTHING).state == MACHINE[name].target
    else:
        with pytest.raises(TransitionNotAllowed):
            advance(task, name, EVERYTHING)


@given(st.dates(), st.sampled_from(TaskState))
def test_only_an_open_task_past_its_day_is_overdue(today: date, state: TaskState) -> None:
    task = replace(TASK, state=state)

    assert is_overdue(task, today) == (state == "open" and today > date(2021, 6, 30))
    assert not is_overdue(replace(task, due=None), today)
