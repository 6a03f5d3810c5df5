"""The life of a project."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_projects.domain.states import (
    FINAL,
    RESERVED,
    ProjectState,
    TransitionNotAllowed,
    TransitionReserved,
    next_states,
    require_step,
)

states = st.sampled_from(ProjectState)


@given(states, st.sampled_from(sorted(RESERVED)))
def test_nobody_selects_defers_rejects_or_releases_by_hand(here: ProjectState, to: ProjectState) -> None:
    with pytest.raises(TransitionReserved):
        require_step(here, to)


@given(states, st.sampled_from(sorted(set(ProjectState) - RESERVED)))
def test_a_step_is_made_exactly_where_the_state_leads(here: ProjectState, to: ProjectState) -> None:
    if to in next_states(here):
        require_step(here, to)
    else:
        with pytest.raises(TransitionNotAllowed):
            require_step(here, to)


@given(states)
def test_whatever_is_not_finished_can_be_cancelled(here: ProjectState) -> None:
    assert (ProjectState.CANCELLED in next_states(here)) is (here not in FINAL)


def test_every_state_can_be_reached() -> None:
    starts = {ProjectState.IDEA, ProjectState.EXISTING}
    reached = {to for here in ProjectState for to in next_states(here)} | starts

    assert reached == set(ProjectState)
